"""The menu of commands and `/help`, derived from the rooms; never typed twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import structlog
from telegram.error import TelegramError

from bot.content.model import LANGUAGES, Book
from bot.deps import Deps
from bot.feature import Command, For
from bot.outbox.letters import Letter
from bot.outbox.outcomes import Later, outcome_of
from bot.road.caller import Caller
from bot.text import Text, bold, join

log = structlog.get_logger(__name__)


def name_in(command: Command, language: str) -> str:
    """The command as it is written in a language."""
    return command.nl if language == "nl" else command.en


def describe(book: Book, command: Command) -> str:
    """What a command does, in a few neutral words."""
    return book.t(f"command.{command.en}")


def help_text(
    book: Book, commands: Iterable[Command], *, coach: bool, visits: bool = False
) -> Text:
    """What can be done here; of those who `visit`, without what belongs to the programme.

    A coach `visits` who takes no part herself; a coach's own commands stand on top.
    """
    rows = [
        f"/{name_in(command, book.language)} · {describe(book, command)}"
        for command in sorted(commands, key=lambda command: not command.coach)
        if _is_shown(command.whose, coach=coach, visits=visits)
    ]
    return join([bold(book.t("help.title")), "\n".join(rows)])


def _is_shown(whose: For, *, coach: bool, visits: bool) -> bool:
    shown = {
        For.CLIENTS: not visits,
        For.COACHES: coach,
        For.NO_COACH: not (coach and visits),
    }
    return shown.get(whose, True)


async def publish(caller: Caller, deps: Deps, commands: Iterable[Command]) -> None:
    """Tell Telegram the six commands and who the bot is; what it does not take now, it gets later.

    Returns when all was taken, or refused.
    """
    left, failures = deque(_to_publish(deps, list(commands))), 0
    while left:
        call = left.popleft()
        try:
            await caller.call(call.method, call.params)
            failures = 0
        except TelegramError as error:
            failures += 1
            outcome = outcome_of(error, failures)
            again = outcome.seconds if isinstance(outcome, Later) else None
            log.warning(
                "menu or description not set",
                method=call.method, error=type(error).__name__, again_in=again,
            )  # fmt: skip
            if again is not None:
                left.append(call)
                await deps.clock.sleep(again)


def in_chat(
    chat_id: int, book: Book, commands: Iterable[Command], *, coach: bool = False
) -> Letter:
    """The six in this language for one chat, whatever the language of the phone.

    For a coach, hers stand above them.
    """
    shown = list(commands)
    own = [command for command in shown if coach and command.coach]
    entries = [_entry(book, command) for command in own] + _entries(book, shown)
    scope = {"type": "chat", "chat_id": chat_id}
    return Letter("setMyCommands", {"commands": entries, "scope": scope})


def as_on_the_phone(chat_id: int) -> Letter:
    """For this chat the menu follows the language of the phone again."""
    return Letter("deleteMyCommands", {"scope": {"type": "chat", "chat_id": chat_id}})


def _entries(book: Book, commands: Iterable[Command]) -> list[dict[str, str]]:
    return [_entry(book, command) for command in commands if command.menu]


def _entry(book: Book, command: Command) -> dict[str, str]:
    return {"command": name_in(command, book.language), "description": describe(book, command)}


def _to_publish(deps: Deps, menu: Sequence[Command]) -> Iterator[Letter]:
    """The menus first: without them nobody sees what can be done here."""
    own = deps.settings.language
    # Without a code it is what everybody sees whose language the bot does not speak.
    spoken = [("", own), *((language, language) for language in LANGUAGES)]
    for code, language in spoken:
        entries = _entries(deps.shelf[language], menu)
        yield Letter("setMyCommands", {"commands": entries, "language_code": code})
    for code, language in spoken:
        about, book = {"language_code": code}, deps.shelf[language]
        yield Letter("setMyDescription", {"description": book.t("bot.description"), **about})
        short = book.t("bot.short_description")
        yield Letter("setMyShortDescription", {"short_description": short, **about})
