"""A message of the coach to many: written, addressed, seen, confirmed, counted."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content.model import LANGUAGES
from bot.features.coach.names import audience_name
from bot.store.audiences import AUDIENCES
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.broadcasting import WORDS, about, confirm, leave, send, to_everyone, write
from tests.scenes.database import table
from tests.scenes.test_arriving import come_to_consent


async def the_broadcast(stage: Stage) -> dict[str, Any]:
    """The only message to many that is kept."""
    (found,) = await table(stage, "broadcast")
    return found


def told(coach: Person, count: int, **parts: int) -> str:
    """A report with these counts."""
    shown = ", ".join(coach.words(f"broadcast.{name}", n=n) for name, n in parts.items())
    return coach.words("broadcast.counts", n=count, parts=shown)


def is_report(coach: Person, count: int, who: str | None = None, **parts: int) -> bool:
    """Whether the newest message of the bot is this count."""
    return coach.texts[-1].startswith(about(coach, told(coach, count, **parts), who=who))


async def test_a_message_to_nobody_is_not_even_written(stage: Stage) -> None:
    coach = await stage.coach()
    assert text_of(await coach.say("/bericht")) == coach.words("broadcast.nobody")
    assert text_of(await coach.say("hallo?")) == coach.words("coach.nowhere")


async def test_everyone_tapped_twice_is_still_everyone(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await to_everyone(coach)
    assert coach.words("broadcast.leaves") in text_of(await confirm(coach, 1))


async def test_a_message_is_seen_as_a_client_gets_it_then_confirmed_then_counted(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    card = await write(coach)
    assert coach.texts[-2] == WORDS
    assert coach.words("broadcast.ledger.get", n=2) in text_of(card)
    assert coach.words("broadcast.locked", line=WORDS) in text_of(card)
    await confirm(coach, 2)
    assert coach.words("broadcast.leaves") in text_of(card)
    assert noor.heard == []
    await leave(coach)
    assert (noor.texts, mia.texts) == ([WORDS], [WORDS])
    assert is_report(coach, 2, sent=2)


async def test_confirming_twice_sends_once(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    card = await write(coach)
    button = buttons_of(card)[0].data or ""
    for _ in range(2):
        stage.world.tap(coach.id, card.message_id, button)
    await stage.settle()
    await leave(coach)
    await coach.tap_data(button, card.message_id, stale=True)
    await leave(coach)
    assert noor.texts == [WORDS]
    assert told(coach, 1, sent=1) in text_of(card)


async def test_second_thoughts_before_writing(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.press("broadcast.button.cancel")
    assert text_of(coach.last) == coach.words("broadcast.cancelled")
    assert text_of(await coach.say(WORDS)) == coach.words("coach.nowhere")


async def test_second_thoughts_at_the_preview(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    card = await write(coach)
    button = buttons_of(card)[0].data or ""
    await coach.press("broadcast.button.cancel")
    assert text_of(card) == coach.words("broadcast.cancelled")
    assert await table(stage, "broadcast") == []
    await coach.tap_data(button, card.message_id, stale=True)
    assert text_of(card) == coach.words("broadcast.gone")
    assert noor.heard == []


async def test_throwing_away_what_was_sent_already_says_that_it_was_sent(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    card = await write(coach)
    drop = buttons_of(card)[-1].data or ""
    await confirm(coach, 1)
    await leave(coach)
    await coach.tap_data(drop, card.message_id, stale=True)
    assert told(coach, 1, sent=1) in text_of(card)


async def test_whoever_paused_blocked_or_did_not_choose_an_hour_gets_nothing(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/pause")
    others = [await stage.enrolled(name) for name in ("Ada", "Els")]
    gone = await stage.enrolled("Bo")
    stage.world.block(gone.id)
    await stage.settle()
    arriving = stage.person("Lea")
    await come_to_consent(arriving, await stage.invite())
    await arriving.press("start.button.agree")
    heard = len(mia.heard), len(arriving.heard)
    coach = await stage.coach()
    await send(coach, 3)
    await stage.walk(hours=1)
    assert [one.texts for one in (noor, *others)] == [[WORDS]] * 3
    assert (len(mia.heard), len(arriving.heard)) == heard
    assert is_report(coach, 4, sent=3, unreachable=1)


@pytest.mark.parametrize("before", ["", "/pauze", "ik wil dood"])
async def test_to_one_client_nothing_tells_a_pause_or_a_wait(
    stage: Stage, noor: Person, before: str
) -> None:
    if before:
        await noor.say(before)
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.press("broadcast.button.client")
    await coach.tap(coach.words("clients.number", n=1))
    card = await coach.press("broadcast.button.onward")
    assert coach.words("broadcast.ledger.paused", n=1) not in text_of(card)
    await confirm(coach, 1)
    await leave(coach)
    assert (WORDS in noor.texts) is (not before)
    assert is_report(coach, 1, "Nummer 1", sent=1)
    await stage.walk(days=1)
    assert (WORDS in noor.texts) is (before != "/pauze")
    assert is_report(coach, 1, "Nummer 1", sent=1)


@pytest.mark.parametrize("who", ["she herself", "her coach"])
async def test_whoever_goes_on_in_time_gets_what_came_during_the_pause(
    stage: Stage, noor: Person, who: str
) -> None:
    coach = await stage.coach()
    if who == "her coach":
        await coach.tap_data("clients:do:1:pause", stale=True)
    else:
        await noor.say("/pauze")
    await send(coach, 1)
    assert WORDS not in noor.texts
    if who == "her coach":
        await coach.tap_data("clients:do:1:resume", stale=True)
    else:
        await noor.say("/verder")
    # What she hears of the pause itself counts for the day.
    await stage.walk(hours=23)
    assert WORDS in noor.texts


async def test_when_no_more_can_be_chosen_by_hand_she_hears_it(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Hoi.")
    for number in range(100, 118):
        await coach.tap_data(f"broadcast:to:1:client-{number}", stale=True)
        assert coach.words("broadcast.full") not in text_of(coach.last)
    await coach.tap_data("broadcast:to:1:client-1", stale=True)
    assert coach.words("broadcast.full") in text_of(coach.last)
    assert coach.words("broadcast.button.onward") in coach.buttons


async def test_for_a_group_without_clients_it_can_be_planned(stage: Stage) -> None:
    coach = await stage.coach()
    await stage.invite()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap("Groep 1")
    await coach.press("broadcast.button.onward")
    assert not [label for label in coach.buttons if label.startswith("Versturen")]
    await coach.press("broadcast.button.at")
    await coach.say("morgen 19:30")
    await coach.press("planned.button.go")
    noor = await stage.enrolled("Noor")
    await stage.walk(days=2)
    assert WORDS in noor.texts


async def test_whoever_pauses_while_it_waits_gets_nothing_and_that_is_not_told(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await stage.walk(hours=12)
    coach = await stage.coach()
    await send(coach, 2)
    await mia.say("/pause")
    await stage.walk(hours=25)
    assert WORDS in noor.texts
    assert WORDS not in mia.texts
    assert is_report(coach, 2, sent=2)


async def test_somebody_who_cannot_be_reached_is_counted_and_left_out_the_next_time(
    stage: Stage, noor: Person, mia: Person, something_breaks: None
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="403")
    coach = await stage.coach()
    await send(coach, 2)
    assert is_report(coach, 2, sent=1, unreachable=1)
    await stage.walk(minutes=1)
    await write(coach)
    assert coach.words("broadcast.ledger.get", n=1) in coach.texts[-1]
    assert coach.words("broadcast.ledger.unreachable", n=1) in coach.texts[-1]


async def test_a_neutral_phone_shows_one_silent_line_and_the_message_after_a_tap(
    stage: Stage,
) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    coach = await stage.coach()
    await send(coach, 1)
    assert lea.texts == [lea.words("stub.line")]
    assert lea.last.silent
    await lea.press("stub.button.open")
    assert lea.texts == [WORDS]
    await stage.walk(minutes=11)
    assert lea.texts == [lea.words("stub.line")]
    await lea.press("stub.button.open")
    await lea.press("stub.button.close")
    assert lea.texts == [lea.words("stub.line")]


async def test_behind_the_line_the_message_is_still_there_after_a_weekend(stage: Stage) -> None:
    lea = await stage.enrolled("Lea", seen=True)
    await lea.say("/pauze")
    await lea.say("/verder")
    coach = await stage.coach()
    await send(coach, 1)
    line = lea.last
    await stage.walk(days=3)
    await stage.app.run_due()
    await lea.tap(lea.words("stub.button.open"), line)
    assert text_of(line) == WORDS


async def test_a_line_opens_only_for_whom_it_was_meant(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/pause")
    for name in ("Ada", "Els"):
        await stage.enrolled(name)
    coach = await stage.coach()
    await send(coach, 3)
    number = (await the_broadcast(stage))["id"]
    answer = await mia.tap_data(f"news:open:{number}", stale=True)
    assert text_of(answer) == mia.words("stub.gone")
    assert WORDS not in mia.texts


async def test_formatting_is_kept_to_the_letter_also_behind_emoji(
    stage: Stage, noor: Person
) -> None:
    text = "👩‍👧 Morgen: voeten 🦶🏽 op de vloer, om 8 uur 🌅"
    start = len(text[: text.index("voeten")].encode("utf-16-le")) // 2
    entities = [
        {"type": "bold", "offset": start, "length": 6},
        {"type": "italic", "offset": 0, "length": start},
        {"type": "text_link", "offset": start, "length": 6, "url": "https://example.org/"},
    ]
    coach = await stage.coach()
    await send(coach, 1, text, entities=entities)
    shown = {(e["type"], e["offset"], e["length"]) for e in noor.last.entities}
    assert noor.texts == [text]
    assert shown >= {("bold", start, 6), ("text_link", start, 6)}
    assert noor.last.entities == next(m for m in coach.heard if m.text == text).entities


@pytest.mark.parametrize(
    "text",
    [
        "<b>geen vet</b> & *ster* _streep_ {;-)} {} {8}",
        "\N{RIGHT-TO-LEFT OVERRIDE}thcar raan sknil",
        "'; DROP TABLE client; --",
        "a" * 4096,
    ],
)
async def test_what_looks_like_code_arrives_as_it_was_written(
    stage: Stage, noor: Person, text: str
) -> None:
    await send(await stage.coach(), 1, text)
    written = [m.text for m in stage.world.chat(COACH_ID) if not m.from_bot]
    assert noor.texts == written[-1:]
    assert await noor.record() is not None


async def test_who_waits_is_counted_like_who_got_it(stage: Stage, noor: Person) -> None:
    await stage.walk(hours=13)
    abroad = await stage.enrolled("Lea")
    await abroad.say("/instellingen")
    await abroad.press("settings.button.zone")
    await abroad.tap("New York")
    coach = await stage.coach()
    card = await send(coach, 2)
    assert WORDS in abroad.texts
    assert WORDS not in noor.texts
    assert told(coach, 2, sent=2) in text_of(card)
    await stage.walk(hours=10)
    assert WORDS in noor.texts
    assert told(coach, 2, sent=2) in text_of(card)
    await stage.walk(hours=15)
    assert is_report(coach, 2, sent=2)


async def test_a_restart_while_it_is_being_written_or_sent_goes_unnoticed(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await stage.restart()
    await coach.say(WORDS)
    await stage.restart()
    await to_everyone(coach)
    await confirm(coach, 1)
    await stage.restart()
    await leave(coach)
    assert noor.texts == [WORDS]
    assert is_report(coach, 1, sent=1)


async def test_what_a_coach_wrote_is_sealed_in_the_database(stage: Stage, noor: Person) -> None:
    await send(await stage.coach(), 1)
    assert WORDS.encode() not in (await the_broadcast(stage))["content_sealed"]


async def lose_the_right(stage: Stage) -> None:
    """Somebody else is the coach from now on."""
    stage.settings = replace(stage.settings, coach_ids=frozenset({1}))
    await stage.restart()


async def test_a_coach_who_lost_the_right_is_a_visitor_in_the_middle_of_writing(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await lose_the_right(stage)
    assert text_of(await coach.say(WORDS)) == coach.words("other.text")
    assert text_of(await coach.say("/bericht")) == coach.words("other.again")
    assert await table(stage, "broadcast") == []


async def test_a_coach_who_lost_the_right_cannot_confirm(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    card = await write(coach)
    await lose_the_right(stage)
    await coach.tap(coach.words("broadcast.button.send", n=1), card)
    assert text_of(card) == coach.words("other.text")
    assert noor.heard == []


async def test_what_a_coach_confirmed_before_she_lost_the_right_does_not_leave(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    heard = len(coach.heard)
    await lose_the_right(stage)
    await leave(coach)
    assert noor.heard == []
    assert len(coach.heard) == heard


@pytest.mark.parametrize("name", AUDIENCES)
async def test_every_audience_has_a_name_in_words_and_its_choices_a_button(
    stage: Stage, noor: Person, name: str
) -> None:
    coach = await stage.coach()
    async with stage.app.deps.store.read() as tx:
        for language in LANGUAGES:
            assert await audience_name(stage.app.deps.shelf[language], tx, f"{name}-1")
    await coach.say("/bericht")
    await coach.say(WORDS)
    choices = AUDIENCES[name].choices
    for number in {*choices[:1], *choices[-1:]}:
        data = f"broadcast:to:1:{name}"
        if len(choices) > 1:
            await coach.press(f"broadcast.button.{name}")
            data += f"-{number}"
        shown = text_of(await coach.tap_data(data))
        assert coach.words(f"broadcast.to.{name}", number=number) in shown


COACHS = (
    "broadcast:write",
    "broadcast:cancel",
    "broadcast:send:1",
    "broadcast:drop:1",
    "broadcast:to:1:everyone",
    "broadcast:look:1",
    "broadcast:test:1",
    "broadcast:undo:1",
    "broadcast:clients:1:0",
    "planned:go:1",
    "planned:list",
    "outcome:stop:1",
    "outcome:csv:1",
    "outcome:gone:1",
    "session:new",
    "session:off:1",
    "coach:panel",
    "invite:begin",
    "invite:ask:1:30",
    "invite:make:1:25:30",
    "invite:list:1",
    "invite:revoke:1",
    "cohort:list",
    "cohort:new",
    "cohort:open:1",
    "cohort:rename:1",
    "cohort:begin:1:2026-12-07",
    "cohort:take:1:2026-12-14",
    "cohort:ended:1",
    "clients:list",
    "clients:one:1",
    "clients:name:1",
    "clients:moved:1:1",
    "clients:do:1:pause",
    "clients:do:1:end",
    "weeks:write:1:1",
    "weeks:drop:1:1",
    "report:show",
    "report:log",
)


@pytest.mark.long
async def test_a_client_who_forges_a_button_of_the_coach_gets_the_answer_to_an_unknown_one(
    stage: Stage, noor: Person
) -> None:
    await stage.invite()
    await write(await stage.coach())
    before = await table(stage, "invite")
    await noor.say("/nood")
    unknown = text_of(await noor.tap_data("nothing:at:all", stale=True))
    for data in COACHS:
        await noor.say("/nood")
        assert text_of(await noor.tap_data(data, stale=True)) == unknown, data
    assert (await the_broadcast(stage))["state"] == "draft"
    assert await table(stage, "invite") == before


async def test_one_coach_cannot_send_what_another_wrote(stage: Stage, noor: Person) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, COACH_ID + 1}))
    await stage.restart()
    coach = await stage.coach()
    await write(coach)
    number = (await the_broadcast(stage))["id"]
    other = stage.person("Els", user_id=COACH_ID + 1)
    await other.start()
    for verb in ("send", "drop", "look", "test", "rewrite", "whom", "to", "undo"):
        answer = await other.tap_data(f"broadcast:{verb}:{number}", stale=True)
        assert text_of(answer) == other.words("broadcast.gone")
    assert (await the_broadcast(stage))["state"] == "draft"
    assert noor.heard == []


async def test_two_messages_a_day_is_the_most_that_comes_unasked(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    for number in range(3):
        await write(coach, f"Bericht {number}")
        await confirm(coach, int(number < 2) or 1)
        await leave(coach)
    assert len(noor.heard) == 2
    await stage.walk(days=1)
    assert "Bericht 2" in noor.texts


async def test_what_was_seen_for_others_or_long_ago_is_shown_again_before_it_leaves(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    old = await write(coach)
    late = await stage.enrolled("Ada")
    await coach.tap(coach.words("broadcast.button.send", n=2), old)
    assert coach.words("broadcast.ledger.get", n=3) in text_of(coach.last)
    await stage.walk(hours=3)
    await confirm(coach, 3)
    await leave(coach)
    assert WORDS not in noor.texts + mia.texts + late.texts
    await confirm(coach, 3)
    assert coach.words("planned.to", who="Iedereen", n=3) in coach.texts[-1]
    await leave(coach)
    assert all(WORDS in one.texts for one in (noor, mia, late))


async def test_a_second_message_on_a_day_says_before_it_leaves_that_it_may_come_late(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    another = coach.words("broadcast.another_tomorrow")
    assert another not in text_of(await write(coach))
    await confirm(coach, 1)
    await leave(coach)
    assert coach.words("broadcast.another_today") in text_of(await write(coach, "Nog iets."))
    assert another not in coach.texts[-1], "it is no planned day"
    days = (
        ("morgen 10:00", ""), ("morgen 17:00", "_tomorrow"), ("vandaag 17:00", "_today"),
        ("donderdag 10:00", ""), ("donderdag 17:00", ""),
    )  # fmt: skip
    for when, named in days:
        await write(coach, "Nog iets.")
        await coach.press("broadcast.button.at")
        await coach.say(when)
        assert coach.words("broadcast.later") in coach.texts[-1]
        told_so = when not in {"morgen 10:00", "donderdag 10:00"}
        assert (coach.words(f"broadcast.another{named}") in coach.texts[-1]) is told_so
        await coach.press("planned.button.go")


async def test_what_mends_a_message_comes_at_once_and_as_the_third_one_without_a_sound(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await send(coach, 1, "Vanavond om zeven.")
    assert not noor.last.silent
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_anew")
    await coach.say("Nee, om zes.")
    assert coach.words("broadcast.another") not in coach.texts[-1]
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts[-1] == "Nee, om zes."
    assert noor.last.silent


async def test_what_went_to_nobody_is_told_by_name(stage: Stage) -> None:
    coach = await stage.coach()
    await stage.invite()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.tap("Groep 1")
    await coach.press("broadcast.button.onward")
    await coach.press("broadcast.button.at")
    await coach.say("morgen 19:30")
    await coach.press("planned.button.go")
    await stage.walk(days=2)
    assert coach.texts[-1].startswith(about(coach, "", who="Groep 1 (0 cliënten nu)"))
    assert coach.words("broadcast.nobody_left") in coach.texts[-1]
    await coach.press("coach.button.broadcast")
