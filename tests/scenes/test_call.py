""" "Would like you to call": three locks, one line, honest words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.store.consents import CALL
from tests.cast import COACH_ID, MORNING, Person, Stage, replace, text_of
from tests.scenes.database import table, tables_with
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import called


@dataclass
class Scene:
    """A coach with a confirmed protocol, and a client who agreed before."""

    coach: Person
    noor: Person

    @property
    def lines(self) -> list[str]:
        """What the coach heard of it."""
        return [t for t in self.coach.texts if t == self.line]

    @property
    def line(self) -> str:
        name = f"Noor · {self.coach.words('clients.number', n=1)}"
        return self.coach.words("call.line", name=name)


@pytest.fixture
async def ready(stage: Stage, noor: Person) -> Scene:
    await unlock_calls(stage)
    await agree_to_calls(noor)
    return Scene(await stage.coach(), noor)


async def test_until_a_coach_confirmed_the_protocol_nobody_sees_it(
    stage: Stage, noor: Person
) -> None:
    await agree_to_calls(noor)
    await noor.say("/nood")
    assert noor.words("lines.button.call") not in noor.buttons
    await noor.say("/instellingen")
    assert noor.words("call.button.settings") not in noor.buttons
    for verb in ("about", "agree", "ask", "send"):
        answer = await noor.tap_data(f"call:{verb}", stale=True)
        assert text_of(answer) == noor.words("call.locked")
    assert await table(stage, "call_wish") == []


async def test_the_coach_reads_the_protocol_confirms_it_and_can_lock_again(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/beheer")
    await coach.press("call.button.protocol")
    assert text_of(coach.last) == coach.words("call.protocol")
    await coach.press("call.button.confirm")
    assert coach.words("call.confirmed_by_you", on="23-11-2026") in text_of(coach.last)
    (row,) = await table(stage, "protocol")
    assert (row["coach_id"], row["version"]) == (COACH_ID, coach.words("call.protocol_version"))
    assert row["confirmed_at"] is not None
    await noor.say("/instellingen")
    assert noor.words("call.button.settings") in noor.buttons
    await coach.press("call.button.lock")
    (row,) = await table(stage, "protocol")
    assert row["withdrawn_at"] is not None, "who confirmed it, and when, stays on record"
    await noor.say("/instellingen")
    assert noor.words("call.button.settings") not in noor.buttons


async def test_a_protocol_that_changed_since_it_was_shown_is_not_confirmed(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.tap_data("protocol:confirm:2020-01", stale=True)
    assert await table(stage, "protocol") == []


async def test_nobody_but_a_coach_can_confirm_it(stage: Stage, noor: Person) -> None:
    await noor.say("/week")
    for verb in ("read", "confirm:2026-11", "lock"):
        answer = await noor.tap_data(f"protocol:{verb}", stale=True)
        unheard = {noor.words(f"other.{key}") for key in ("text", "again", "more")}
        assert text_of(answer) in unheard
    assert await table(stage, "protocol") == []


async def test_the_confirmation_of_somebody_who_is_no_coach_any_more_locks(
    stage: Stage, ready: Scene
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID + 1}))
    await stage.restart()
    answer = await ready.noor.tap_data("call:ask", 1, stale=True)
    assert text_of(answer) == ready.noor.words("call.locked")


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_consent_is_given_in_the_settings_and_withdrawn_with_one_tap(
    stage: Stage, spoken: str
) -> None:
    await unlock_calls(stage)
    person = await stage.enrolled("Noor", spoken)
    await person.say("/instellingen")
    await person.press("call.button.settings")
    assert text_of(person.last) == person.words("call.about")
    await person.press("call.button.agree")
    assert text_of(person.last) == person.words("call.given")
    await person.say("/nood")
    assert person.words("lines.button.call") in person.buttons
    await person.say("/instellingen")
    await person.press("call.button.settings")
    await person.press("call.button.withdraw")
    await person.say("/nood")
    assert person.words("lines.button.call") not in person.buttons
    consents = [c for c in await table(stage, "consent") if c["purpose"] == CALL]
    assert [c["withdrawn_at"] is None for c in consents] == [False]


async def test_without_consent_before_it_is_asked_for_first_and_nothing_goes(
    stage: Stage, noor: Person
) -> None:
    await unlock_calls(stage)
    coach = await stage.coach()
    heard = len(coach.heard)
    await noor.say("/week")
    answer = await noor.tap_data("call:send", stale=True)
    assert text_of(answer) == noor.words("call.about")
    assert len(coach.heard) == heard


async def test_after_two_yeses_one_line_goes_with_a_name_and_nothing_else(ready: Scene) -> None:
    heard = len(ready.coach.heard)
    await ready.noor.say("ik wil dood")
    await ready.noor.press("lines.button.call")
    assert ready.line in text_of(ready.noor.last), "she sees what will go"
    assert len(ready.coach.heard) == heard, "nothing goes before the second yes"
    await ready.noor.press("call.button.send")
    assert ready.coach.texts[heard:] == [ready.line]
    assert text_of(ready.noor.last) == ready.noor.words("call.sent")


async def test_the_nickname_goes_when_there_is_one(ready: Scene) -> None:
    await ready.noor.say("/instellingen")
    await ready.noor.press("settings.button.about_me")
    await ready.noor.press("more.button.skip")
    await ready.noor.say("Merel")
    await ready.noor.tap_data("call:send", stale=True)
    name = f"Merel · {ready.coach.words('clients.number', n=1)}"
    assert ready.coach.words("call.line", name=name) in ready.coach.texts


async def test_the_coachs_own_name_for_her_goes_before_it(ready: Scene) -> None:
    await called(ready.noor, "Sanne van dinsdag")
    await ready.noor.say("/nood")
    await ready.noor.press("lines.button.call")
    line = ready.coach.words("call.line", name="Sanne van dinsdag")
    assert line in text_of(ready.noor.last)
    await ready.noor.press("call.button.send")
    assert line in ready.coach.texts


async def test_it_rings_also_when_it_is_night_at_the_clients(stage: Stage, ready: Scene) -> None:
    await stage.walk_to(MORNING + timedelta(hours=16, minutes=30))
    await ready.noor.say("/nood")
    assert ready.noor.last.silent, "it is half past one"
    await ready.noor.tap_data("call:send", stale=True)
    assert text_of(ready.coach.last) == ready.line
    assert not ready.coach.last.silent


async def test_when_she_is_erased_the_line_goes_from_the_coachs_chat_too(ready: Scene) -> None:
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    assert len(ready.lines) == 1
    await ready.noor.say("/vergeetmij")
    await ready.noor.press("forget.button.yes")
    assert ready.lines == []


async def test_the_reply_to_a_crisis_stays_where_the_question_is_asked(ready: Scene) -> None:
    reply = await ready.noor.say("ik wil dood")
    before = text_of(reply)
    asked = await ready.noor.press("lines.button.call")
    assert asked.message_id != reply.message_id
    (stays,) = [one for one in ready.noor.heard if one.message_id == reply.message_id]
    assert text_of(stays) == before


async def test_no_is_respected(ready: Scene) -> None:
    await ready.noor.say("/nood")
    await ready.noor.press("lines.button.call")
    await ready.noor.press("call.button.not")
    assert ready.lines == []
    assert await table(ready.noor.stage, "call_wish") == []


async def test_a_second_one_waits_some_hours_and_says_so(stage: Stage, ready: Scene) -> None:
    await ready.noor.say("/nood")
    await ready.noor.press("lines.button.call")
    asked = ready.noor.last
    await ready.noor.press("call.button.send")
    await ready.noor.tap_data("call:send", asked.message_id, stale=True)
    assert text_of(ready.noor.last) == ready.noor.words("call.already")
    assert len(ready.lines) == 1
    await stage.walk(hours=6, minutes=1)
    await ready.noor.tap_data("call:send", asked.message_id, stale=True)
    assert len(ready.lines) == 2


async def test_when_it_was_asked_is_forgotten_again_and_why_is_never_known(
    stage: Stage, ready: Scene
) -> None:
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    assert set((await table(stage, "call_wish"))[0]) == {"client_id", "asked_at"}
    assert await tables_with(stage, "crisis") == []
    await stage.walk(days=3, minutes=2)
    assert await table(stage, "call_wish") == []


async def asked(ready: Scene) -> str:
    """Noor asks; gives how the coach's screens name her and since when."""
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    words = {"name": "Nummer 1", "at": "maandag 23 november, 10:00"}
    return ready.coach.words("coach.fact.call", **words)


