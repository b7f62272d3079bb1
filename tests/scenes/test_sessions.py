"""Sessions of a group: reminded of, held, cancelled."""

from __future__ import annotations

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table

LINK = "https://meet.example.org/kamer"


async def plan(coach: Person, when: str = "woensdag 14:00") -> None:
    """A session for everyone."""
    await coach.say("/sessie")
    await coach.press("session.button.new")
    await coach.say(when)
    await coach.say(LINK)
    await coach.press("broadcast.to.everyone", number=0)


def reminders(person: Person) -> list[str]:
    """What she heard of it, without the hour."""
    begins = {person.words(f"session.remind_{which}", when="").rstrip(". :"): which
              for which in ("day", "hour", "cancelled")}  # fmt: skip
    return [which for text in person.texts for start, which in begins.items()
            if text.startswith(start[:12])]  # fmt: skip


async def test_a_day_and_an_hour_before_with_the_link_under_it(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=2, hours=5)
    assert [b.url for m in noor.heard for b in buttons_of(m) if b.url] == [LINK] * 2
    assert reminders(noor) == ["day", "hour"]


async def test_who_is_held_until_it_began_hears_nothing_of_it_any_more(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach, "vandaag 12:00")
    await noor.say("ik wil dood")
    await stage.walk(days=2)
    assert reminders(noor) == []


async def test_cancelled_in_two_taps_and_only_who_was_reminded_is_told(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await stage.walk(days=1, hours=5)
    assert reminders(noor) == ["day"]
    await stage.enrolled("Lea")
    lea = await stage.enrolled("Mia", "en")
    await coach.press("session.button.cancel")
    await coach.press("session.button.cancel_sure")
    await stage.walk(days=2)
    assert reminders(noor) == ["day", "cancelled"]
    assert reminders(lea) == []


async def test_cancelled_before_any_reminder_nobody_hears_of_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await plan(coach)
    await coach.press("session.button.cancel")
    await coach.press("session.button.cancel_sure")
    assert text_of(coach.last) == coach.words("session.cancelled")
    await stage.walk(days=3)
    assert reminders(noor) == []


async def test_the_link_is_sealed(stage: Stage, noor: Person) -> None:
    await plan(await stage.coach())
    (kept,) = await table(stage, "session")
    assert LINK.encode() not in kept["link_sealed"]


async def test_what_is_no_link_or_no_moment_is_asked_again(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/sessie")
    await coach.press("session.button.new")
    assert text_of(await coach.say("ooit")) == coach.words("session.no_when")
    assert text_of(await coach.say("vandaag 8:00")) == coach.words("planned.past")
    await coach.say("woensdag 14:00")
    assert text_of(await coach.say("javascript:x")) == coach.words("session.no_link")
