"""several processes on one database"""

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

# Code of 0002 knows no leader: beside this one it would send to many a second time.
lives_with = None


def upgrade() -> None:
    op.create_table('replica',
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('seen_at', bot.store.types.Instant(timezone=True), nullable=False, comment='by the clock of the database'),
    sa.PrimaryKeyConstraint('owner', name=op.f('pk_replica')),
    comment='The processes that share this database; one that is not seen for long is gone.'
    )
    op.create_table('lease',
    sa.Column('name', sa.String(length=16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('epoch', sa.BigInteger(), nullable=False, comment='one more at each change of hands'),
    sa.Column('until', bot.store.types.Instant(timezone=True), nullable=False, comment='by the clock of the database'),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_lease')),
    comment='What one process does for all, such as sending to many.'
    )
    op.create_table('road',
    sa.Column('bot_id', sa.BigInteger(), nullable=False),
    sa.Column('taken', sa.LargeBinary(), nullable=False, comment='the instants of the latest sends'),
    sa.PrimaryKeyConstraint('bot_id', name=op.f('pk_road')),
    comment='What all processes together sent within the last second.'
    )
    op.create_table('burst',
    sa.Column('chat_id', sa.BigInteger(), nullable=False),
    sa.Column('reply_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('last_at', bot.store.types.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('chat_id', name=op.f('pk_burst')),
    comment='The reply that stands for what is being written in a chat; gone within a minute.'
    )
    with op.batch_alter_table('intake', schema=None) as batch_op:
        batch_op.add_column(sa.Column('owner', sa.String(length=32), nullable=True, comment='the replica that handles it; null: there is one process'))


def downgrade() -> None:
    with op.batch_alter_table('intake', schema=None) as batch_op:
        batch_op.drop_column('owner')

    op.drop_table('burst')
    op.drop_table('road')
    op.drop_table('lease')
    op.drop_table('replica')
