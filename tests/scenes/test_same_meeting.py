"""Two meetings at one moment for the same people: told before planning, and at calling one off."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.store import cohorts
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.database import table
from tests.scenes.relaying import OTHER_COACH, other_coach
from tests.scenes.test_sessions import reminders

pytestmark = pytest.mark.two_coaches

WHEN = {"nl": "donderdag 20:00", "en": "Thursday 20:00"}
LATER = {"nl": "donderdag 20:30", "en": "Thursday 20:30"}


@pytest.fixture(params=LANGUAGES)
async def coach(request: pytest.FixtureRequest, stage: Stage) -> Person:
    """The coach, in each language."""
    stage.world.add_person("Coach", request.param, COACH_ID)
    return await stage.coach()


@pytest.fixture
async def anna(stage: Stage, coach: Person) -> Person:
    """The other coach."""
    return await other_coach(stage)


def group(coach: Person) -> str:
    """What the clients' group is called."""
    return coach.words("cohort.unnamed", n=1)


async def check(coach: Person, when: str, who: str | None = None) -> str:
    """A meeting, as far as what she is to confirm."""
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(when)
    await coach.press("session.button.no_link")
    return text_of(await coach.tap(who or group(coach)))


async def plan(coach: Person, when: str) -> None:
    """A meeting of the group."""
    await check(coach, when)
    await coach.press("planned.button.go")


