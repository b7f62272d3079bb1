"""who is found at once: those who left long ago, and letters to people who are no clients"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('client', schema=None) as batch_op:
        batch_op.drop_index('ix_client_ended_at')
        batch_op.create_index('ix_client_ended_at', ['ended_at', 'started_on'], unique=False)
        batch_op.create_index('ix_client_arriving', ['last_seen_at'], unique=False, sqlite_where=sa.text('daily_on IS NULL'), postgresql_where=sa.text('daily_on IS NULL'))

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_stranger', ['chat_id'], unique=False, sqlite_where=sa.text('client_id IS NULL'), postgresql_where=sa.text('client_id IS NULL'))


def downgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_stranger', sqlite_where=sa.text('client_id IS NULL'), postgresql_where=sa.text('client_id IS NULL'))

    with op.batch_alter_table('client', schema=None) as batch_op:
        batch_op.drop_index('ix_client_arriving', sqlite_where=sa.text('daily_on IS NULL'), postgresql_where=sa.text('daily_on IS NULL'))
        batch_op.drop_index('ix_client_ended_at')
        batch_op.create_index('ix_client_ended_at', ['ended_at'], unique=False)
