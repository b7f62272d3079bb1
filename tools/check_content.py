"""`make check`: is the content sound, and do its phrases leave the harmless examples alone?

Prints each fault, in the words that a coach would see.
"""

import sys
from pathlib import Path

from bot.content.faults import ContentError
from bot.content.load import load
from bot.understanding.effect import effect_of

FOLDER = Path("content")


def main() -> None:
    try:
        content = load(FOLDER)
    except ContentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    for book in content.books.values():
        print(
            f"content {book.language}: {len(book.daily)} messages,"
            f" {len(book.exercises)} exercises,"
            f" {len(book.weeks)} weeks, {len(book.t.entries)} texts"
        )
    effect = effect_of(content, FOLDER)
    print(f"phrases: {effect}")
    if effect is None or effect.alarms:
        sys.exit(1)


if __name__ == "__main__":
    main()
