"""`make check`: is the content sound, and do its phrases leave the harmless examples alone?

Prints the folder that it reads, and each fault in the words that a coach would see.
"""

import sys
from pathlib import Path

import click

from bot.content.faults import ContentError, Problem
from bot.content.load import load
from bot.settings import SettingsError, load_settings
from bot.understanding.effect import effect_of


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def main(folder: Path | None) -> None:
    """Check the content in FOLDER; without one, that of BOT_CONTENT_DIR, else ./content."""
    try:
        found = _there(folder) if folder else load_settings().require_content()
        print(f"reading {found.absolute()}", flush=True)
        content = load(found)
    except (SettingsError, ContentError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    for book in content.books.values():
        print(
            f"content {book.language}: {len(book.daily)} messages,"
            f" {len(book.exercises)} exercises,"
            f" {len(book.weeks)} weeks, {len(book.t.entries)} texts"
        )
    effect = effect_of(content, found)
    print(f"phrases: {effect or 'no examples beside them to try them on'}")
    if effect and effect.alarms:
        sys.exit(1)


def _there(folder: Path) -> Path:
    if not folder.is_dir():
        raise ContentError([Problem(str(folder.absolute()), "there is no such folder")])
    return folder


if __name__ == "__main__":
    main()
