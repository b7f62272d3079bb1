"""${message}"""

import sqlalchemy as sa
from alembic import op

import bot.store.types
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

# The version before this one when its programs may go on using this schema, for one release
# (docs/operations.md, "Several machines"); else None.
lives_with = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
