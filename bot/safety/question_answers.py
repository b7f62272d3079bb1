"""What a typed text does to the questions of safety that are open in a chat.

One about ending her life and one about typing safely may be open together. A text is an answer, or
tells something that is answered for itself, or is neither and leaves them open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot import burst
from bot.content.model import COMING
from bot.context import Context
from bot.outbox import letters
from bot.outbox.letters import FIRST
from bot.safety import help_screen, not_kept, replies
from bot.safety.answers import (
    ALARM,
    NO,
    UNSURE,
    YES,
    calls,
    read_safe,
    takes_back,
)
from bot.safety.few_words import HURTS, read_few
from bot.safety.no_danger import brushes_off, says_no_danger, says_otherwise, says_safe_now
from bot.safety.on_condition import read_on_condition
from bot.safety.plain_words import COURTESY, NO_WORDS, words_in
from bot.safety.questions import Question, let_on_at_a_place
from bot.safety.thinking import AGAIN, denies, read_thinking
from bot.safety.whereabouts import is_over
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, Verdict
from bot.understanding.closed_lists import folded_set

_REASON = folded_set("""
    bang schrik boos kwaad woest woedend kinderen kids kind ziet zien leest lezen kijkt meekijkt
    hoort horen hier thuis naast erbij wakker slaapt
    scared afraid frightened angry mad furious child children see sees read reads reading hear
    hears here home beside next awake asleep
""")
"""Of whom may look, or of fear: why somebody cannot type."""
_OF_HERSELF = frozenset(
    [replies.MEDICAL, replies.SUICIDE, replies.VEILED, replies.SELFHARM, replies.ILL]
)
_OF_THEM = frozenset([replies.VIOLENCE, replies.THIRD_VIOLENCE, replies.HARM])
"""What an answer that names the other may sound like."""
NO_DANGER = "no danger"
"""The answer that turns down what was only guessed."""
SURE = 0.8
"""Below this the reply is worded as a question: a wrong guess then costs one calm question."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What follows a yes or a no, and the verdict on it alone."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """`told`: the kind of crisis that the text tells of, to be answered for itself. "": none, or
    none that is not asked about already.
    """

    told: str = ""
    answers: Mapping[Question, str] = field(default_factory=dict)

    @property
    def unsafe(self) -> list[Question]:
        """Those to which the answer is that typing is not safe, or may not be."""
        safe = {YES, NO_DANGER}
        return [q for q, found in self.answers.items() if q.is_about_safety and found not in safe]

    @property
    def denied(self) -> list[Question]:
        """Those about ending her life that are answered with no, and those about danger where
        something else was meant. Not while somebody may look at the phone: nothing lights up
        then, and whether she thinks of it is asked still.
        """
        return [
            q
            for q, answer in self.answers.items()
            if answer == NO_DANGER or (answer == NO and not q.is_about_safety and not self.unsafe)
        ]

    @property
    def closed(self) -> list[Question]:
        """Those that are answered by it."""
        return [q for q, answer in self.answers.items()
                if q.is_about_safety or answer != NO or q in self.denied]  # fmt: skip


def is_sure(verdict: Verdict) -> bool:
    """Whether a crisis is said plainly enough not to be asked about."""
    return verdict.is_crisis and not verdict.veiled and verdict.score >= SURE


def kind_of(verdict: Verdict) -> str:
    """Which reply fits a crisis."""
    suicide, unsure = verdict.label == CRISIS_SUICIDE, not is_sure(verdict)
    return replies.kind_for(verdict.notes, suicide=suicide, unsure=unsure)


def verdict_on(kind: str, heard: Verdict) -> Verdict:
    """A verdict with which this kind is the reply."""
    note = replies.NOTES.get(kind)
    label = CRISIS_VIOLENCE if replies.is_about_safety(kind) else CRISIS_SUICIDE
    notes = frozenset([note] if note else [])
    return Verdict(label, 1.0, "said to the reply that stands", heard.language, notes=notes)


def read(
    questions: Sequence[Question],
    text: str,
    whole: Verdict,
    rest: Rest | None = None,
    *,
    near: bool = True,
    asked_since: bool = False,
) -> Reading:
    """What the text is to the open questions; `rest`: what follows its yes or no. `near`: nothing
    else was answered since they were asked. `asked_since`: something was that a no may answer.
    """
    found: dict[Question, str] = {}
    told = kind_of(whole) if whole.is_crisis else ""
    for question in questions:
        of_safety = question.is_about_safety
        if len(questions) == 1 and question.is_slight and not (asked_since and not of_safety):
            if of_safety and says_no_danger(text):
                found[question] = NO_DANGER
                continue
            if not of_safety and says_otherwise(text):
                found[question] = NO
                continue
        if of_safety and question.is_slight and says_safe_now(text):
            found[question] = YES
            continue
        if of_safety and brushes_off(text):
            told = told if is_sure(whole) else ""  # It says nothing of typing either.
            continue
        reading = (
            _of_safety(text, whole, rest)
            if of_safety
            else _of_thinking(text, whole, rest, near=near, asked_since=asked_since)
        )
        if of_safety and read_few(text) == HURTS and not (whole.is_crisis and whole.is_plain):
            return Reading(question.kind)  # Who did it is told; the number to call stays in sight.
        if isinstance(reading, Reading):
            return reading
        if of_safety and reading == NO and is_over(words_in(text)):
            return Reading(question.kind)  # A no to the danger: who may look is asked once more.
        if of_safety and reading is None and not whole.is_crisis and calls(text):
            return Reading(question.kind)  # The number to call stays in sight.
        if reading == AGAIN or (not of_safety and told == replies.VEILED and denies(text)):
            # Of "no, …" a classifier hears the rest: what stands is asked once more, in short.
            of_them = told in _OF_THEM and not is_sure(whole)
            told = "" if of_them or told in {replies.VEILED, replies.SUICIDE} else told
        if of_safety and question.is_slight and reading == NO and _is_of_more(text, whole, rest):
            continue  # "No, I'm going to send it": that is said of what she meant.
        if reading not in {None, AGAIN}:
            found[question] = reading
    return Reading("" if found else told, found)


