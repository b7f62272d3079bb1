"""the inbox of the coaches"""

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('away',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('coach_id', sa.BigInteger(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False, comment='the last day'),
    sa.Column('line_sealed', sa.LargeBinary(), nullable=True, comment='who stands in'),
    sa.Column('created_at', bot.store.types.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_away')),
    sqlite_autoincrement=True
    )
    op.create_table('canned',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('text_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', bot.store.types.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_canned')),
    comment='Answers that the coaches keep at hand.',
    sqlite_autoincrement=True
    )
    op.create_table('coach_group',
    sa.Column('group_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('added_at', bot.store.types.Instant(timezone=True), nullable=False),
    sa.Column('linked_at', bot.store.types.Instant(timezone=True), nullable=True, comment='null: a coach brought the bot in, and has not linked it'),
    sa.Column('explained_at', bot.store.types.Instant(timezone=True), nullable=True, comment='when it was last said where nothing is passed on'),
    sa.PrimaryKeyConstraint('group_id', name=op.f('pk_coach_group')),
    comment='The group in which the coaches read and answer.'
    )
    op.create_table('conversation',
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('open_since', bot.store.types.Instant(timezone=True), nullable=True, comment='the first message without an answer; null: none'),
    sa.Column('asked_at', bot.store.types.Instant(timezone=True), nullable=True),
    sa.Column('answered_at', bot.store.types.Instant(timezone=True), nullable=True),
    sa.Column('group_id', sa.BigInteger(), nullable=True, comment='the group in which there is a topic for the client'),
    sa.Column('thread_id', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_conversation_client_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('client_id', name=op.f('pk_conversation'))
    )
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.create_index('ix_conversation_open_since', ['open_since'], unique=False, sqlite_where=sa.text('open_since IS NOT NULL'), postgresql_where=sa.text('open_since IS NOT NULL'))
        batch_op.create_index('ix_conversation_topic', ['group_id', 'thread_id'], unique=False)

    op.create_table('relay',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('client_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('direction', sa.String(length=4), nullable=False, comment='in: to a coach; out; seen: a copy'),
    sa.Column('from_chat_id', sa.BigInteger(), nullable=False),
    sa.Column('from_message_id', sa.BigInteger(), nullable=False, comment="0: a line of the program's"),
    sa.Column('to_chat_id', sa.BigInteger(), nullable=False),
    sa.Column('to_message_id', sa.BigInteger(), nullable=True, comment='null until it arrived'),
    sa.Column('album', sa.String(length=32), nullable=True, comment="Telegram's number of the album that it is part of"),
    sa.Column('coach_id', sa.BigInteger(), nullable=True, comment='who answered'),
    sa.Column('covered', sa.Boolean(), server_default=sa.text('(false)'), nullable=False, comment='true: it arrived as a neutral line'),
    sa.Column('at', bot.store.types.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_relay_client_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relay')),
    comment='Which message became which, between a client and the coaches; never its words.',
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('relay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_relay_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_relay_client_id'), ['client_id'], unique=False)
        batch_op.create_index('ix_relay_from', ['from_chat_id', 'from_message_id'], unique=False)
        batch_op.create_index('ix_relay_to', ['to_chat_id', 'to_message_id'], unique=False)




def downgrade() -> None:

    with op.batch_alter_table('relay', schema=None) as batch_op:
        batch_op.drop_index('ix_relay_to')
        batch_op.drop_index('ix_relay_from')
        batch_op.drop_index(batch_op.f('ix_relay_client_id'))
        batch_op.drop_index(batch_op.f('ix_relay_at'))

    op.drop_table('relay')
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_index('ix_conversation_topic')
        batch_op.drop_index('ix_conversation_open_since', sqlite_where=sa.text('open_since IS NOT NULL'), postgresql_where=sa.text('open_since IS NOT NULL'))

    op.drop_table('conversation')
    op.drop_table('coach_group')
    op.drop_table('canned')
    op.drop_table('away')

