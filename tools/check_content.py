"""`make check`: is the content sound? Prints each fault, in the words that a coach would see."""

import sys
from pathlib import Path

from bot.content.faults import ContentError
from bot.content.load import load


def main() -> None:
    try:
        content = load(Path("content"))
    except ContentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    for book in content.books.values():
        print(
            f"content {book.language}: {len(book.daily)} messages,"
            f" {len(book.exercises)} exercises,"
            f" {len(book.weeks)} weeks, {len(book.t.entries)} texts"
        )


if __name__ == "__main__":
    main()
