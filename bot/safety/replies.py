"""The fixed replies to a crisis: which one, its words, the lines below it, what can be tapped.

A reply is never composed: its words stand in `content/*/crisis.yaml`. No exercise is the answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.content.model import Book
from bot.outbox.letters import BELOW, Button, Rows
from bot.safety.few_words import AGAIN, BLEEDS, GOES_ON, HURTS, LEAVES, ME_TOO, NEAR
from bot.safety.lines import lines_for, show
from bot.text import Text, join
from bot.understanding import heart_signs

MEDICAL, SUICIDE, SELFHARM, THIRD_SUICIDE = "medical", "suicide", "selfharm", "third_suicide"
VEILED, VIOLENCE, STRANGULATION = "suicide_veiled", "violence_safe", "strangulation"
THIRD_VIOLENCE, HARM = "third_violence", "harm"
ILL = "ill"
"""Signs of a heart attack or a stroke."""
CONTACT = "contact_unsafe"
"""Said to whoever had contact and is not safe, or does not know."""

TOPICS = {
    MEDICAL: ("danger", "suicide"),
    SUICIDE: ("danger", "suicide"),
    VEILED: ("danger", "suicide"),
    SELFHARM: ("danger", "doctor", "suicide", "talk"),
    THIRD_SUICIDE: ("danger", "suicide"),
    STRANGULATION: ("danger", "doctor", "violence"),
    VIOLENCE: ("danger", "doctor", "violence", "sexual"),
    THIRD_VIOLENCE: ("danger", "violence"),
    HARM: ("danger", "doctor", "suicide", "violence"),
    CONTACT: ("danger", "violence"),
    ILL: ("danger", "doctor"),
}
"""Which lines stand below a reply."""

_MATTERS = (
    (THIRD_SUICIDE, VEILED, SELFHARM, SUICIDE, MEDICAL),
    (THIRD_VIOLENCE, VIOLENCE, STRANGULATION),
    (HARM,),
    (ILL,),
)
"""Danger by oneself, by others, to others, of an illness; of each the gravest last. What a reply
to one of them says, a reply to another does not.
"""
_CRISIS, _SCALES = 1000, (1, 10, 100, 1000)
"""A gravity is a thousand and, a digit for each matter, how grave the reply to that one is."""

_AFTER = {VIOLENCE: "violence_after"}

_OF_SUICIDE = (
    ("medical", MEDICAL),
    (heart_signs.NOTE, ILL),
    ("takes-somebody-along", HARM),
    ("third-person-current", THIRD_SUICIDE),
    ("selfharm", SELFHARM),
)
_OF_VIOLENCE = (
    ("client-intent-to-harm", HARM),
    ("strangulation", STRANGULATION),
    ("third-person-current", THIRD_VIOLENCE),
)
"""The notes of a verdict that call for a reply of their own, the more immediate first."""
_HURT_BY_HER = frozenset(["client-intent-to-harm", "medical"])
"""She hurt somebody who needs a doctor. Of her own wounds nothing is said before she is safe."""

NOTES = {kind: note for note, kind in (*_OF_SUICIDE, *_OF_VIOLENCE)}
"""The note that calls for each."""

_OF_HERSELF = frozenset([SUICIDE, MEDICAL, SELFHARM])
"""What was told plainly of oneself."""

_QUESTIONS = {"v": VEILED, "p": VIOLENCE, "s": STRANGULATION, "t": THIRD_VIOLENCE}
"""The replies that are questions, by letter."""

_CODES = {"s": STRANGULATION, "t": THIRD_VIOLENCE}
_USUAL = "p"
"""What a button says after "can you type safely?": a letter, since data can be looked at."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What this client can be offered besides the lines."""

    plan: bool = False
    """There is an own safety plan."""
    call: bool = False
    """The coach may be asked to ring."""


def is_said(stands: int, kind: str) -> bool:
    """Whether the replies of gravity `stands` say what the one of this kind would."""
    matter, rank = _rank(kind)
    return _ranks(stands)[matter] >= rank