def _is_of_more(text: str, whole: Verdict, rest: Rest | None) -> bool:
    """Whether a "no" goes on, and not with whether she can type; or an urge is told in its stead,
    in which the other does not come here. A "no" with its reason ("no, he'll see") stays a no.
    """
    if _REASON & set(words_in(text)):
        return False
    if not denies(text):
        return whole.label == URGE and whole.kind != COMING
    few = rest is None or set(words_in(rest.text)) <= NO_WORDS | COURTESY
    return not few and rest is not None and read_safe(rest.text) is None and not calls(text)


def _of_thinking(
    text: str, whole: Verdict, rest: Rest | None, *, near: bool, asked_since: bool
) -> Reading | str | None:
    answer = read_thinking(text, near=near, asked_since=asked_since)
    if answer in {NO, AGAIN}:
        return answer  # "Not suicidal" is sure of what it denies.
    if is_sure(whole):
        return Reading(kind_of(whole))
    if rest is not None and rest.verdict.is_crisis:
        if rest.verdict.is_plain:
            return Reading(kind_of(rest.verdict))
        if takes_back(text):
            return UNSURE  # "No, but there is no need for me any more."
    if answer is not None or not near or asked_since:
        return answer
    answer = read_on_condition(text)
    return UNSURE if answer and whole.label == CRISIS_SUICIDE else answer


def _of_safety(text: str, whole: Verdict, rest: Rest | None) -> Reading | str | None:
    answer = read_safe(text, told=whole.is_crisis and whole.is_plain)
    if answer == ALARM:
        return Reading(replies.MEDICAL)
    # "No, I can't go on" is harmless to a classifier that weighs the no.
    verdict = whole if whole.is_crisis or rest is None else rest.verdict
    if not verdict.is_crisis:
        return answer
    told, sure = kind_of(verdict), is_sure(verdict)
    plain_answer = read_safe(rest.text if rest is not None else text) in {NO, UNSURE}
    if told in _OF_HERSELF and (sure or not plain_answer):
        # About herself: that comes before who may read along.
        return Reading(told)
    harm = told == replies.HARM and answer == YES
    if (sure or harm) and not replies.is_about_safety(told):
        return Reading(told)
    if answer == NO and verdict.is_plain and rest is not None and not plain_answer:
        # "No, he has locked me in": the question stays, and its number to call.
        return Reading(told)
    return answer


async def act(context: Context, reading: Reading, verdict: Verdict, *, writing: bool) -> None:
    """What the buttons below the questions do, for those that are closed.

    `writing`: a room waited for a text, which this may have been meant to be.
    """
    unsafe, denied = reading.unsafe, reading.denied
    stands = burst.CRISIS
    for question in reading.closed:
        kind = question.kind
        if question in unsafe:
            await _unsafe(context, question)
        elif question in denied and question.is_about_safety:
            await help_screen.no_danger(context)
            kind = ""
        elif question.is_about_safety:
            told = kind_of(verdict) if verdict.is_crisis else kind
            kind = replies.graver(kind, told)
            plain = verdict.is_crisis and is_sure(verdict)
            if not plain:
                await let_on_at_a_place(context, question)
            await help_screen.tell(context, kind, None if plain else question.doubt)
        elif question in denied:
            await help_screen.not_thinking(context)
            kind = ""  # That answers nothing that comes next.
        else:
            kind = replies.SUICIDE
            await help_screen.thinking(context)
        stands = replies.gravity_with(stands, kind) if kind else stands
    unit = context.unit
    unit.gravity = stands
    if writing and not unsafe:
        # In the answer itself: a message of its own would be the newest, and hide what it asks.
        unit.letters[-1] = unit.letters[-1].with_more(await not_kept.tell(context))
    if unsafe:
        unit.letters = [letter.silenced() for letter in unit.letters]
    if set(reading.closed) - {*unsafe, *denied}:
        # A no is not what this marks: under it thanks are thanks, and nothing lights up.
        unit.letters = [letter.with_(kind=FIRST) for letter in unit.letters]


async def _unsafe(context: Context, question: Question) -> None:
    """As a press would: the question is not left for somebody else to read, and no room takes what
    is typed next for its own.
    """
    await context.leave_place()
    text = context.book.replies["violence_unsafe"]
    number = await question.message_id(context)
    if number is None:
        context.say(text)
    else:
        context.send(letters.edit(context.chat_id, number, text))
