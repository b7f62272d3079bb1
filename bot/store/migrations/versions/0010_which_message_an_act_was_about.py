"""which message or meeting an act of a coach was about"""

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# Programs of the version before do not know the columns, which may be empty.
lives_with = '0009'

_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    # Not in a batch: that would build the table anew, and numbers could be given again.
    op.add_column('coach_act', sa.Column('broadcast_id', _ID, nullable=True, comment='which message, while it is kept'))
    op.add_column('coach_act', sa.Column('session_id', _ID, nullable=True, comment='which meeting, while it is kept'))
    op.add_column('coach_act', sa.Column('for_at', bot.store.types.Instant(timezone=True), nullable=True, comment='when it leaves, left or is held, as it was then'))


def downgrade() -> None:
    for name in ('for_at', 'session_id', 'broadcast_id'):
        op.drop_column('coach_act', name)
