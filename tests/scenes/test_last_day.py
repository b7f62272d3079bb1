"""The last day of the sixteen weeks, and the days after it, as a coach sees them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.calendar.days import show_day, show_short
from bot.calendar.programme import DAYS
from bot.store import clients, cohorts
from tests.cast import Person, Stage, buttons_of, close_app, staged, start_app, text_of
from tests.enrolling import enrolled, the_client, wish
from tests.scenes.broadcasting import confirm, write
from tests.scenes.relaying import agreed, called, forum, having, said
from tests.scenes.test_after_sixteen_weeks import years_pass
from tests.scenes.test_inbox_group import ask
from tests.store.scenes import the_cohort

START = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
"""Half past seven in Amsterdam; the last day is 14 March, a Sunday."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, now=START) as made:
        made.thinking = 4.0
        await made.coach()
        yield made


async def on_the_last_day(stage: Stage, *names: str) -> list[Person]:
    """These got their last message two hours ago."""
    found = [await enrolled(stage, name, at="08:00") for name in names]
    for one in found:
        await called(one, one.name)
    await years_pass(stage, days=DAYS - 1)
    await stage.walk(hours=2)
    return found


async def sight(coach: Person) -> str:
    """All that a coach can count or name, with what it says."""
    screens = [await coach.say(words) for words in ("/clienten", "/groepen", "/rapport")]
    seen = [text_of(one) for one in screens]
    await coach.say("/clienten")
    return "\n".join([*seen, *coach.buttons])


@pytest.mark.parametrize("words", ["ik wil dood", "/drang"])
async def test_whoever_is_in_a_crisis_at_the_end_goes_with_the_others(
    stage: Stage, words: str
) -> None:
    coach = await stage.coach()
    noor, jo = await on_the_last_day(stage, "Noor", "Jo")
    await stage.walk(hours=9)
    if words != "/drang":
        await noor.say(words)
    assert "Jo" in await sight(coach)
    await stage.walk(hours=3)
    assert "Jo" in await sight(coach)
    for hours in (2.5, 7.7, 1.3, 12, 12):
        if words == "/drang" and stage.clock.now().hour < 7:
            await noor.say(words)
        await stage.walk(hours=hours)
        seen = await sight(coach)
        assert ("Noor" in seen) == ("Jo" in seen), seen
        assert "Noor" not in seen
    assert noor.words("after.choose").strip() in str(noor.texts)
    assert jo.words("after.choose").strip() in str(jo.texts)


async def test_a_pause_and_an_hour_of_ones_own_do_not_show_at_the_end(stage: Stage) -> None:
    coach = await stage.coach()
    noor, jo, kim = await on_the_last_day(stage, "Noor", "Jo", "Kim")
    await noor.say("/pauze")
    await jo.say("/tijd 20:00")
    seen = await sight(coach)
    assert [one.name for one in (noor, jo, kim) if one.name not in seen] == []
    await stage.walk(hours=15)
    seen = await sight(coach)
    assert not [one.name for one in (noor, jo, kim) if one.name in seen]
    heard = len(noor.heard)
    await stage.walk(days=3)
    assert len(noor.heard) == heard
    await noor.say("/verder")
    await stage.walk(days=1)
    assert noor.words("after.choose").strip() in text_of(noor.last)


async def test_how_to_go_on_chosen_before_it_was_asked_is_not_asked_any_more(
    stage: Stage,
) -> None:
    (noor,) = await on_the_last_day(stage, "Noor")
    await stage.walk(hours=20)
    await noor.say("/drang")
    await stage.walk(minutes=10)
    await noor.tap_data("after:weekly", stale=True)
    heard = len(noor.heard)
    await stage.walk(days=6)
    assert not [m for m in noor.heard[heard:] if noor.book.weeks[0].question in text_of(m)]
    await stage.walk(days=2)
    assert [m for m in noor.heard[heard:] if noor.book.weeks[0].question in text_of(m)]


