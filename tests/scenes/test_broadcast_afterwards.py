"""After a message to many has left: corrected, stopped, withdrawn, and looked at again."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.enrolling import wish
from tests.scenes.broadcasting import (
    WORDS,
    about,
    confirm,
    correct,
    leave,
    send,
    to_everyone,
    write,
)
from tests.scenes.database import table
from tests.scenes.relaying import agreed, having
from tests.scenes.test_broadcast import told
from tests.scenes.test_sessions import plan

NEW = "Vrijdag om negen uur."


def said_of(coach: Person, key: str) -> str:
    """A text about a message to many."""
    return coach.words(f"broadcast.{key}")


def labels(coach: Person) -> list[str]:
    """The buttons below the newest message."""
    return [button.text for button in buttons_of(coach.last)]


async def at_night(stage: Stage) -> None:
    """Until nobody is to be disturbed."""
    await stage.walk(hours=13)


async def write_instead(coach: Person, text: str = NEW) -> None:
    """From the report up to the preview of the new words."""
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say(text)


async def list_of(coach: Person, number: int = 1) -> str:
    """The list as a file."""
    await coach.tap_data(f"outcome:csv:{number}", stale=True)
    file = coach.last.attachment
    assert file is not None
    return file.data.decode("utf-8-sig")


async def test_new_words_are_seen_and_confirmed_before_they_change_anything(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 2)
    await write_instead(coach)
    await stage.walk(minutes=5)
    assert coach.texts[-2] == NEW
    assert said_of(coach, "fix_preview") in coach.texts[-1]
    assert noor.texts == mia.texts == [WORDS]
    await coach.press("broadcast.button.fix_put", n=2)
    await stage.walk(minutes=1)
    assert noor.texts == mia.texts == [NEW]
    assert coach.texts[-1] == about(coach, said_of(coach, "fixed"), NEW)
    assert len(await table(stage, "broadcast")) == 1


async def test_what_was_meant_for_one_client_is_thrown_away_and_nobody_else_reads_it(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await agreed(noor)
    coach = await stage.coach()
    await send(coach, 2)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await noor.say("/coach")
    await noor.say("Kan ik je spreken?")
    await coach.say("Ik bel je vanavond over je rechtszaak.")
    await coach.press("broadcast.button.cancel")
    await stage.walk(hours=1)
    assert WORDS in noor.texts
    assert mia.texts == [WORDS]
    assert told(coach, 2, sent=2) in coach.texts[-1]
    assert len(await table(stage, "broadcast")) == 1


async def test_an_answer_to_a_client_goes_to_her_also_while_new_words_are_waited_for(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await agreed(noor)
    coach = await stage.coach()
    await send(coach, 2)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await noor.say("/coach")
    await noor.say("Kan ik je spreken?")
    question = having(coach, "Kan ik je spreken?")
    await coach.say("Ik bel je vanavond.", reply_to=question.message_id)
    await stage.walk(hours=1)
    assert having(noor, "Ik bel je vanavond.")
    assert WORDS in noor.texts
    assert mia.texts == [WORDS]


async def test_new_words_written_once_more_leave_nothing_of_the_first_ones(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await write_instead(coach, "Vrijdga.")
    old = buttons_of(coach.last)[0].data or ""
    await coach.press("broadcast.button.rewrite")
    assert len(await table(stage, "broadcast")) == 1
    await coach.say(NEW)
    await coach.press("broadcast.button.fix_put", n=1)
    await coach.tap_data(old, coach.last.message_id, stale=True)
    await stage.walk(minutes=1)
    assert noor.texts == [NEW]


async def test_confirmed_twice_new_words_come_once_and_the_report_stays_at_hand(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await write_instead(coach)
    card = coach.last
    button = buttons_of(card)[0].data or ""
    for _ in range(2):
        stage.world.tap(coach.id, card.message_id, button)
    await stage.settle()
    await stage.walk(minutes=1)
    assert noor.texts == [NEW]
    assert said_of(coach, "button.withdraw") in [b.text for b in buttons_of(card)]


async def test_what_was_withdrawn_meanwhile_is_not_replaced(stage: Stage, noor: Person) -> None:
    await at_night(stage)
    coach = await stage.coach()
    await send(coach, 1)
    await write_instead(coach)
    card = coach.last
    await coach.say("/beheer")
    await coach.tap_data("outcome:gone:1", stale=True)
    await coach.tap(coach.words("broadcast.button.fix_put", n=1), card)
    assert said_of(coach, "withdrawn") in text_of(card)
    await stage.walk(hours=30)
    assert {WORDS, NEW}.isdisjoint(noor.texts)


async def test_a_message_that_came_to_nobody_has_nothing_to_replace(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="403")
    coach = await stage.coach()
    await send(coach, 1)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    assert coach.texts[-1] == about(coach, said_of(coach, "nobody_has_it"))


async def test_after_stopping_the_new_words_go_where_the_message_is(
    stage: Stage, noor: Person
) -> None:
    await at_night(stage)
    coach = await stage.coach()
    await send(coach, 1)
    await coach.press("broadcast.button.stop")
    await stage.walk(seconds=5)  # the numbers are shown once more
    await write_instead(coach)
    await coach.press("broadcast.button.fix_put_there")
    await stage.walk(hours=30)
    assert {WORDS, NEW}.isdisjoint(noor.texts)


async def test_a_photo_keeps_its_place_under_other_words(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("photo", caption="Donderdag")
    await coach.press("broadcast.to.everyone", number=0)
    await confirm(coach, 1)
    await leave(coach)
    await write_instead(coach, "Vrijdag")
    assert [m.kind for m in coach.heard[-2:]] == ["photo", "text"]
    await coach.press("broadcast.button.fix_put", n=1)
    await stage.walk(minutes=1)
    assert [(m.kind, text_of(m)) for m in noor.heard] == [("photo", "Vrijdag")]


async def test_once_stopped_it_says_so_and_never_who_had_it_by_then(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await at_night(stage)
    coach = await stage.coach()
    card = await send(coach, 2)
    await coach.press("broadcast.button.stop")
    await stage.walk(minutes=1)
    shown = text_of(card)
    assert said_of(coach, "halted") in shown
    assert said_of(coach, "later") not in shown
    assert told(coach, 2, sent=2) in shown
    assert (await list_of(coach)).count(f";{coach.words('broadcast.csv.sent')};") == 2
    listed = await coach.say("/gepland")
    assert coach.words("planned.halted") in text_of(listed)
    assert coach.words("planned.running") not in text_of(listed)
    assert labels(coach)[0].startswith("⏹ ")
    await stage.walk(hours=25)
    assert text_of(card) == shown
    assert (await list_of(coach)).count(f";{coach.words('broadcast.csv.sent')};") == 2
    assert WORDS not in noor.texts + mia.texts


def leaves_in(coach: Person, seconds: int) -> str:
    """The first line of what leaves within the minute."""
    return coach.words("broadcast.leaves_in", n=seconds)


@pytest.mark.parametrize("said", ["stop", "Stop!", "/stop"])
async def test_stop_within_the_minute_shows_what_leaves_and_takes_it_back(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say(said)
    left = coach.texts[-1]
    assert left.splitlines()[0] in {leaves_in(coach, n) for n in range(1, 61)}
    assert left.endswith(about(coach, "").strip())
    await coach.press("broadcast.button.undo")
    await stage.walk(minutes=5)
    assert noor.heard == []


async def test_stop_while_it_is_being_sent_offers_to_stop_it(stage: Stage, noor: Person) -> None:
    await at_night(stage)
    coach = await stage.coach()
    await send(coach, 1)
    await plan(coach)
    await coach.say("stop")
    assert coach.texts[-1].startswith(about(coach, ""))
    await coach.press("broadcast.button.stop")
    assert said_of(coach, "halted") in coach.texts[-1]
    await coach.say("stop")
    assert coach.texts[-1].startswith(said_of(coach, "nothing_leaves"))
    await stage.walk(hours=12)
    assert WORDS not in noor.texts


async def test_stop_of_a_coach_for_whom_nothing_leaves_also_ends_the_wait_for_a_text(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("stop")
    assert coach.texts[-1] == said_of(coach, "nothing_leaves")
    assert text_of(await coach.say(WORDS)) == coach.words("coach.nowhere")


async def test_stop_of_a_coach_who_is_a_client_too_does_both(stage: Stage, noor: Person) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, noor.id}))
    await stage.restart()
    await write(noor)
    await confirm(noor, 1)
    await noor.say("stop")
    shown = text_of(noor.heard[-2]).splitlines()[0]
    assert shown in {leaves_in(noor, n) for n in range(1, 61)}
    assert noor.texts[-1] == noor.words("stop.all")
    await noor.say("/verder")
    await noor.say("stop")
    found = await noor.record()
    assert found is not None
    assert found.is_paused


@pytest.mark.parametrize("key", ["fix", "withdraw"])
async def test_back_from_second_thoughts_the_report_has_its_buttons(
    stage: Stage, noor: Person, key: str
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    before = text_of(coach.last), labels(coach)
    assert said_of(coach, "button.csv") in before[1]
    await coach.press(f"broadcast.button.{key}")
    await coach.press("broadcast.button.back")
    assert (text_of(coach.last), labels(coach)) == before


async def test_before_withdrawing_the_number_is_told_and_the_list_stays_at_hand(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 2)
    await coach.press("broadcast.button.withdraw")
    assert coach.words("broadcast.withdraw_sure", n=2) in coach.texts[-1]
    await coach.press("broadcast.button.withdraw_sure")
    assert said_of(coach, "withdrawn") in coach.texts[-1]
    assert labels(coach) == [said_of(coach, "button.csv")]
    await stage.walk(minutes=1)
    assert noor.heard == mia.heard == []


async def test_after_two_days_there_is_nothing_to_take_away_and_it_says_so(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    report = coach.last
    await stage.walk(days=4)
    await coach.tap(said_of(coach, "button.withdraw"), report)
    assert text_of(report) == about(coach, said_of(coach, "withdraw_none"))
    assert [b.text for b in buttons_of(report)] == [said_of(coach, "button.back")]
    await coach.tap_data("outcome:gone:1", report.message_id, stale=True)
    assert text_of(report) == about(coach, said_of(coach, "withdraw_none"))
    assert WORDS in noor.texts
    await coach.press("broadcast.button.back")
    assert labels(coach)[0] == said_of(coach, "button.csv")
    await correct(coach, report, NEW)
    await stage.walk(minutes=1)
    assert NEW in noor.texts


async def test_withdrawing_tells_nothing_of_those_who_waited(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/urge")
    coach = await stage.coach()
    await send(coach, 2)
    await stage.walk(hours=3)
    assert WORDS in mia.texts
    await coach.press("broadcast.button.withdraw")
    sure = coach.words("broadcast.withdraw_sure", n=2)
    assert coach.texts[-1] == about(coach, f"{sure}\n{said_of(coach, 'withdraw_rest')}")
    await coach.press("broadcast.button.withdraw_sure")
    await stage.walk(minutes=1)
    assert WORDS not in noor.texts + mia.texts


async def test_new_words_come_wherever_the_old_ones_stand_in_sight(
    stage: Stage, noor: Person
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    coach = await stage.coach()
    await send(coach, 2)
    await wish(noor, neutral=True)
    await lea.press("stub.button.open")
    assert lea.texts == [WORDS]
    await correct(coach, coach.last, NEW)
    await stage.walk(minutes=1)
    assert noor.texts == [NEW]
    assert lea.texts == [lea.words("stub.line")]
    await wish(lea, neutral=False)
    report, _ = coach.find_button(coach.words("broadcast.button.fix"))
    await correct(coach, report, "Zaterdag.")
    await stage.walk(minutes=1)
    assert noor.texts == ["Zaterdag."]
    assert lea.texts == [lea.words("stub.line")], "what came as a line stays one"
    await lea.press("stub.button.open")
    assert lea.texts == ["Zaterdag."]


async def test_withdrawn_a_photo_that_is_looked_at_goes_at_once_and_it_made_no_sound(
    stage: Stage, noor: Person
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("photo", caption="Kijk")
    await coach.press("broadcast.to.everyone", number=0)
    await confirm(coach, 2)
    await leave(coach)
    await lea.press("stub.button.open")
    assert (lea.texts, lea.last.silent) == ([lea.words("stub.line"), "Kijk"], True)
    await coach.press("broadcast.button.withdraw")
    await coach.press("broadcast.button.withdraw_sure")
    await stage.walk(minutes=1)
    assert lea.heard == noor.heard == []


GREETING = "Dag {voornaam|daar}, dit is week {week}."


async def test_with_two_under_way_each_report_and_each_note_says_which_it_is_about(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await at_night(stage)
    coach = await stage.coach()
    await send(coach, 2, GREETING)
    first = coach.last
    await send(coach, 2)
    second = coach.last
    assert text_of(first).startswith(about(coach, told(coach, 2, sent=2), GREETING))
    assert text_of(second).startswith(about(coach, told(coach, 2, sent=2)))
    await coach.tap(said_of(coach, "button.withdraw"), second)
    assert text_of(second).startswith(about(coach, coach.words("broadcast.withdraw_sure", n=2)))
    await coach.tap(said_of(coach, "button.stop"), first)
    assert text_of(first).startswith(about(coach, "", GREETING))
    assert said_of(coach, "halted") in text_of(first)


async def test_a_long_or_wordless_one_is_named_by_its_beginning_or_its_kind(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1, "Donderdag \N{RIGHT-TO-LEFT OVERRIDE}" + "a" * 60 + "\nVrijdag.")
    assert coach.texts[-1].startswith(about(coach, "", f"Donderdag {'a' * 39}…"))
    await coach.say("/bericht")
    await coach.send("photo")
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    assert coach.texts[-1].startswith(about(coach, "", "📷"))


@pytest.mark.long
async def test_what_is_corrected_or_opened_in_another_week_keeps_the_week_in_which_it_came(
    stage: Stage, noor: Person
) -> None:
    lea = await stage.client("Lea", seen=True)
    coach = await stage.coach()
    await stage.walk(days=6)
    await send(coach, 2, "Zondag, week {week}.")
    report = coach.last
    await stage.walk(days=1, hours=20)
    assert "week 2" in "".join([text_of(await noor.say("/week"))]).lower(), "another week by now"
    await correct(coach, report, "Zondag verbeterd, week {week}.")
    await stage.walk(minutes=2)
    assert "Zondag verbeterd, week 1." in noor.texts
    line = next(m for m in reversed(lea.heard) if "news:open" in str(m.inline_keyboard))
    await lea.tap(lea.words("stub.button.open"), line)
    assert text_of(line) == "Zondag verbeterd, week 1."


async def test_the_list_of_plans_shows_what_a_client_would_read_and_nothing_withdrawn(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await stage.walk(days=9)
    await at_night(stage)
    await send(coach, 1, GREETING)
    await coach.say("/gepland")
    assert any(label.startswith("▶ Iedereen · Dag daar, dit is week 2") for label in labels(coach))
    await coach.tap_data("outcome:stop:1", stale=True)
    await coach.tap_data("outcome:gone:1", stale=True)
    await coach.say("/gepland")
    assert not any("Dag daar" in label for label in labels(coach))


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_below_the_list_stands_that_who_erased_herself_is_not_in_it(
    stage: Stage, noor: Person, mia: Person, language: str, *, waits: bool
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    if waits:
        await noor.say("/drang")
    coach = await stage.coach()
    await send(coach, 2)
    erased = coach.words("broadcast.csv.erased")
    assert len((await list_of(coach)).splitlines()) == 3
    assert erased not in text_of(coach.last)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert len((await list_of(coach)).splitlines()) == 2
    assert text_of(coach.last).endswith(erased)
