"""Whatever can be heard in an urge or a crisis stands on the page that a clinician approved."""

from __future__ import annotations

import re

import pytest

from bot.content.model import LANGUAGES, Book, Content
from bot.features.appointment.kind import HOW
from bot.features.appointment.kind import message as contact
from bot.features.appointment.rules import Stage as Of
from bot.features.hard_days.kind import message as hard_day
from bot.sandbox.model import Button
from tests.cast import Person, Stage, buttons_of
from tests.scenes.prepared import agree_to_calls, make_plan, unlock_calls
from tests.scenes.test_everything_reachable import Crawl
from tools.hard_moments import MOMENTS, names_of, texts_of

HARD = ("urge", "safety", "plan", "call", "exercise", "look")
"""Rooms in which somebody in a hard moment goes about."""
OWN = ("Bo 06 12345678", "huisarts: +32 470 12 34 56", "zondagavond, een strakke kaak",
       "de hond uitlaten", "de moestuin")  # fmt: skip
"""What she wrote herself."""
SAID = {
    "nl": ("nu", "ik wil dood", "iedereen is beter af zonder mij", "ik heb pillen ingenomen",
           "mijn vriendin wil zelfmoord plegen", "hij kneep mijn keel dicht",
           "ik ben bang dat ik hem iets aandoe", "hij slaat me", "/nood"),
    "en": ("now", "i want to die", "everyone would be better off without me",
           "i took an overdose", "my friend says she wants to die", "he choked me",
           "i'm afraid i'll hurt my child", "he hit me", "/sos"),
}  # fmt: skip


_PLACE = re.compile(r"\\\{(\w+)\\\}")
_NUMBERS, _TIMES = ("n", "number", "total"), ("at",)
_WITHIN = ("appointment.and",)
"""Never a line by themselves: as one they would let half a page through."""


def _filled(place: re.Match[str]) -> str:
    """What may stand where a line has a placeholder."""
    if place[1] in _NUMBERS:
        return r"\d+"
    return r"\d\d:\d\d" if place[1] in _TIMES else ".+"


class Listening(Crawl):
    """Presses what belongs to hard moments, and keeps every line and label."""

    def look(self) -> None:
        super().look()
        for message in self.person.heard:
            text = message.text or message.caption or ""
            heard = [*text.splitlines(), *(button.text for button in buttons_of(message))]
            self.lines.update(line.strip(' "') for line in heard if line.strip())

    def note(self, message_id: int, button: Button) -> None:
        if (button.data or "").partition(":")[0] in HARD:
            super().note(message_id, button)

    @property
    def lines(self) -> set[str]:
        found: set[str] = self.__dict__.setdefault("_lines", set())
        return found


def patterns(book: Book) -> re.Pattern[str]:
    """What a line may look like, going by the page."""
    named = {key: text for moment in MOMENTS for key, text in texts_of(book, moment).items()}
    texts = [text for key, text in named.items() if key not in _WITHIN]
    for exercise in book.exercises.values():
        steps = (*exercise.steps, *exercise.lying)
        texts += [exercise.title, exercise.cautions, *(step.text for step in steps)]
        texts.append(f"{exercise.title} · {book.t('exercise.count')}")
    lines = {line.strip(' "') for text in texts for line in text.splitlines()}
    # A line of nothing but a placeholder would let everything through.
    told = [line for line in lines if re.sub(r'\{\w+\}|[\s"]', "", line)]
    filled = [_PLACE.sub(_filled, re.escape(line)) for line in told]
    helping = [f".*{re.escape(f'{line.name}: {line.about}')}.*" for line in book.lines]
    names = [re.escape(name) for name in (*names_of(book).values(), *OWN)]
    return re.compile("|".join([*filled, *helping, *names, r"\d{1,2}"]))


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_line_that_is_heard_in_a_hard_moment_stands_on_the_page(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await make_plan(person)
    await unlock_calls(stage)
    await agree_to_calls(person)
    crawl = Listening(person)
    await crawl.begin(*SAID[spoken])
    pressed = await crawl.press_all()
    assert {"safety:safe", "safety:thinking", "urge:rate", "plan:part", "call:send"} <= pressed
    page = patterns(person.book)
    assert sorted(line for line in crawl.lines if not page.fullmatch(line)) == []


async def test_a_line_that_is_not_on_the_page_is_noticed(noor: Person) -> None:
    assert not patterns(noor.book).fullmatch("Dit heeft niemand gelezen.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_about_contact_and_hard_days_stands_on_the_page(
    content: Content, language: str
) -> None:
    """It goes through in an urge, and is about a hard moment itself."""
    book = content[language]
    page, said = patterns(book), ["appointment.none", *(f"appointment.{how}" for how in HOW)]
    told = [contact(book, 1, when, noted=True)[0] for when in (Of.BEFORE, Of.DURING, Of.AFTER)]
    told += [hard_day(book)[0].plain, *(book.t(key) for key in said)]
    lines = [line for text in told for line in text.splitlines() if line]
    assert [line for line in lines if not page.fullmatch(line)] == []