async def test_a_clock_that_was_ahead_ends_nobody(stage: Stage) -> None:
    noor = await enrolled(stage, "Noor", at="08:00")
    await stage.walk(days=3)
    real = stage.clock.now()
    await years_pass(stage, days=DAYS)
    await stage.app.run_due(passing=True)
    assert (await the_client(noor)).ended_at is not None
    await close_app(stage.app)
    stage.clock._offset -= (stage.clock.now() - real).total_seconds()
    stage.app = await start_app(stage.settings, stage.clock)
    await stage.app.run_due(passing=True)
    await stage.settle()
    assert (await the_client(noor)).ended_at is None


# What a coach still wants to say

GOODBYE = "Bedankt voor alles, je hebt me zo geholpen"
FAREWELL = "Het was bijzonder met jullie. Tot ziens."


async def in_a_group(stage: Stage, *names: str) -> list[Person]:
    """The same in a group with a first day."""
    coach = await stage.coach()
    async with stage.app.deps.store.write() as tx:
        await cohorts.set_start(tx, await the_cohort(tx, stage.clock.now()), START.date())
    assert coach.heard
    return await on_the_last_day(stage, *names)


async def test_a_question_of_the_last_evening_can_be_answered_for_a_week(stage: Stage) -> None:
    coach = await stage.coach()
    noor, jo = await on_the_last_day(stage, "Noor", "Jo")
    for one in (noor, jo):
        await ask(one, f"vraag van {one.name}")
    await stage.walk(hours=28)
    assert noor.words("after.choose").strip() in str(noor.texts)
    await coach.say("/vragen")
    assert [label for label in coach.buttons if "Noor" in label]
    await coach.say("Mail me gerust.", reply_to=having(coach, "vraag van Noor").message_id)
    await stage.walk(hours=3)
    assert "Mail me gerust." in str(noor.texts)
    await stage.walk(days=7)
    await coach.say("/vragen")
    assert not [label for label in coach.buttons if "Jo" in label]
    await coach.say("En jij?", reply_to=having(coach, "vraag van Jo").message_id)
    await stage.walk(hours=3)
    assert "En jij?" not in str(jo.texts)
    await jo.say("/coach")
    assert jo.words("contact.over") in text_of(jo.last)


async def test_after_the_end_an_answer_goes_one_way_and_stays_as_it_stands(stage: Stage) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await ask(noor, "vraag een")
    await coach.say("Eerst dit.", reply_to=having(coach, "vraag een").message_id)
    await stage.walk(hours=3)
    assert noor.words("contact.button.back") in str(buttons_of(having(noor, "Eerst dit.")))
    assert coach.words("inbox.one_way") not in coach.texts
    await ask(noor, "vraag twee")
    await stage.walk(hours=25)
    await coach.say("06 12345678", reply_to=having(coach, "vraag twee").message_id)
    await stage.walk(hours=3)
    assert coach.words("inbox.one_way") in coach.texts
    assert buttons_of(having(noor, "06 12345678")) == []
    await coach.edit(said(coach).message_id, "06 87654321")
    await stage.walk(hours=3)
    assert buttons_of(having(noor, "06 87654321")) == []
    early = having(noor, "Eerst dit.")
    await noor.tap_data("contact:write", early.message_id)
    assert noor.texts[-1] == noor.words("contact.over").strip()
    assert having(noor, "Eerst dit.") is early


async def test_an_answer_of_the_last_evening_still_comes_the_next_morning(stage: Stage) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await ask(noor, "mijn vraag")
    await stage.walk(hours=11)
    await noor.say("/drang")
    await coach.say("Slaap zacht.", reply_to=having(coach, "mijn vraag").message_id)
    await stage.walk(hours=14)
    assert "Slaap zacht." in str(noor.texts)


