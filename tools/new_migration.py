"""Writes the migration from the last one to the tables as they are now: run it after a change.

    python -m tools.new_migration "a word for each hard day"

What it wrote is a draft: look at it, and say with `lives_with` from which version on programs may
go on using the schema (docs/operations.md, "A release with a new schema").
"""

import sys
from pathlib import Path

from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine

from bot.store.schema import alembic_config


def write(what: str) -> Path:
    """The file with the next number, beside the others."""
    with create_engine("sqlite://").begin() as connection:
        config = alembic_config(connection)
        command.upgrade(config, "head")
        number = int(ScriptDirectory.from_config(config).get_current_head() or 0) + 1
        made = command.revision(config, what, autogenerate=True, rev_id=f"{number:04}")
        assert isinstance(made, Script)
    return Path(made.path)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(f"say in a few words what changed\n{__doc__}")
    print(write(sys.argv[1]))


if __name__ == "__main__":
    main()
