"""The coach: links into the programme, and a message to everyone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.sandbox.model import Message
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.database import every_table
from tests.scenes.test_arriving import come_to_consent

WORDS = "Donderdag om acht uur."


async def write(coach: Person, text: str = WORDS, **options: Any) -> Message:
    """Write a message to everyone, up to the preview."""
    await coach.say("/bericht")
    return await coach.say(text, **options)


async def send(coach: Person, count: int, text: str = WORDS, **options: Any) -> Message:
    """Write and confirm; gives the confirmation."""
    preview = await write(coach, text, **options)
    return await coach.tap(coach.words("broadcast.button.send", n=count), preview)


async def ask_for_link(coach: Person, uses: int = 25) -> Message:
    """Make a link; gives the message with the link in words."""
    await coach.say("/uitnodigen")
    await coach.press("invite.button.uses", n=uses)
    return next(message for message in reversed(coach.heard) if "start=" in text_of(message))


async def the_broadcast(stage: Stage) -> dict[str, Any]:
    """The only message to everyone that is kept."""
    (found,) = (await every_table(stage))["broadcast"]
    return found


def is_report(coach: Person, count: int, **parts: int) -> bool:
    """Whether the newest message of the bot is this count."""
    shown = ", ".join(coach.words(f"broadcast.{name}", n=n) for name, n in parts.items())
    return coach.texts[-1] == coach.words("broadcast.counts", n=count, parts=shown)


async def test_a_link_is_shown_with_how_long_and_for_how_many_it_works(stage: Stage) -> None:
    coach = await stage.coach()
    shown = await ask_for_link(coach)
    until = date(2026, 11, 23) + timedelta(days=30)
    assert "https://t.me/anker_test_bot?start=" in text_of(shown)
    assert "25" in text_of(shown)
    assert f"{until:%d-%m-%Y}" in text_of(shown)


async def test_the_link_can_be_copied_with_one_tap(stage: Stage) -> None:
    coach = await stage.coach()
    shown = await ask_for_link(coach)
    copy = next(b for b in buttons_of(shown) if b.text == coach.words("coach.button.copy"))
    assert copy.copy_text is not None
    assert copy.copy_text.startswith("https://t.me/anker_test_bot?start=")
    assert copy.copy_text in text_of(shown)


async def test_only_a_hash_of_a_links_token_is_kept(stage: Stage) -> None:
    token = await stage.invite()
    kept = (await every_table(stage))["invite"]
    assert token not in str(kept)
    assert len(token) >= 20


async def test_a_link_that_was_withdrawn_opens_nothing(stage: Stage) -> None:
    token = await stage.invite()
    coach = await stage.coach()
    await coach.press("coach.button.revoke")
    assert coach.words("coach.revoked") in coach.texts
    lea = stage.person("Lea")
    await lea.start(token)
    assert lea.texts[0] == lea.words("start.no_link")


async def test_a_link_that_is_withdrawn_while_somebody_arrives_does_not_enrol(
    stage: Stage,
) -> None:
    token = await stage.invite()
    lea = stage.person("Lea")
    await come_to_consent(lea, token)
    await (await stage.coach()).press("coach.button.revoke")
    await lea.press("start.button.agree")
    assert await lea.record() is None


async def test_withdrawing_one_link_leaves_the_other(stage: Stage) -> None:
    coach = await stage.coach()
    newest = await ask_for_link(coach)
    first = text_of(newest).split("start=")[1].split()[0]
    await coach.tap(coach.words("coach.button.revoke"), await ask_for_link(coach))
    lea = stage.person("Lea")
    assert text_of(await lea.start(first)) == lea.words("start.who_sees")


async def test_the_panel_counts_who_can_be_written_to_and_leads_on(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/pause")
    coach = await stage.coach()
    assert text_of(await coach.start()) == coach.words("coach.panel", n=1)
    await coach.press("coach.button.broadcast")
    assert text_of(coach.last) == coach.words("broadcast.write")
    await coach.say("/beheer")
    await coach.press("coach.button.invite")
    assert text_of(coach.last).startswith(coach.words("invite.ask", group="Groep 1", n=30))


async def test_a_message_to_nobody_is_not_even_written(stage: Stage) -> None:
    coach = await stage.coach()
    assert text_of(await coach.say("/bericht")) == coach.words("broadcast.nobody")
    assert text_of(await coach.say("hallo?")) == coach.words("other.text")


async def test_a_message_is_seen_as_a_client_gets_it_then_confirmed_then_counted(
    stage: Stage, noor: Person, mia: Person
) -> None:
    coach = await stage.coach()
    preview = await write(coach)
    assert coach.texts[-2:] == [WORDS, coach.words("broadcast.preview", n=2)]
    assert noor.heard == []
    await coach.press("broadcast.button.send", n=2)
    assert text_of(preview) == coach.words("broadcast.on_its_way", n=2)
    assert (noor.texts, mia.texts) == ([WORDS], [WORDS])
    assert is_report(coach, 2, sent=2)


async def test_confirming_twice_sends_once(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    preview = await write(coach)
    confirm = buttons_of(preview)[0].data or ""
    for _ in range(2):
        stage.world.tap(coach.id, preview.message_id, confirm)
    await stage.settle()
    await coach.tap_data(confirm, preview.message_id, stale=True)
    assert noor.texts == [WORDS]
    assert text_of(preview) == coach.words(
        "broadcast.counts", n=1, parts=coach.words("broadcast.sent", n=1)
    )


async def test_second_thoughts_before_writing(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.press("broadcast.button.cancel")
    assert text_of(coach.last) == coach.words("broadcast.cancelled")
    assert text_of(await coach.say(WORDS)) == coach.words("other.text")


async def test_second_thoughts_at_the_preview(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    preview = await write(coach)
    confirm = buttons_of(preview)[0].data or ""
    await coach.press("broadcast.button.cancel")
    assert text_of(preview) == coach.words("broadcast.cancelled")
    assert (await every_table(stage))["broadcast"] == []
    await coach.tap_data(confirm, preview.message_id, stale=True)
    assert text_of(preview) == coach.words("broadcast.gone")
    assert noor.heard == []


async def test_throwing_away_what_was_sent_already_says_that_it_was_sent(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    preview = await write(coach)
    drop = buttons_of(preview)[1].data or ""
    await coach.press("broadcast.button.send", n=1)
    await coach.tap_data(drop, preview.message_id, stale=True)
    assert text_of(preview) == coach.words(
        "broadcast.counts", n=1, parts=coach.words("broadcast.sent", n=1)
    )


async def test_whoever_paused_blocked_or_did_not_choose_an_hour_gets_nothing(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/pause")
    gone = await stage.enrolled("Bo")
    stage.world.block(gone.id)
    await stage.settle()
    arriving = stage.person("Lea")
    await come_to_consent(arriving, await stage.invite())
    await arriving.press("start.button.agree")
    heard = len(mia.heard), len(arriving.heard)
    coach = await stage.coach()
    await send(coach, 1)
    await stage.walk(hours=1)
    assert noor.texts == [WORDS]
    assert (len(mia.heard), len(arriving.heard)) == heard
    assert is_report(coach, 1, sent=1)


async def test_whoever_pauses_while_it_waits_gets_nothing_and_is_counted(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await stage.walk(hours=12)
    coach = await stage.coach()
    await send(coach, 2)
    await mia.say("/pause")
    await stage.walk(hours=11)
    assert WORDS in noor.texts
    assert WORDS not in mia.texts
    assert is_report(coach, 2, sent=1, late=1)


async def test_somebody_who_cannot_be_reached_is_counted_and_left_out_the_next_time(
    stage: Stage, noor: Person, mia: Person, something_breaks: None
) -> None:
    stage.world.faults.add("sendMessage", noor.id, kind="403")
    coach = await stage.coach()
    await send(coach, 2)
    assert is_report(coach, 2, sent=1, unreachable=1)
    await stage.walk(minutes=1)
    await write(coach)
    assert coach.texts[-1] == coach.words("broadcast.preview", n=1)


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
    coach = await stage.coach()
    await send(coach, 1)
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
    assert noor.last.entities == coach.heard[-3].entities


@pytest.mark.parametrize(
    "text",
    [
        "<b>geen vet</b> & *ster* _streep_ {naam} {week}",
        "\N{RIGHT-TO-LEFT OVERRIDE}thcar raan sknil",
        "'; DROP TABLE client; --",
        "a" * 4096,
    ],
)
async def test_what_looks_like_code_arrives_as_it_was_written(
    stage: Stage, noor: Person, text: str
) -> None:
    await send(await stage.coach(), 1, text)
    assert noor.texts == [stage.world.chat(COACH_ID)[-4].text or text]
    assert await noor.record() is not None


async def test_anything_but_text_is_asked_for_again_as_text(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    for kind in ("photo", "voice", "sticker", "document"):
        assert text_of(await coach.send(kind)) == coach.words("broadcast.only_text"), kind
    await coach.say(WORDS)
    await coach.press("broadcast.button.send", n=1)
    assert noor.texts == [WORDS]


async def test_during_quiet_hours_it_waits_and_is_counted_when_the_last_one_arrived(
    stage: Stage, noor: Person
) -> None:
    await stage.walk(hours=13)
    abroad = await stage.enrolled("Lea")
    await abroad.say("/instellingen")
    await abroad.press("settings.button.zone")
    await abroad.tap("New York")
    coach = await stage.coach()
    preview = await send(coach, 2)
    assert WORDS in abroad.texts
    assert WORDS not in noor.texts
    assert text_of(coach.last) == coach.words("broadcast.on_its_way", n=2)
    await coach.tap_data(f"broadcast:send:{(await the_broadcast(stage))['id']}", stale=True)
    await stage.walk(hours=10)
    assert WORDS in noor.texts
    assert is_report(coach, 2, sent=2)
    assert preview is not None


async def test_a_restart_while_it_is_being_written_or_sent_goes_unnoticed(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await stage.restart()
    await coach.say(WORDS)
    await stage.restart()
    await coach.press("broadcast.button.send", n=1)
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
    assert text_of(await coach.say("/bericht")) == coach.words("other.text")
    assert (await every_table(stage))["broadcast"] == []


async def test_a_coach_who_lost_the_right_cannot_confirm(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    preview = await write(coach)
    await lose_the_right(stage)
    await coach.tap(coach.words("broadcast.button.send", n=1), preview)
    assert text_of(preview) == coach.words("other.text")
    assert noor.heard == []


COACHS = (
    "broadcast:write",
    "broadcast:cancel",
    "broadcast:send:1",
    "broadcast:drop:1",
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


async def test_a_client_who_forges_a_button_of_the_coach_gets_the_answer_to_an_unknown_one(
    stage: Stage, noor: Person
) -> None:
    await stage.invite()
    await write(await stage.coach())
    before = (await every_table(stage))["invite"]
    await noor.say("/nood")
    unknown = text_of(await noor.tap_data("nothing:at:all", stale=True))
    for data in COACHS:
        await noor.say("/nood")
        assert text_of(await noor.tap_data(data, stale=True)) == unknown, data
    assert (await the_broadcast(stage))["state"] == "draft"
    assert (await every_table(stage))["invite"] == before


async def test_one_coach_cannot_send_what_another_wrote(stage: Stage, noor: Person) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, COACH_ID + 1}))
    await stage.restart()
    coach = await stage.coach()
    await write(coach)
    number = (await the_broadcast(stage))["id"]
    other = stage.person("Els", user_id=COACH_ID + 1)
    await other.start()
    for verb in ("send", "drop"):
        answer = await other.tap_data(f"broadcast:{verb}:{number}", stale=True)
        assert text_of(answer) == other.words("broadcast.gone")
    assert (await the_broadcast(stage))["state"] == "draft"
    assert noor.heard == []


async def test_two_messages_a_day_is_the_most_that_comes_unasked(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    for number in range(3):
        await send(coach, 1, f"Bericht {number}")
    assert len(noor.heard) == 2
    await stage.walk(days=1)
    assert "Bericht 2" in noor.texts
