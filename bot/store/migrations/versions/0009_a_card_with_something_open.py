"""a card in which the coach has something else open"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

# Programs of the version before do not know the column, and it fills itself.
lives_with = '0008'


def upgrade() -> None:
    # Not in a batch: that would build the table anew, and numbers could be given again.
    op.add_column('broadcast', sa.Column('card_covered', sa.Boolean(), server_default=sa.text('(false)'), nullable=False, comment='true: the coach has something else open in that message'))


def downgrade() -> None:
    op.drop_column('broadcast', 'card_covered')
