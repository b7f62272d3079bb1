"""consents asked again"""

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('consent', sa.Column('lapsed', sa.Boolean(), server_default=sa.text('false'), nullable=False, comment='true: the text has changed, and it is to be asked again'))
    op.add_column('client', sa.Column('consent_ask_at', bot.store.types.Instant(timezone=True), nullable=True, comment='from when to ask again what has changed'))


def downgrade() -> None:
    op.drop_column('client', 'consent_ask_at')
    op.drop_column('consent', 'lapsed')