def gravity_with(stands: int, kind: str) -> int:
    """The gravity of this reply together with those that stand; more than any other text has."""
    ranks = _ranks(stands)
    matter, rank = _rank(kind)
    ranks[matter] = max(ranks[matter], rank)
    return _CRISIS + sum(found * scale for found, scale in zip(ranks, _SCALES, strict=True))


def _rank(kind: str) -> tuple[int, int]:
    """The matter, and how grave within it, from 1."""
    return next(
        (place, kinds.index(kind) + 1) for place, kinds in enumerate(_MATTERS) if kind in kinds
    )


def _ranks(gravity: int) -> list[int]:
    """Of each matter the rank that stands; 0: nothing was said of it."""
    of_crises = max(0, gravity - _CRISIS)
    return [of_crises // scale % 10 for scale in _SCALES]


def graver(one: str, other: str) -> str:
    """Of two kinds the one to answer: the graver, when they are of one matter, else the first."""
    (matter, rank), (other_matter, other_rank) = _rank(one), _rank(other)
    return other if matter == other_matter and other_rank > rank else one


def kind_for(notes: Collection[str], *, suicide: bool, unsure: bool) -> str:
    """Which reply fits. Unsure: it is asked about, unless something may have been done already."""
    if _HURT_BY_HER.issubset(notes):
        return MEDICAL
    for note, kind in _OF_SUICIDE if suicide else _OF_VIOLENCE:
        if note in notes:
            return kind
    if not suicide:
        return VIOLENCE
    return VEILED if unsure else SUICIDE


def retold(few: str, kind: str, stands: str) -> str:
    """The reply to a few words (`bot.safety.few_words`) that were taken for this kind, or none,
    where that one stands; "": which of the two it is, is not known.
    """
    if few == BLEEDS:
        return SELFHARM if stands == SELFHARM else MEDICAL
    if stands == SELFHARM and few in {GOES_ON, AGAIN, HURTS}:
        return SELFHARM
    if few == AGAIN and stands in {SUICIDE, MEDICAL}:
        return SUICIDE
    if few == HURTS and kind in {SELFHARM, VEILED}:
        return ""  # All lines, which name a doctor: it may be what somebody else did.
    if few == ME_TOO and stands == THIRD_SUICIDE:
        return SUICIDE
    if few in {NEAR, LEAVES}:
        violence = stands not in {*_OF_HERSELF, VEILED} and (
            few == NEAR or stands not in {"", ILL}
        )
        return VIOLENCE if violence else kind
    return kind


def beside(kind: str, stands: str, *, sure: bool) -> str:
    """The reply to what is guessed to be of this kind, where that one stands: whoever told of
    herself is not asked whether she can type safely, nor whether she thinks of it where something
    was done already; "": all lines. After danger by another, and after what was told of another's
    life, a guess that is `sure` is asked about: that is another matter.
    """
    if kind == VEILED and stands in {MEDICAL, SELFHARM}:
        return stands
    of_herself = stands in _OF_HERSELF or (stands == THIRD_SUICIDE and not sure)
    if of_herself and kind in {VIOLENCE, THIRD_VIOLENCE, THIRD_SUICIDE, HARM}:
        return stands
    return "" if kind == VEILED and is_about_safety(stands) and not sure else kind


def first_reply(
    book: Book,
    kind: str,
    country: str | None,
    ways: Ways,
    now: datetime,
    *,
    late: bool = False,
    doubt: str = "",
    slight: bool = False,
) -> tuple[Text, Rows]:
    """What is said to the words themselves: of violence, first whether typing is safe.

    `late`: they were written a while ago, and somebody else may look at the phone by now.
    `doubt` goes along with the answers (`bot.safety.doubts`); where it is `slight` the question
    says that it may be mistaken.
    """
    if is_about_safety(kind):
        return ask_safe(book, kind, late=late, doubt=doubt, slight=slight)
    return answer(book, kind, country, ways, now, doubt, slight=slight)


def is_about_safety(kind: str) -> bool:
    """Whether "can you type safely?" comes first."""
    return kind in {VIOLENCE, STRANGULATION, THIRD_VIOLENCE}


def told_by(kind: str) -> str:
    """What the first reply to this kind answers: whether typing is safe comes before it."""
    return "" if is_about_safety(kind) else kind


def is_of_another(kind: str) -> bool:
    """Whether somebody else is the danger."""
    return is_about_safety(kind) or kind == CONTACT


def is_same_matter(one: str, other: str) -> bool:
    """Whether both questions ask the same."""
    return is_about_safety(one) == is_about_safety(other)


def ask_safe(
    book: Book,
    kind: str = VIOLENCE,
    *,
    late: bool = False,
    doubt: str = "",
    slight: bool = False,
) -> tuple[Text, Rows]:
    """One short message, with two answers: somebody may stand beside the phone. A `slight` doubt
    has a third: that something else was meant.
    """
    code = f":{code_of(kind)}{doubt and f':{doubt}'}"
    key = "violence_slight" if slight else "violence"
    key = "strangulation_ask" if kind == STRANGULATION else key
    key = "violence_late" if late else key
    buttons = [
        Button(book.t("lines.button.safe"), f"safety:safe{code}"),
        Button(book.t("lines.button.unsafe"), "safety:unsafe"),
    ]
    rows = [buttons]
    return Text(book.replies[key]), [*rows, [no_danger(book, doubt)]] if slight else rows


def no_danger(book: Book, doubt: str) -> Button:
    """What turns the whole question down."""
    return Button(book.t("lines.button.no_danger"), f"safety:no_danger{doubt and f':{doubt}'}")


def question_of(kind: str) -> str:
    """The letter of the question that this reply is; "": it is none."""
    return next((letter for letter, asked in _QUESTIONS.items() if asked == kind), "")


def kind_of_question(letter: str) -> str:
    """The counterpart; of an unknown letter the gravest question."""
    return _QUESTIONS.get(letter, VEILED)


def kind_of_code(code: str) -> str:
    """The counterpart of what `ask_safe` puts into its button."""
    return _CODES.get(code, VIOLENCE)


def code_of(kind: str) -> str:
    """What stands for a kind of violence in a button."""
    return next((code for code, stands_for in _CODES.items() if stands_for == kind), _USUAL)


def answer(
    book: Book,
    kind: str,
    country: str | None,
    ways: Ways,
    now: datetime,
    doubt: str = "",
    *,
    slight: bool = False,
) -> tuple[Text, Rows]:
    """The fixed words, the lines that fit, what to do meanwhile; and what can be tapped."""
    own = _own(book, kind, doubt)
    return words_of(book, kind, country, now, slight=slight), [*own, *own_ways(book, ways)]


def words_of(
    book: Book, kind: str, country: str | None, now: datetime, *, slight: bool = False
) -> Text:
    """The words of a reply, with the lines that fit at that hour."""
    shown = show(book, lines_for(book, country, TOPICS[kind]), now)
    after = book.replies.get(_AFTER.get(kind, f"{kind}_after"), "")
    said = book.t("urge.happened_unsafe") if kind == CONTACT else book.replies[kind]
    said = book.replies["suicide_slight"] if slight and kind == VEILED else said
    return join([said, shown, after])


def _own(book: Book, kind: str, doubt: str) -> Rows:
    def button(name: str, verb: str) -> Button:
        return Button(book.t(f"lines.button.{name}"), f"safety:{verb}")

    if kind == SUICIDE:
        return [[button("say", "say")]]
    if kind == VEILED:
        # Not knowing counts as yes.
        no = f"not_thinking{doubt and f':{doubt}'}"
        answers = {"yes": "thinking", "no": no, "unknown": "thinking"}
        return [[button(name, verb) for name, verb in answers.items()]]
    if kind in {THIRD_SUICIDE, THIRD_VIOLENCE}:
        return [[button("myself", "thinking" if kind == THIRD_SUICIDE else "hurt")]]
    if kind == HARM:
        return [[button("hurt", "hurt")]]
    return []


def own_ways(book: Book, ways: Ways) -> Rows:
    """The client's own plan, and the coach: only what is there. Both open below: the numbers that
    stand here stay.
    """
    rows = []
    if ways.plan:
        rows.append([Button(book.t("lines.button.plan"), f"plan:open:{BELOW}")])
    if ways.call:
        rows.append([Button(book.t("lines.button.call"), f"call:ask:{BELOW}")])
    return rows