@pytest.mark.parametrize("kind", ["seen", "neutral"])
async def test_what_comes_after_the_end_says_to_both_that_it_goes_one_way(
    stage: Stage, kind: str
) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await ask(noor, "mijn vraag")
    await stage.walk(hours=6)
    await coach.say("Wil je me nog iets vertellen?", reply_to=having(coach, "vraag").message_id)
    assert having(coach, coach.words("inbox.one_way_soon")).reply_to == said(coach).message_id
    await stage.walk(hours=2)
    early = having(noor, "Wil je me nog iets vertellen?")
    assert text_of(early).endswith(noor.words("contact.signed"))
    if kind == "neutral":
        await wish(noor, neutral=True)
    await stage.walk(hours=4)
    await coach.say("Of zal ik je bellen?", reply_to=having(coach, "vraag").message_id)
    await stage.walk(hours=3)
    await stage.app.run_due(passing=True)
    await stage.walk(hours=10)
    if kind == "neutral":
        line = next(m for m in noor.heard if "contact:open" in str(buttons_of(m)))
        await noor.tap(noor.words("stub.button.open"), line)
        assert noor.words("contact.one_way") == stage.world.answers[-1].text
    late = having(noor, "Of zal ik je bellen?")
    assert (noor.words("contact.one_way") in text_of(late)) == (kind == "seen")
    await noor.say("Ja graag", reply_to=late.message_id)
    assert noor.texts[-1].startswith(noor.words("contact.over_unsent"))
    assert "Ja graag" not in str(coach.texts)


@pytest.mark.parametrize(
    ("where", "typed"), [("coach", False), ("reply", True), ("bare", False), ("bare", True)]
)
async def test_a_farewell_that_was_asked_about_goes_to_the_coach_after_a_no(
    stage: Stage, where: str, typed: bool
) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await agreed(noor)
    if where == "reply":
        await ask(noor, "mijn vraag")
        await coach.say("Succes!", reply_to=having(coach, "mijn vraag").message_id)
        await stage.walk(minutes=40)
    elif where == "coach":
        await noor.say("/coach")
    there = having(noor, "Succes!").message_id if where == "reply" else None
    await noor.say(GOODBYE, reply_to=there)
    assert GOODBYE not in str(coach.texts)
    if typed:
        await noor.say("nee")
    else:
        await noor.press("lines.button.no")
    assert noor.book.replies["suicide_no"] in text_of(noor.last)
    assert GOODBYE not in str(coach.texts)
    asked = noor.last
    await noor.press("lines.button.send_it")
    assert noor.words("contact.passed_on") in noor.texts[-1]
    copy = having(coach, GOODBYE)
    await coach.say("Jij ook bedankt.", reply_to=copy.message_id)
    await noor.tap(noor.words("lines.button.send_it"), asked)
    await stage.walk(hours=2)
    assert sum(GOODBYE in text for text in coach.texts) == 1
    assert having(noor, "Jij ook bedankt.")


async def test_what_explains_a_farewell_does_not_pass_for_the_farewell_itself(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(GOODBYE)
    await noor.say("nee hoor, ik bedoelde de cursus")
    assert noor.words("lines.button.no") in noor.buttons, "it is asked again"
    assert GOODBYE not in str(coach.texts)
    await noor.press("lines.button.no")
    await noor.press("lines.button.send_it")
    assert noor.words("contact.not_before") not in noor.texts[-1]
    assert having(coach, GOODBYE)


async def test_it_goes_into_her_topic_where_the_coaches_have_a_group(stage: Stage) -> None:
    made = await forum(stage)
    (noor,) = await on_the_last_day(stage, "Noor")
    await agreed(noor)
    await noor.say(GOODBYE)
    await noor.press("lines.button.no")
    await noor.press("lines.button.send_it")
    assert GOODBYE in made.texts(made.topics[0].thread_id)


async def test_a_yes_to_what_a_farewell_was_asked_about_sends_nothing(stage: Stage) -> None:
    coach = await stage.coach()
    (noor,) = await on_the_last_day(stage, "Noor")
    await agreed(noor)
    await noor.say("/coach")
    await noor.say(GOODBYE)
    await noor.press("lines.button.no")
    sends = noor.last
    await noor.say("ik wil dood")
    await noor.tap(noor.words("lines.button.send_it"), sends)
    await stage.walk(hours=2)
    assert GOODBYE not in str(coach.texts)


async def test_planning_says_for_whom_the_sixteen_weeks_will_be_over(stage: Stage) -> None:
    coach = await stage.coach()
    await in_a_group(stage, "Noor")
    await write(coach, FAREWELL)
    await coach.press("broadcast.button.at")
    await coach.say("vandaag 21:00")
    assert coach.words("planned.over_for_all") not in text_of(coach.last)
    await coach.press("planned.button.move")
    await coach.say("morgen 12:00")
    assert coach.words("planned.over_for_all") in text_of(coach.last)
    late = await enrolled(stage, "Laat", at="08:00")
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, (await the_client(late)).id, started_on=date(2027, 3, 14))
    await coach.press("planned.button.move")
    await coach.say("morgen 12:00")
    assert coach.words("planned.over", n=1) in text_of(coach.last)


