"""Which questions of safety are open in a chat, so that an answer to them may be typed.

Of a client a letter and a number each are kept, beside the room that waits for a text. Of a
stranger nothing is: this process remembers them for a while, and whoever answers after a restart
finds the buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.clients import preferences, relaying
from bot.context import Context
from bot.safety import doubts, replies
from bot.safety.doubts import Answered, Doubt
from bot.store import outbox_queries, waiting

_MOST_CHATS = 1_000
_MESSAGE = "m"
_DOUBT = "_"


@dataclass(frozen=True, slots=True)
class Question:
    """One that is open: its kind, and where it stands, as far as that is known.

    `asked` is the number of the update whose reply it is, or, with an m before it, of the message
    that was changed into it.
    """

    kind: str
    asked: str = ""
    doubt: Doubt | None = None
    """None: the words were plain, or plain ones came after them."""

    @property
    def is_about_safety(self) -> bool:
        return replies.is_about_safety(self.kind)

    @property
    def is_slight(self) -> bool:
        return self.doubt is not None and self.doubt.is_slight

    def key(self, bot_id: int) -> str:
        """The key of the letter that asks it."""
        return f"asked:{bot_id}:{self.asked}"

    async def message_id(self, context: Context) -> int | None:
        """The number of its message; None: not sent yet, or a stranger's."""
        if self.asked.startswith(_MESSAGE):
            return int(self.asked[1:])
        if not self.asked:
            return None
        key = self.key(context.deps.bot_id)
        numbers = await outbox_queries.list_message_ids(context.tx, [key])
        return numbers[0] if numbers else None

    @property
    def written(self) -> str:
        doubt = f"{_DOUBT}{self.doubt.written}" if self.doubt is not None else ""
        return f"{replies.question_of(self.kind)}{self.asked}{doubt}"

    @classmethod
    def of(cls, written: str) -> Self:
        asked, _, doubt = written[1:].partition(_DOUBT)
        return cls(replies.kind_of_question(written[:1]), asked, Doubt.of(doubt))


@dataclass(frozen=True, slots=True)
class Open:
    """What waits in a chat: the place of a room, and the questions."""

    place: str | None
    questions: tuple[Question, ...] = ()
    asked_at: datetime | None = None
    """When a stranger was asked."""
    answered: tuple[Answered, ...] = ()
    """What a client answered lately."""

    def covers(self, kind: str, score: float, *, of_hers: bool) -> bool:
        """Whether words of this kind, so sure, were asked about and answered lately. `of_hers`:
        they are for a place of her own, and of no danger that is there now.
        """
        percent = doubts.percent_of(score)
        counting = [one for one in self.answered if of_hers or not one.of_hers]
        answered = any(one.covers(kind, percent) for one in counting)
        return answered and not self.questions


class Questions:
    """Remembers those of strangers; asks the database about clients."""

    def __init__(self) -> None:
        self._of_strangers: dict[int, tuple[tuple[Question, ...], datetime]] = {}

    async def find(self, context: Context) -> Open:
        """What waits in this chat."""
        waits = await waiting.find_all(context.tx, context.chat_id, context.now)
        place = waits.place or None
        if context.client is None:
            found, at = self._of_strangers.get(context.chat_id, ((), context.now))
            still = context.now - at < waiting.PATIENCE
            return Open(place, found if still else (), at)
        answered = doubts.opened(waits.answered, context.now)
        return Open(place, tuple(_opened(waits.questions)), None, answered)

    async def ask(self, context: Context, question: Question) -> None:
        """This one was asked; one of the same matter is open no longer, nor answered."""
        found = await self.find(context)
        rest = [one for one in found.questions if one.is_about_safety != question.is_about_safety]
        answered = [
            one
            for one in found.answered
            if replies.is_about_safety(one.kind) != question.is_about_safety
        ]
        await self._keep(context, [*rest, question], answered)

    async def close(
        self, context: Context, answered: Iterable[Question], denied: Iterable[Question] = ()
    ) -> None:
        """These are answered; those of them that are `denied` are taken at their word."""
        found, gone = await self.find(context), set(answered)
        left = [one for one in found.questions if one not in gone]
        if context.client is None:
            await self._keep(context, left, ())
            return
        await _put(context, left, found.answered)
        for question in denied:
            await _take_at_its_word(context, question)

    async def heard_plainly(self, context: Context, found: Open, kind: str) -> None:
        """A crisis was told that is not asked about: a "no" to what was asked before denies
        nothing of it, and one that was given is worth nothing any more. Nor is a "no" to "have you
        taken something?" one to "are you thinking of it?", which is asked no longer.
        """
        answers_itself = kind in {replies.SUICIDE, replies.MEDICAL, replies.SELFHARM}
        left = [one for one in found.questions if one.is_about_safety or not answers_itself]
        if context.client is None:
            await self._keep(context, left, ())
        elif found.questions or found.answered:
            await _put(context, [replace(one, doubt=None) for one in left], ())

    def drop(self, chat_id: int) -> None:
        """A stranger went on with a button or a command; of a client, the rooms see to it."""
        self._of_strangers.pop(chat_id, None)

    async def _keep(
        self, context: Context, questions: Sequence[Question], answered: Iterable[Answered]
    ) -> None:
        if context.client is not None:
            await _put(context, questions, answered)
            return
        self.drop(context.chat_id)
        if len(self._of_strangers) >= _MOST_CHATS:
            del self._of_strangers[next(iter(self._of_strangers))]
        if questions:
            self._of_strangers[context.chat_id] = (tuple(questions), context.now)


