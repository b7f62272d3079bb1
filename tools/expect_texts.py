"""Writes `bot/content/expected.txt` from the Dutch texts: run it after adding a text."""

from pathlib import Path

from bot.content.expected import FILE
from bot.content.model import placeholders
from bot.content.parse import messages


def main() -> None:
    lines = []
    for key, entry in sorted(messages(Path("content/nl/messages.yaml")).items()):
        texts = [entry] if isinstance(entry, str) else list(entry.values())
        names = sorted(frozenset().union(*(placeholders(text) for text in texts)))
        lines.append(" ".join([key, *names]))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