async def test_what_another_coach_planned_for_that_moment_is_pointed_out_before_it_is_planned(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await plan(anna, WHEN["nl"])
    when = WHEN[coach.book.language]
    twin = coach.words("session.twin_other", who=group(coach))
    double = coach.words("session.twin_double")
    assert f"{twin} {double}" in await check(coach, when)
    everybody = coach.words("broadcast.to.everyone", number=0)
    assert twin in await check(coach, when, everybody)
    assert twin not in await check(coach, LATER[coach.book.language])


async def test_her_own_is_pointed_out_too_and_so_is_one_for_a_group_without_clients(
    stage: Stage, coach: Person
) -> None:
    await stage.enrolled("Noor")
    async with stage.app.deps.store.write() as tx:
        await cohorts.add(tx, "Ster", stage.clock.now())
    when = WHEN[coach.book.language]
    await check(coach, when, "Ster")
    await coach.press("planned.button.go")
    assert coach.words("session.twin_own", who="Ster") in await check(coach, when, "Ster")
    assert coach.words("session.twin_own", who="Ster") not in await check(coach, when)


async def test_what_was_planned_after_the_preview_is_seen_before_it_is_planned_twice(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await check(coach, WHEN[coach.book.language])
    await plan(anna, WHEN["nl"])
    await coach.press("planned.button.go")
    twin = coach.words("session.twin_other", who=group(coach))
    assert twin in coach.texts[-1]
    assert sum(row["audience"] is not None for row in await table(stage, "session")) == 1
    await coach.press("planned.button.go")
    assert sum(row["audience"] is not None for row in await table(stage, "session")) == 2
    assert twin in coach.texts[-1], "nor is it forgotten once it is planned"


async def test_called_off_it_is_said_that_the_other_one_stays(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await plan(anna, WHEN["nl"])
    await plan(coach, WHEN[coach.book.language])
    twin = coach.words("session.twin_other", who=group(coach))
    stays = f"{twin} {coach.words('session.twin_stays')}"
    assert stays in text_of(await coach.press("session.button.cancel"))
    await coach.press("session.button.cancel_sure")
    assert stays in coach.texts[-1]
    await anna.press("session.button.cancel")
    assert anna.words("session.twin_stays") not in anna.texts[-1], "there is only hers left"
    await stage.walk(days=4)
    assert reminders(noor) == ["day", "hour"]


@pytest.fixture(params=LANGUAGES)
async def lea(request: pytest.FixtureRequest, stage: Stage) -> Person:
    """A client of the group, in each language."""
    return await stage.enrolled("Lea", request.param)


def shown(person: Person) -> str:
    """The moment of both as a client reads it."""
    on = {"nl": "donderdag 26 november, 20:00", "en": "Thursday 26 November, 20:00"}
    return on[person.book.language]


async def off(coach: Person, number: int) -> None:
    """The meeting with this number is called off, and who hears of it has heard."""
    await coach.tap_data(f"session:look:{number}", stale=True)
    await coach.press("session.button.cancel")
    await coach.press("session.button.cancel_sure")
    await coach.stage.walk(seconds=5)


async def with_link(person: Person, when: str, link: str, who: str | None = None) -> None:
    """A meeting somewhere online."""
    await person.say("/sessie")
    await person.press("session.button.new")
    await person.say(when)
    await person.say(link)
    await person.tap(who or group(person))
    await person.press("planned.button.go")


async def test_who_belongs_to_both_reads_that_the_other_one_goes_on_and_where(
    stage: Stage, lea: Person, anna: Person, coach: Person
) -> None:
    await with_link(anna, WHEN["nl"], "https://meet.example.org/anna")
    await with_link(coach, WHEN[coach.book.language], "https://meet.example.org/kamer")
    await stage.walk(days=3, hours=9, minutes=15)
    assert reminders(lea)[-2:] == ["hour", "hour"]
    await off(coach, 2)
    goes_on = lea.words("session.remind_one_stays", when=shown(lea))
    assert text_of(lea.last) == goes_on
    assert [b.url for b in buttons_of(lea.last)] == ["https://meet.example.org/anna"]
    await off(anna, 1)
    assert text_of(lea.last) == lea.words("session.remind_cancelled", when=shown(lea))


async def test_of_three_both_that_go_on_are_told_of_with_the_way_to_each(
    stage: Stage, lea: Person, anna: Person, coach: Person
) -> None:
    own = WHEN[coach.book.language]
    await with_link(anna, WHEN["nl"], "https://meet.example.org/anna")
    await with_link(coach, own, "https://meet.example.org/kamer")
    await with_link(coach, own, "https://meet.example.org/tuin")
    await stage.walk(days=3, hours=9, minutes=15)
    await off(coach, 2)
    assert text_of(lea.last) == lea.words("session.remind_several_stay", when=shown(lea))
    assert [(b.text, b.url) for b in buttons_of(lea.last)] == [
        (lea.words("session.button.join_one", number=1), "https://meet.example.org/anna"),
        (lea.words("session.button.join_one", number=2), "https://meet.example.org/tuin"),
    ]


async def test_behind_a_neutral_line_it_says_so_too(
    stage: Stage, anna: Person, coach: Person
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    await plan(anna, WHEN["nl"])
    await plan(coach, WHEN[coach.book.language])
    await stage.walk(days=3, hours=9, minutes=15)
    await off(coach, 2)
    await stage.walk(hours=2)
    await lea.press("stub.button.open")
    assert lea.words("session.remind_one_stays", when=shown(lea)) in lea.texts


@pytest.mark.parametrize("other", ["another group", "another moment", "both off"])
async def test_where_nothing_of_hers_goes_on_then_it_is_off(
    stage: Stage, lea: Person, anna: Person, coach: Person, other: str
) -> None:
    async with stage.app.deps.store.write() as tx:
        await cohorts.add(tx, "Ster", stage.clock.now())
    await check(anna, (LATER if other == "another moment" else WHEN)["nl"],
                "Ster" if other == "another group" else None)  # fmt: skip
    await anna.press("planned.button.go")
    await plan(coach, WHEN[coach.book.language])
    await stage.walk(days=3, hours=9, minutes=15)
    for number in (1, 2) if other == "both off" else (2,):
        await off(coach, number)
    assert text_of(lea.last) == lea.words("session.remind_cancelled", when=shown(lea))


async def test_what_nobody_took_over_is_not_said_to_go_on(
    stage: Stage, lea: Person, anna: Person, coach: Person
) -> None:
    await plan(anna, WHEN["nl"])
    await plan(coach, WHEN[coach.book.language])
    await stage.walk(days=3, hours=9, minutes=15)
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID}))
    await stage.restart()
    await coach.tap_data("session:look:2", stale=True)
    await coach.press("session.button.cancel")
    asked = next(text for text in coach.texts if coach.words("session.cancel_sure") in text)
    left = coach.words("session.twin_left", who=group(coach))
    assert f"{left} {coach.words('session.twin_stays_left')}" in asked
    assert coach.words("session.twin_stays") not in asked
    await coach.press("session.button.cancel_sure")
    await stage.walk(seconds=5)
    assert text_of(lea.last) == lea.words("session.remind_cancelled", when=shown(lea))


async def test_called_off_for_days_away_it_is_said_too_below_the_one_that_it_is_about(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    language = coach.book.language
    await plan(coach, LATER[language])
    await plan(coach, WHEN[language])
    await plan(coach, WHEN[language])
    await plan(anna, WHEN["nl"])
    await coach.tap_data("away:alone:2026-11-23:2026-11-27", stale=True)
    asked = text_of(await coach.press("away.button.cancel", n=3))
    twin = coach.words("session.twin_other", who=group(coach))
    stays = f"{twin} {coach.words('session.twin_stays')}"
    lines = asked.split("\n")
    assert [stays in line for line in lines[-5:]] == [False, True, False, True, False], asked
    assert coach.words("session.twin_own", who=group(coach)) not in asked, "that one goes, too"
    await coach.press("away.button.yes")
    assert any(stays in text for text in coach.texts[-2:])


async def test_one_of_a_former_coach_can_be_taken_over_instead(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await plan(anna, WHEN["nl"])
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID}))
    await stage.restart()
    asked = await check(coach, WHEN[coach.book.language])
    assert coach.words("session.twin_left", who=group(coach)) in asked
    assert coach.words("session.twin_double") not in asked, "no message about that one leaves"
    assert anna.id == OTHER_COACH
