"""Alembic runs on the connection it is given, inside the caller's transaction."""

from alembic import context

from bot.store.schema import is_used
from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=is_used,
)
with context.begin_transaction():
    context.run_migrations()
