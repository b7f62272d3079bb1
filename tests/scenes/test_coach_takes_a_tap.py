"""A coach types what stands on a button of hers, or answers a question of Anker in words."""

from __future__ import annotations

import pytest

from bot.store import cohorts
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import WORDS, send, write
from tests.scenes.database import table

SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
YES = {"nl": "ja", "en": "yes"}


async def coach_who_speaks(stage: Stage, language: str) -> Person:
    """A coach whose phone is in this language, with a group of hers."""
    stage.world.add_person("Coach", language, COACH_ID)
    async with stage.app.deps.store.write() as tx:
        number = await cohorts.add(tx, "Winter", stage.clock.now())
        await cohorts.set_start(tx, number, stage.clock.now().date())
    return await stage.coach()


async def is_shown_again(coach: Person, said: str) -> None:
    """What she says does nothing, and she finds the same buttons once more."""
    buttons = coach.buttons
    before = await table(coach.stage, "coach_act")
    answer = await coach.say(said)
    assert text_of(answer) == coach.words("coach.takes_a_tap"), said
    assert coach.buttons == buttons, said
    assert await table(coach.stage, "coach_act") == before


@SPOKEN
async def test_whether_a_message_is_to_be_withdrawn(
    stage: Stage, noor: Person, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await send(coach, 1)
    await stage.walk(minutes=30)
    await coach.press("broadcast.button.withdraw")
    for said in (YES[spoken], coach.words("broadcast.button.withdraw_sure"), "ok"):
        await is_shown_again(coach, said)
    await coach.press("broadcast.button.withdraw_sure")
    await stage.walk(seconds=5)
    assert WORDS not in noor.texts


@SPOKEN
@pytest.mark.parametrize("verb", ["end", "pause"])
async def test_whether_a_client_ends_or_is_paused(
    stage: Stage, noor: Person, spoken: str, verb: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.tap_data(f"clients:sure:1:{verb}", stale=True)
    await is_shown_again(coach, YES[spoken])
    await is_shown_again(coach, coach.words(f"clients.button.{verb}"))


@SPOKEN
@pytest.mark.parametrize(
    "data", ["cohort:end:1", "clients:move:1:0", "session:new", "cohort:off:2"]
)
async def test_the_label_of_a_choice(stage: Stage, noor: Person, spoken: str, data: str) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.tap_data(data, stale=True)
    if data == "session:new":
        await coach.say({"nl": "donderdag 20:00", "en": "thursday 20:00"}[spoken])
        await coach.press("session.button.no_link")
        await is_shown_again(coach, "winter")
    elif data.startswith("clients:move"):
        await is_shown_again(coach, "winter")
    elif data.startswith("cohort:end"):
        await is_shown_again(coach, YES[spoken])


@SPOKEN
async def test_whom_a_message_is_for_and_when_it_goes(
    stage: Stage, noor: Person, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.say("/bericht")
    await coach.say("Morgen om acht uur")
    for said in ("winter", coach.words("broadcast.to.everyone", number=0).lower()):
        await is_shown_again(coach, said)
    await coach.tap("Winter")
    await is_shown_again(coach, coach.words("broadcast.button.onward"))
    await write(coach)
    for said in (coach.words("broadcast.button.send", n=1), YES[spoken]):
        await is_shown_again(coach, said)
    assert noor.texts == []


@SPOKEN
async def test_where_another_day_may_be_typed_too(stage: Stage, noor: Person, spoken: str) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.tap_data("cohort:off:2", stale=True)
    await coach.say({"nl": "21 december t/m 3 januari", "en": "21 december to 3 january"}[spoken])
    await is_shown_again(coach, YES[spoken])


@pytest.mark.parametrize("said", ["groepen", "clienten", "gepland", "beheer", "Vragen"])
async def test_the_name_of_a_screen_opens_that_all_the_same(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await coach.say(said)
    assert coach.texts[-1] != coach.words("coach.takes_a_tap")


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "instellingen"), ("nl", "verder"), ("nl", "english"), ("nl", "pauze"),
        ("nl", "tijd"), ("nl", "tijd 8:00"), ("nl", "/pauze"), ("nl", "/instellingen"),
        ("nl", "/tijd 9"), ("en", "settings"), ("en", "resume"), ("en", "nederlands"),
        ("en", "time"), ("en", "/time"), ("en", "/settings"),
    ],
)  # fmt: skip
async def test_what_only_a_client_can_set_brings_her_panel(
    stage: Stage, noor: Person, spoken: str, said: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.say(said)
    assert coach.texts[-1].startswith(coach.words("coach.panel", n=1))
