"""A poll as the Bot API shows it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.sandbox.model import Wire


def new_poll(random: Random, question: str, options: Sequence[str], **about: object) -> Wire:
    """A poll that nobody has voted in; `about` takes the place of what is usual."""
    return {
        "id": str(random.randint(10**17, 10**18)),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
        **about,
    }