async def test_whoever_begins_again_reads_first_that_the_coach_sees_it(stage: Stage) -> None:
    coach = await stage.coach()
    (noor,) = await in_a_group(stage, "Noor")
    await stage.walk(hours=26)
    assert "Noor" not in await sight(coach)
    assert "ziet je coach dat je er weer bent" in text_of(having(noor, "kies je niets"))
    await noor.tap_data("after:again", stale=True)
    assert noor.texts[-1] == noor.words("after.chosen_again")
    assert "Noor" in await sight(coach)
    await write(coach, FAREWELL)
    await confirm(coach, 1)
    await stage.walk(hours=24)
    assert having(noor, FAREWELL)


async def test_a_session_says_for_whom_the_sixteen_weeks_will_be_over(stage: Stage) -> None:
    coach = await stage.coach()
    await in_a_group(stage, "Noor")
    await coach.say("/sessie")
    for when, warned in (("vandaag 21:00", False), ("morgen 21:00", True)):
        await coach.tap_data("session:new", stale=True)
        await coach.say(when)
        await coach.press("session.button.no_link")
        await coach.tap(coach.words("broadcast.to.everyone"))
        over = coach.words("session.over_for_all")
        assert (over in text_of(coach.last)) == warned
        await coach.press("planned.button.go")
        assert (over in text_of(coach.last)) == warned
    late = await enrolled(stage, "Laat", at="08:00")
    async with stage.app.deps.store.write() as tx:
        await clients.change(tx, (await the_client(late)).id, started_on=date(2027, 3, 14))
    await coach.tap_data("session:look:2", stale=True)
    assert coach.words("session.over", n=1) in text_of(coach.last)


async def test_the_week_before_a_coach_hears_which_day_is_the_last(stage: Stage) -> None:
    coach = await stage.coach()
    async with stage.app.deps.store.write() as tx:
        group = await the_cohort(tx, stage.clock.now())
        await cohorts.rename(tx, group, "Zomer")
        await cohorts.set_start(tx, group, START.date())
    await coach.say("/beheer")
    on = show_day(date(2027, 3, 14), "nl")
    fact = coach.words("coach.fact.ends", group="Zomer", on=on)
    assert fact not in text_of(coach.last)
    await years_pass(stage, days=DAYS - 7)
    await stage.walk(hours=3)
    told = coach.words("report.ends", group="Zomer", on=show_short(date(2027, 3, 14), "nl"))
    assert told in str(coach.texts), "the digest of that Monday"
    await coach.say("/beheer")
    assert fact in text_of(coach.last)
    await coach.tap_data(f"cohort:open:{group}", stale=True)
    assert "14 maart 2027" in text_of(coach.last)


async def test_a_weekly_message_for_a_group_that_is_over_pauses_itself_once(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await in_a_group(stage, "Noor")
    await coach.say("/bericht")
    await coach.say(FAREWELL)
    group = [button for button in buttons_of(coach.last) if "cohort" in (button.data or "")]
    await coach.tap(group[0].text)
    await coach.press("broadcast.button.onward")
    await coach.press("broadcast.button.weekly")
    await coach.say("woensdag 12:00")
    await coach.press("planned.button.go")
    heard = len(coach.heard)
    await stage.walk(days=20)
    told = [m for m in coach.heard[heard:] if "planned:list" in str(buttons_of(m))]
    assert len(told) == 1
    assert coach.words("planned.ended_itself") in text_of(told[0])