async def test_who_would_like_to_be_rung_is_named_until_a_coach_did(
    stage: Stage, ready: Scene
) -> None:
    line = await asked(ready)
    await stage.walk(hours=7)
    for screen in ("/beheer", "/vragen"):
        await ready.coach.say(screen)
        assert line in ready.coach.texts[-1], screen
    await ready.coach.say("/clienten")
    await ready.coach.tap("Nummer 1")
    on_card = ready.coach.words("mirror.wishes_call", at="maandag 23 november, 10:00")
    assert on_card in ready.coach.texts[-1]
    await ready.coach.say("/beheer")
    await ready.coach.press("coach.button.rung_one", name="Nummer 1")
    assert line not in ready.coach.texts[-1]
    assert await table(stage, "call_wish") == []
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    assert len(ready.lines) == 2, "after a call she may ask again"


async def test_that_she_was_rung_is_noted_below_the_line_itself(
    stage: Stage, ready: Scene
) -> None:
    await asked(ready)
    line = ready.coach.texts[-1]
    await ready.coach.press("coach.button.rung")
    assert ready.coach.texts[-1].startswith(line), "it may name somebody whom nothing else names"
    assert ready.coach.texts[-1].endswith(ready.coach.words("coach.rung"))
    assert ready.coach.buttons == [ready.coach.words("coach.button.not_rung")]
    assert await table(stage, "call_wish") == []


