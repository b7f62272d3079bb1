"""a country that is neither: "any" is longer than the code of a country"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite keeps a text of any length, and there a table can only be changed by making it anew.
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('client', 'country', type_=sa.String(8), existing_nullable=True)


def downgrade() -> None:
    """Nothing is made smaller: what is kept by now may not fit."""
