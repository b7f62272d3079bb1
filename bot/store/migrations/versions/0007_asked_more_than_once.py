"""asked more than once: a few questions on up to three mornings, a number within one urge"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('client', sa.Column('more_offered', sa.SmallInteger(), server_default='0', nullable=False, comment='on how many messages those questions were offered'))
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('strength', 'practice_id', comment='the exercise just done; 0: none yet; -1: at the return; less: asked again', existing_nullable=False)


def downgrade() -> None:
    op.drop_column('client', 'more_offered')