@pytest.mark.parametrize(
    ("spoken", "typed"),
    [("nl", "Gebeld: Nummer 1"), ("nl", "nummer 1 gebeld"), ("nl", "Ik heb nummer 1 net gebeld."),
     ("en", "Called: Number 1"), ("en", "I called number 1")],
)  # fmt: skip
@pytest.mark.parametrize("in_sight", [True, False])
async def test_whom_she_rang_typed_does_what_the_button_does(
    stage: Stage, spoken: str, typed: str, *, in_sight: bool
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    noor = await stage.enrolled("Noor")
    await unlock_calls(stage)
    await agree_to_calls(noor)
    ready = Scene(await stage.coach(), noor)
    await asked(ready)
    await ready.coach.say("/beheer" if in_sight else "/help")
    await ready.coach.say(typed)
    assert await table(stage, "call_wish") == []
    name = ready.coach.words("clients.number", n=1)
    assert ready.coach.words("coach.rung_one", name=name) in ready.coach.texts
    await ready.coach.press("coach.button.not_rung")
    assert len(await table(stage, "call_wish")) == 1, "it was a mistake"


@pytest.mark.parametrize("typed", ["Gebeld: Nummer 2", "nummer 1 niet gebeld", "Kim gebeld"])
async def test_whoever_did_not_wish_it_or_was_not_rung_is_not_noted(
    stage: Stage, ready: Scene, typed: str
) -> None:
    await asked(ready)
    await ready.coach.say(typed)
    assert len(await table(stage, "call_wish")) == 1


async def test_rung_typed_shows_whom_it_may_be_of_and_notes_nothing(
    stage: Stage, ready: Scene
) -> None:
    await ready.coach.say("gebeld")
    assert ready.coach.texts[-1] == ready.coach.words("coach.nowhere"), "nobody wished it"
    name = await asked(ready)
    assert name
    for words in ("Gebeld", "called", "Gebeld."):
        await ready.coach.say(words)
        one = ready.coach.words("coach.button.rung_one", name="Nummer 1")
        assert one in ready.coach.buttons, words
    await ready.coach.press("coach.button.rung_one", name="Nummer 1")
    assert ready.coach.words("coach.button.rung_one", name="Nummer 1") not in ready.coach.buttons


@pytest.mark.parametrize("on_panel", [True, False])
async def test_when_one_coach_rang_the_others_hear_it(
    stage: Stage, ready: Scene, on_panel: bool
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, COACH_ID + 1}))
    await stage.restart()
    other = stage.person("Els", user_id=COACH_ID + 1)
    await other.say("/beheer")
    await asked(ready)
    assert ready.line in other.texts
    await stage.walk(minutes=20)
    if on_panel:
        await ready.coach.say("/beheer")
        await ready.coach.press("coach.button.rung_one", name="Nummer 1")
    else:
        await ready.coach.press("coach.button.rung")
    await stage.walk(minutes=2)
    words = {"name": "Nummer 1", "at": "maandag 23 november, 10:00"}
    done = other.words("coach.rung_by_other", **words)
    assert other.texts[-1] == done
    assert other.last.silent, "there is nothing to do any more"
    assert done not in ready.coach.texts
    await ready.noor.say("/vergeetmij")
    await ready.noor.press("forget.button.yes")
    await stage.settle()
    assert done not in other.texts, "it names her"


