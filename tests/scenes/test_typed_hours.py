"""Hours that are typed where they were asked for, and the question for the first one."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.store.clients import ARRIVING
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import come_to_consent, link
from tests.scenes.test_commands import begins
from tests.scenes.urging import strengths

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
HOURS = {
    "7:45": ("nl", "07:45"),
    "half negen": ("nl", "08:30"),
    "kwart over acht": ("nl", "08:15"),
    "half past eight": ("en", "08:30"),
    "om 8 uur": ("nl", "08:00"),
    "8": ("nl", "08:00"),
}


@pytest.mark.parametrize("typed", HOURS)
async def test_an_hour_that_is_typed_ends_the_arrival(stage: Stage, typed: str) -> None:
    spoken, hour = HOURS[typed]
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say(typed)
    if hour < "08:00":
        await lea.press("settings.button.sure")
    assert lea.words("start.hour_set", hour=hour) in lea.texts
    assert lea.texts[-1] == lea.words("start.done")


async def test_another_text_in_between_does_not_keep_the_first_hour_from_being_heard(
    stage: Stage,
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say("de buurvrouw heeft een nieuwe fiets")
    await stage.walk(hours=3)
    await lea.say("half negen")
    assert lea.words("start.hour_set", hour="08:30") in lea.texts


@pytest.mark.parametrize("later", [31, 0], ids=["when the wave is over", "at once"])
async def test_a_number_within_an_urge_is_no_first_hour(stage: Stage, later: int) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await stage.walk(hours=1)
    await lea.say("ik wil hem nu appen")
    await lea.press("urge.button.go")
    if later:
        await stage.walk(minutes=later)
    else:
        await lea.say("7")
    await lea.say("8")
    await stage.walk(hours=1)
    record = await lea.record()
    assert record is not None
    assert record.status == ARRIVING
    assert lea.words("start.done") not in lea.texts
    assert await strengths(stage) == ([8] if later else [7, 8])


@pytest.mark.parametrize("asked", [True, False])
async def test_what_can_only_be_an_hour_is_heard_in_an_urge_too(
    stage: Stage, *, asked: bool
) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say("ik wil hem nu appen")
    if asked:
        await lea.say("/tijd")
    await lea.say("half negen")
    assert lea.words("start.hour_set", hour="08:30") in lea.texts


@pytest.mark.parametrize("asked", ["/tijd", "settings", "/tijd kwart"])
async def test_an_hour_is_heard_wherever_it_was_asked_for(noor: Person, asked: str) -> None:
    if asked == "settings":
        await noor.say("/instellingen")
        await noor.press("settings.button.hour")
    else:
        await noor.say(asked)
    answer = await noor.say("kwart over negen")
    assert text_of(answer).startswith(noor.words("settings.hour_set", hour="09:15"))


async def test_the_command_reads_an_hour_as_it_is_said(noor: Person) -> None:
    answer = await noor.say("/tijd half negen")
    assert text_of(answer).startswith(noor.words("settings.hour_set", hour="08:30"))


async def test_a_number_for_an_urge_is_no_hour(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    await lea.say("/drang")
    await lea.press("urge.button.go")
    assert text_of(await lea.say("8")) == lea.words("urge.what")


@pytest.mark.parametrize("place", ["hour", "quiet"])
@SPOKEN
async def test_where_an_hour_is_asked_for_a_crisis_is_answered(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/instellingen")
    await person.press(f"settings.button.{place}")
    said = {"nl": "ik wil dood", "en": "i want to die"}[spoken]
    assert kind_of(person, await person.say(said)) == "suicide"


async def test_where_an_hour_is_asked_for_an_urge_goes_first(noor: Person) -> None:
    await noor.say("/tijd")
    assert begins("urge.first")(await noor.say("ik wil hem appen"), noor.book)


async def test_two_hours_that_are_typed_are_the_quiet_hours(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.quiet")
    await noor.say("van 23:30 tot half zeven")
    record = await noor.record()
    assert record is not None
    assert record.quiet == (23 * 60 + 30, 6 * 60 + 30)


async def test_quiet_hours_over_the_daily_message_are_asked_about_when_typed_too(
    noor: Person,
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.quiet")
    answer = await noor.say("23:30-8:30")
    assert text_of(answer) == noor.words("settings.in_quiet", hour="08:00")
    await noor.press("settings.button.sure")
    record = await noor.record()
    assert record is not None
    assert record.quiet == (23 * 60 + 30, 8 * 60 + 30)


async def arrived_without_an_hour(stage: Stage, *, seen: bool = False) -> Person:
    """Somebody who agreed and left it at that."""
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage), seen=seen)
    await lea.press("start.button.agree")
    return lea


async def test_who_chose_no_hour_is_asked_once_more_a_day_later(stage: Stage) -> None:
    lea = await arrived_without_an_hour(stage)
    await stage.walk(hours=23)
    assert lea.texts[-1] == lea.words("start.which_hour")
    await stage.walk(hours=2)
    assert lea.texts[-1] == lea.words("start.hour_again")
    heard = len(lea.heard)
    await stage.walk(days=4)
    assert len(lea.heard) == heard
    await lea.say("9:15")
    assert lea.words("start.hour_set", hour="09:15") in lea.texts


async def test_who_chose_one_is_not_asked_again(stage: Stage) -> None:
    lea = await arrived_without_an_hour(stage)
    await lea.tap("20:00")
    await stage.walk(hours=25)
    assert lea.words("start.hour_again") not in lea.texts


async def test_who_paused_before_is_not_asked_again(stage: Stage) -> None:
    lea = await arrived_without_an_hour(stage)
    await lea.say("/pauze")
    await stage.walk(hours=25)
    assert lea.words("start.hour_again") not in lea.texts
    record = await lea.record()
    assert record is not None
    assert record.status != ARRIVING


async def test_a_phone_that_others_see_gets_the_neutral_line_instead(stage: Stage) -> None:
    lea = await arrived_without_an_hour(stage, seen=True)
    await stage.walk(hours=25)
    assert lea.texts[-1] == lea.words("stub.line")
    assert text_of(await lea.press("stub.button.open")) == lea.words("settings.which_hour")


OF_THE_PART = [("nl", "savonds", "9", "21:00"), ("nl", "savonds", "half 9", "20:30"),
               ("nl", "savonds", "om half negen ofzo", "20:30"),
               ("en", "evening pls", "8", "20:00"), ("en", "in the afternoon", "4", "16:00"),
               ("nl", "sochtends", "9", "09:00"),
               ("nl", "savonds", "9 uur sochtends", "09:00"), ("en", "evening", "9am", "09:00"),
               ("nl", "savonds", "09:30", "09:30")]  # fmt: skip


@pytest.mark.parametrize(("spoken", "part", "typed", "hour"), OF_THE_PART)
async def test_an_hour_below_those_of_a_part_of_the_day_is_of_that_part(
    stage: Stage, spoken: str, part: str, typed: str, hour: str
) -> None:
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    assert text_of(await lea.say(part)) == lea.words("settings.which_of")
    await lea.say(typed)
    key = "settings.in_quiet" if hour == "21:00" else "start.hour_set"
    assert lea.words(key, hour=hour) in lea.texts


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "liever geen bericht"),
        ("nl", "doe maar geen berichten"),
        ("en", "rather no messages"),
    ],
)
async def test_whoever_wants_no_message_at_the_first_hour_gets_none(
    stage: Stage, spoken: str, said: str
) -> None:
    lea = stage.person("Lea", spoken)
    await come_to_consent(lea, await link(stage))
    await lea.press("start.button.agree")
    assert text_of(await lea.say(said)) == lea.words("start.hour_left")
