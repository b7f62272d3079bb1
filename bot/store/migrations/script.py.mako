"""${message}"""

import sqlalchemy as sa
from alembic import op

import bot.store.types
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

# The oldest version whose programs may go on using this schema: that of the release before
# (docs/operations.md, "A release with a new schema").
lives_with = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