@pytest.mark.parametrize("on_panel", [True, False])
async def test_a_tap_by_mistake_can_be_taken_back_for_some_minutes(
    stage: Stage, ready: Scene, on_panel: bool
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, COACH_ID + 1}))
    await stage.restart()
    other = stage.person("Els", user_id=COACH_ID + 1)
    await other.say("/beheer")
    line = await asked(ready)
    await stage.walk(minutes=20)
    for _ in range(2):  # By mistake once more: that too is told, and taken back.
        if on_panel:
            await ready.coach.say("/beheer")
            await ready.coach.press("coach.button.rung_one", name="Nummer 1")
        else:
            await ready.coach.press("coach.button.rung")
        await stage.walk(minutes=8)
        await ready.coach.press("coach.button.not_rung")
        await stage.walk(minutes=1)
        words = {"name": "Nummer 1", "at": "maandag 23 november, 10:00"}
        assert other.texts[-1] == other.words("coach.not_rung_by_other", **words)
        assert not other.last.silent, "she waits to be rung"
        assert other.buttons == [other.words("coach.button.rung")]
    await ready.coach.say("/beheer")
    assert line in ready.coach.texts[-1]
    await ready.coach.say("/rapport")
    log = text_of(await ready.coach.press("report.button.log"))
    assert ready.coach.words("act.client_not_rung") in log
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    assert text_of(ready.noor.last) == ready.noor.words("call.already")
    await other.press("coach.button.rung")
    assert await table(stage, "call_wish") == []


async def test_later_or_once_it_was_asked_again_it_is_not_taken_back(
    stage: Stage, ready: Scene
) -> None:
    await asked(ready)
    await ready.coach.press("coach.button.rung")
    back = ready.coach.last
    await stage.walk(minutes=11)
    await ready.coach.tap(ready.coach.words("coach.button.not_rung"), back)
    assert await table(stage, "call_wish") == []
    assert stage.world.answers[-1].text == ready.coach.words("coach.not_rung_late")
    await asked(ready)
    (before,) = await table(stage, "call_wish")
    await ready.coach.press("coach.button.rung")
    back = ready.coach.last
    await asked(ready)
    (again,) = await table(stage, "call_wish")
    await ready.coach.tap(ready.coach.words("coach.button.not_rung"), back)
    assert await table(stage, "call_wish") == [again] != [before]


async def test_the_button_of_an_earlier_wish_does_not_note_a_later_one(
    stage: Stage, ready: Scene
) -> None:
    await asked(ready)
    earlier = ready.coach.last
    await stage.walk(hours=7)
    await asked(ready)
    await ready.coach.tap(ready.coach.words("coach.button.rung"), earlier)
    assert len(await table(stage, "call_wish")) == 1


async def test_after_three_days_the_coach_hears_that_it_stands_no_longer(
    stage: Stage, ready: Scene
) -> None:
    await asked(ready)
    await stage.walk(days=3, minutes=2)
    words = {"name": "Nummer 1", "at": "maandag 23 november, 10:00"}
    assert ready.coach.words("coach.call_lapsed", **words) in ready.coach.texts
    await ready.coach.say("/beheer")
    assert "gebeld" not in ready.coach.texts[-1]


async def test_when_it_reaches_no_coach_the_client_is_told(
    stage: Stage, ready: Scene, something_breaks: None
) -> None:
    stage.world.block(COACH_ID)
    await ready.noor.say("/nood")
    await ready.noor.tap_data("call:send", stale=True)
    await stage.settle()
    assert ready.noor.words("call.failed") in ready.noor.texts
    record = await ready.noor.record()
    assert record is not None
    assert record.unreachable_at is None


@pytest.mark.parametrize(
    "typed", ["{} belde", "{} called", "{} rang", "{} gebeld?", "{} heeft net gebeld"]
)
async def test_that_she_rang_herself_is_not_that_she_was_rung(
    stage: Stage, ready: Scene, typed: str
) -> None:
    await asked(ready)
    await ready.coach.say(typed.format("Nummer 1"))
    assert len(await table(stage, "call_wish")) == 1


@pytest.mark.parametrize("typed", ["called {}", "ik belde {}", "gebeld: {}", "i rang {}"])
async def test_that_a_coach_rang_may_be_typed(stage: Stage, ready: Scene, typed: str) -> None:
    await asked(ready)
    await ready.coach.say(typed.format("Nummer 1"))
    assert await table(stage, "call_wish") == []