_ABOUT_SAFETY = {
    "safe": True,
    "unsafe": True,
    "no_danger": True,
    "thinking": False,
    "not_thinking": False,
}
"""Which question a button answers."""
_SAFE, _NO_DANGER = "safe", "no_danger"
_DENIES = {"not_thinking": replies.VEILED, _NO_DANGER: replies.VIOLENCE}


async def close_tapped(context: Context, verb: str) -> None:
    """The question that this button stands below is answered; another one stays open."""
    if (about := _ABOUT_SAFETY.get(verb)) is None:
        return
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    questions = _opened(waits.questions)
    left = [one for one in questions if one.is_about_safety != about]
    if verb == _NO_DANGER and any(one.is_about_safety and not one.is_slight for one in questions):
        return  # What was asked since is not turned down by it.
    answered = doubts.opened(waits.answered, context.now)
    await _put(context, left, answered)
    if context.client is None:
        return
    if verb == _SAFE:
        for question in set(questions) - set(left):
            await let_on_at_a_place(context, question)
    if verb not in _DENIES:
        return
    open_still = [one for one in questions if one.is_about_safety == about]
    doubt = Doubt.of(context.word(0))
    context.unit.denied_before = not open_still and await is_let_on(context, _DENIES[verb])
    if open_still:
        await _take_at_its_word(context, open_still[0])
    elif doubt is not None and doubt.is_its_hold(context.client.held_until):
        # Nobody waits for the answer any more, and nothing was said since that outweighs it.
        await _take_at_its_word(context, Question(_DENIES[verb], doubt=doubt))


async def _take_at_its_word(context: Context, question: Question) -> None:
    """A no: the same words may be said once more, and nothing is held because of them."""
    client, doubt = context.client, question.doubt
    if client is None or doubt is None:
        return
    await let_on(context, question.kind, doubt)
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    others = _opened(waits.questions)
    if not doubt.is_its_hold(client.held_until):
        # Another was asked since: with a no to that one, too, this hold does not come back.
        left = [replace(one, doubt=one.doubt and one.doubt.without(doubt)) for one in others]
        if left != others:
            await _put(context, left, doubts.opened(waits.answered, context.now))
    elif doubt.before or not others:
        await preferences.hold_until(context.tx, client, doubt.held_before, context.now)


async def let_on(context: Context, kind: str, doubt: Doubt, *, of_hers: bool = False) -> None:
    """For a while words of this kind are not asked about, unless they are surer or plain."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    about = replies.is_about_safety(kind)
    others = [
        one
        for one in doubts.opened(waits.answered, context.now)
        if replies.is_about_safety(one.kind) != about
    ]
    answered = [*others, Answered.now(kind, doubt, context.now, of_hers=of_hers)]
    await _put(context, _opened(waits.questions), answered)


async def let_on_at_a_place(context: Context, question: Question) -> None:
    """Typing is safe: what was only doubted may go where she was writing it, once it was asked
    about. A safety plan asks for such words: "when he has been drinking". That the other is there
    now is asked about each time; for what goes to her coach there is a button.
    """
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    to_coach = waits.place.startswith(relaying.WRITE)
    if question.doubt is not None and waits.place and not to_coach and context.client is not None:
        await let_on(context, question.kind, question.doubt, of_hers=True)


async def is_let_on(context: Context, kind: str) -> bool:
    """Whether words of this matter may be said once more."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    answered = doubts.opened(waits.answered, context.now)
    return any(replies.is_same_matter(one.kind, kind) for one in answered)


async def is_asked_about_safety(context: Context) -> bool:
    """Whether a client was asked if typing is safe, and has not answered."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    return any(one.is_about_safety for one in _opened(waits.questions))


async def is_asked_about_thinking(context: Context) -> bool:
    """Whether a client was asked if she thinks of ending her life, and has not answered."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    return any(not one.is_about_safety for one in _opened(waits.questions))


async def open_questions(context: Context) -> list[Question]:
    """Those that a client was asked and has not answered."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    return _opened(waits.questions) if context.client is not None else []


async def find_unanswered(context: Context) -> tuple[list[Question], datetime] | None:
    """Those about typing that a client did not answer while they were open, and until when that
    was; None: there are none.
    """
    found = await waiting.find_unanswered(context.tx, context.chat_id, context.now)
    if found is None or context.client is None:
        return None
    questions = [one for one in _opened(found[0]) if one.is_about_safety]
    return (questions, found[1]) if questions else None


async def reopen(context: Context, questions: Sequence[Question]) -> None:
    """They may be answered once more."""
    await _put(context, questions, ())


async def renew(context: Context, question: Question, anew: Question) -> None:
    """The same question stands elsewhere now."""
    waits = await waiting.find_all(context.tx, context.chat_id, context.now)
    found = [anew if one == question else one for one in _opened(waits.questions)]
    await _put(context, found, doubts.opened(waits.answered, context.now))


async def ask_in_place(context: Context, kind: str) -> None:
    """The message with the button that was pressed has become this question."""
    if context.client is not None and context.shows_in_place:
        await _put(context, [Question(kind, f"{_MESSAGE}{context.message_id}")], ())


def name_of(place: str | None) -> str:
    """Room and name alone: a place may go on with what it is about, such as a message's number."""
    return ":".join((place or "").split(":")[:2])


def _opened(written: str) -> list[Question]:
    return [Question.of(one) for one in written.split(".") if one]


async def _put(
    context: Context, questions: Sequence[Question], answered: Iterable[Answered]
) -> None:
    written = ".".join(one.written for one in questions)
    kept = doubts.closed(tuple(answered))
    await waiting.put_questions(context.tx, context.chat_id, written, context.now, answered=kept)
