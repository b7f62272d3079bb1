"""What a coach types to leave a place that waits for a text of hers, and is none for it."""

from __future__ import annotations

import pytest

from bot.store import cohorts
from tests.cast import COACH_ID, Person, Stage
from tests.scenes.broadcasting import WORDS, write
from tests.scenes.database import table
from tests.scenes.relaying import agreed

PLACES = {
    "reading hours": ("inbox:hours",),
    "a stand-in": ("away:set", "vandaag", "28-11"),
    "a client's name": ("clients:name:1",),
    "a group": ("cohort:new",),
    "another name": ("cohort:rename:1",),
    "a line of a week": ("weeks:write:1:5",),
    "an answer": ("canned:new",),
    "a session": ("session:new",),
    "a message": ("broadcast:write",),
}
"""Where she is asked for a text -> the button, and what she typed on the way there."""


async def come_to(coach: Person, place: str) -> None:
    """Up to the question."""
    button, *typed = PLACES[place]
    await coach.tap_data(button, stale=True)
    for text in typed:
        await coach.say(text)


async def kept(stage: Stage) -> list[object]:
    """What could have been changed by it."""
    names = ("called_sealed", "name_sealed", "name", "line_sealed")
    rows = [await table(stage, one) for one in ("cohort", "client", "broadcast", "coach_act")]
    return [{key: row[key] for key in names if key in row} for found in rows for row in found]


LEAVING = [(place, "annuleer") for place in PLACES] + [
    ("reading hours", text) for text in ("Laat maar", "terug", "nee toch niet", "cancel")
]


@pytest.mark.parametrize(("place", "text"), LEAVING)
async def test_words_that_leave_are_no_text_for_the_place(
    stage: Stage, noor: Person, place: str, text: str
) -> None:
    coach = await stage.coach()
    await come_to(coach, place)
    before = await kept(stage)
    await coach.say(text)
    assert await kept(stage) == before
    await coach.say("blauwe fietsbel")
    assert coach.texts[-1] == coach.words("coach.nowhere")
    assert await kept(stage) == before


async def test_in_english_too(stage: Stage, noor: Person) -> None:
    stage.world.add_person("Coach", "en", COACH_ID)
    coach = await stage.coach()
    await come_to(coach, "a message")
    await coach.say("never mind")
    assert coach.texts[-1] == coach.words("coach.left")


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("reading hours", "inbox.button.back"),
        ("a stand-in", "away.button.nobody"),
        ("a client's name", "clients.button.no_name"),
        ("a group", "cohort.button.all"),
        ("a message", "broadcast.button.cancel"),
    ],
)
async def test_the_label_in_sight_is_a_press(
    stage: Stage, noor: Person, place: str, label: str
) -> None:
    coach = await stage.coach()
    await come_to(coach, place)
    word = coach.words(label)
    assert word in coach.buttons
    await coach.say(word)
    assert await table(stage, "broadcast") == []
    assert len(await table(stage, "cohort")) == 1
    shown = "\n".join(coach.texts[-1:])
    assert f"{word}" not in shown.splitlines()
    await agreed(noor)
    await noor.say("/coach")
    assert not [text for text in noor.texts if word in text]


async def test_a_session_without_a_link_may_be_typed(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.tap_data("session:new", stale=True)
    await coach.say("donderdag 20:00")
    await coach.say("Zonder link")
    assert coach.words("session.no_link") not in coach.texts


async def test_to_leave_other_words_for_a_draft_keeps_the_draft(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.rewrite")
    await coach.say("laat maar")
    await coach.say("verstuur")
    assert WORDS in coach.texts


async def test_reading_hours_are_shown_as_a_client_reads_them(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await come_to(coach, "reading hours")
    await coach.say("maandag 9 tot 17 uur")
    line = coach.words("contact.hours", hours="maandag 9 tot 17 uur")
    assert coach.words("inbox.hours_read", line=line) in coach.texts[-1]


async def test_a_button_that_others_feel_takes_a_tap(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.say(coach.words("broadcast.button.send", n=1))
    await stage.walk(seconds=75)
    assert noor.texts == []


OPENED = {
    "groepen": "cohort.title", "Nieuw bericht": "broadcast.write", "cliënten": "clients.count",
    "Vaste antwoorden": "canned.empty", "gepland": "planned.none", "beheer": "coach.panel",
    "De week": "report.week", "groups": "cohort.title", "menu": "coach.panel",
}  # fmt: skip
"""What she types where something else is asked -> how the screen begins that it opens."""


@pytest.mark.parametrize("place", [*PLACES, "a moment", "a first day", "weeks off"])
async def test_the_words_of_the_panel_leave_a_place_and_open_theirs(
    stage: Stage, noor: Person, place: str
) -> None:
    coach = await stage.coach()
    if place == "a moment":
        await write(coach)
        await coach.press("broadcast.button.at")
    elif place in PLACES:
        await come_to(coach, place)
    else:
        await coach.tap_data("cohort:when:1" if place == "a first day" else "cohort:off:1", 1,
                             stale=True)  # fmt: skip
    before = await kept(stage)
    for words in ("Nieuwe groep", "groepen"):
        await coach.say(words)
    assert coach.texts[-1] == coach.words("cohort.title")
    assert await kept(stage) == before


@pytest.mark.parametrize("words", OPENED)
async def test_each_of_them_does_where_a_day_is_asked(
    stage: Stage, noor: Person, words: str
) -> None:
    coach = await stage.coach()
    await coach.say(words)
    alone = coach.texts[-1]
    await coach.tap_data("session:new", stale=True)
    assert coach.texts[-1] == coach.words("session.when")
    await coach.say(words)
    assert coach.texts[-1] == alone != coach.words("coach.nowhere")


@pytest.mark.parametrize("words", ["Stil", "Week", "Pauze", "Link", "Log"])
async def test_a_name_that_is_a_word_of_hers_too_stays_a_name(stage: Stage, words: str) -> None:
    coach = await stage.coach()
    await come_to(coach, "a group")
    await coach.say(words)
    async with stage.app.deps.store.read() as tx:
        assert (await cohorts.list_open(tx))[-1].name == words
