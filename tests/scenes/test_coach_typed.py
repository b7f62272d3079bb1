"""What a coach types, or sends, when nothing asks for it; and what she has to type once more."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, buttons_of, replace
from tests.scenes.broadcasting import WORDS, about, confirm, is_card, leave, send, write
from tests.scenes.relaying import agreed
from tests.scenes.test_sessions import plan


async def refused(coach: Person) -> None:
    """She wrote what cannot be sent."""
    await write(coach, "Dag {naam}, morgen om tien.")
    assert "{naam}" in coach.texts[-1]


async def test_what_was_refused_is_typed_again_without_a_button(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await refused(coach)
    await coach.say("Dag {naam|daar}, morgen om tien.")
    assert coach.texts[-2] == "Dag daar, morgen om tien."
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts[-1] == "Dag daar, morgen om tien."


async def test_new_words_for_a_plan_that_were_refused_are_typed_again(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.weekly")
    await coach.say("dinsdag 12:00")
    await coach.press("planned.button.go")
    await coach.press("broadcast.button.rewrite")
    await coach.say("Nieuw, {voornaam}")
    await coach.say("Nieuw, {voornaam|daar}")
    await coach.press("planned.button.replace")
    await stage.walk(hours=27)
    assert "Nieuw, daar" in noor.texts
    assert WORDS not in noor.texts


async def test_she_may_write_for_an_hour(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await stage.walk(minutes=61)
    await coach.say(WORDS)
    await coach.press("broadcast.to.everyone", number=0)
    assert coach.texts[-2] == WORDS


@pytest.mark.parametrize(
    "word", ["verstuur", "Versturen!", "verzenden", "send", "send it", "stuur maar"]
)
async def test_send_in_a_word_shows_the_preview_and_sends_nothing(
    stage: Stage, noor: Person, word: str
) -> None:
    coach = await stage.coach()
    card = await write(coach)
    await coach.say(word)
    assert coach.last.text == card.text
    assert coach.texts[-2] == WORDS
    await stage.walk(seconds=75)
    assert noor.texts == []


async def test_send_in_a_word_takes_correcting_words_back_to_what_they_correct(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say("Vrijdag om acht uur.")
    await coach.say("verstuur")
    await coach.press("broadcast.button.fix_put", n=1)
    await stage.walk(seconds=5)
    assert noor.texts[-1] == "Vrijdag om acht uur."


async def test_what_nothing_asks_for_goes_to_nobody_and_leads_back_to_the_draft(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    card = await write(coach)
    await coach.say("morgen 10:00")
    assert coach.texts[-1] == coach.words("coach.nowhere") + "\n\n" + coach.words("coach.draft")
    await coach.press("coach.button.draft")
    assert coach.last.text == card.text


async def test_a_photo_after_the_text_leads_back_to_the_draft(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.send("photo")
    assert coach.words("coach.draft") in coach.texts[-1]
    await coach.press("coach.button.draft")
    assert coach.last.text == coach.words("broadcast.whom")


@pytest.mark.parametrize(
    "said",
    [
        "Ja Kim, ik bel je om vier uur over je ex",
        "ik bel haar",
        "oeps nog niet gebeld",
        "bellen",
        "Nog een antwoord",
        "waar is mijn bericht",
        "blauwe fietsbel",
    ],
)
async def test_what_sounds_like_a_client_is_told_to_have_gone_to_nobody_each_time(
    stage: Stage, noor: Person, said: str
) -> None:
    coach = await stage.coach()
    for _ in range(3):
        await coach.say(said)
        await stage.walk(minutes=1)
        assert coach.texts[-1] == coach.words("coach.nowhere")


async def test_an_urge_of_a_coach_is_one_tap_away(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("ik wil mijn ex bellen")
    assert coach.texts[-1] == coach.words("coach.nowhere")
    await coach.press("button.now")


async def test_without_a_draft_she_is_answered_as_a_coach(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("blauwe fietsbel")
    assert coach.texts[-1] == coach.words("coach.nowhere")
    assert coach.buttons == [
        coach.words(key) for key in ("coach.button.broadcast", "coach.button.panel", "button.help")
    ]


async def test_the_way_back_to_a_draft_that_is_gone_says_so(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.say("morgen 10:00")
    lost = coach.last
    await coach.press("broadcast.button.cancel")
    await coach.tap(coach.words("coach.button.draft"), lost)
    assert coach.texts[-1] == coach.words("broadcast.gone")


@pytest.mark.parametrize("text", ["ik wil dood", "112"])
async def test_the_numbers_go_before_the_draft(stage: Stage, noor: Person, text: str) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.say(text)
    assert "112" in coach.texts[-1]
    assert coach.words("coach.draft") not in coach.texts[-1]


SECOND_THOUGHTS = (
    "oeps niet sturen!!", "niet versturen", "annuleer", "terughalen", "Haal terug", "intrekken",
    "wacht", "verkeerde groep!", "oeps, typfout", "cancel", "undo", "stop het bericht",
    "stop met die berichten", "stoppen", "/annuleer", "/terug",
)  # fmt: skip


@pytest.mark.parametrize("text", SECOND_THOUGHTS)
async def test_second_thoughts_within_the_minute_show_how_to_take_it_back(
    stage: Stage, noor: Person, text: str
) -> None:
    coach = await stage.coach()
    await write(coach, "Een oud concept.")
    await write(coach)
    await confirm(coach, 1)
    await coach.say(text)
    assert is_card(coach, coach.texts[-1])
    assert coach.buttons == [coach.words("broadcast.button.undo")]
    assert coach.words("coach.draft") not in "\n".join(coach.texts)
    await coach.press("broadcast.button.undo")
    await stage.walk(seconds=75)
    assert noor.texts == []


@pytest.mark.parametrize(("language", "text"), [("nl", "niet sturen!"), ("en", "don't send it!")])
async def test_second_thoughts_while_it_is_being_sent_show_how_to_stop_it(
    stage: Stage, noor: Person, language: str, text: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await send(coach, 1)
    await coach.say(text)
    assert coach.texts[-2].startswith(coach.words("coach.nowhere"))
    assert coach.texts[-1].startswith(about(coach, ""))
    assert coach.buttons[0] == coach.words("broadcast.button.stop")


@pytest.mark.parametrize(
    ("spoken", "asked", "topic"),
    [
        ("nl", "hoe trek ik een bericht in?", "withdraw"),
        ("nl", "kan ik dit uitstellen?", "postpone"),
        ("nl", "Hoe antwoord ik een cliënt?", "answer"),
        ("nl", "hoe verbeter ik een bericht", "correct"),
        ("en", "how do I withdraw a message?", "withdraw"),
        ("en", "can i plan this every week?", "plan"),
    ],
)
async def test_a_question_how_something_is_done_is_answered_with_the_way_there(
    stage: Stage, noor: Person, spoken: str, asked: str, topic: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await stage.walk(minutes=20)
    await coach.say(asked)
    said = coach.texts[-1]
    assert said.startswith(coach.words("coach.nowhere"))
    assert coach.words(f"how.{topic}").strip() in said
    way = {"answer": "inbox", "plan": "broadcast"}.get(topic, "planned")
    assert coach.buttons[0] == coach.words(f"coach.button.{way}")
    assert len(set(coach.buttons)) == len(coach.buttons)


@pytest.mark.parametrize(
    ("spoken", "asked", "topic"),
    [
        ("nl", "/help planning", "plan"),
        ("nl", "/hulp bericht", "message"),
        ("nl", "hulp bericht", "message"),
        ("en", "/help planning", "plan"),
        ("en", "/help something", ""),
        ("nl", "help?", ""),
    ],
)
async def test_help_of_a_coach_begins_with_what_she_named_and_her_own_commands(
    stage: Stage, spoken: str, asked: str, topic: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await coach.say(asked)
    said = coach.texts[-1]
    if topic:
        assert coach.words(f"how.{topic}").strip() in said
    else:
        assert 0 <= said.find("/beheer" if spoken == "nl" else "/admin") < said.find("112")
    assert coach.words("coach.button.panel") in coach.buttons


async def test_long_after_it_left_what_nothing_knows_is_answered_as_ever(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await stage.walk(minutes=20)
    await coach.say("blauwe fietsbel")
    assert coach.texts[-1] == coach.words("coach.nowhere")


UNREAD = {"blauwe fietsbel": "coach.not_read", "/status": "coach.no_command"}


@pytest.mark.parametrize(("text", "key"), UNREAD.items())
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_is_not_understood_brings_no_message_that_left_the_day_before(
    stage: Stage, noor: Person, language: str, text: str, key: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await plan(coach, "25-11 07:30")
    await stage.walk(hours=12, minutes=30)
    await send(coach, 1)
    await stage.walk(hours=9, minutes=10)
    assert noor.texts == [], "the message is still on its way, and the reminder has just begun"
    before = len(coach.texts)
    await coach.say(text)
    said, card = coach.texts[before:]
    assert said.startswith(coach.words("coach.nowhere") + "\n\n" + coach.words(key))
    assert coach.words("coach.button.panel") in [b.text for b in buttons_of(coach.heard[-2])]
    assert WORDS not in card
    assert coach.words("broadcast.button.stop") not in coach.buttons
    assert coach.words("session.button.look") in coach.buttons


async def test_to_the_report_of_what_has_just_left_it_is_said_first_that_it_was_not_understood(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    for text, key in UNREAD.items():
        before = len(coach.texts)
        await coach.say(text)
        said, report = coach.texts[before:]
        assert coach.words(key) in said
        assert WORDS in report
    for text in ("toch niet", "niet versturen", "nee niet sturen", "hou tegen", "dont send"):
        before = len(coach.texts)
        await coach.say(text)
        (report,) = coach.texts[before:]
        assert WORDS in report, text


async def test_an_unknown_command_is_said_to_be_none_and_leads_to_what_she_can_do(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/status")
    nowhere, none = coach.words("coach.nowhere"), coach.words("coach.no_command")
    assert coach.texts[-1] == f"{nowhere}\n\n{none}"
    assert coach.words("coach.button.panel") in coach.buttons


@pytest.mark.parametrize("caption", ["", "het was niet klaar"])
async def test_a_photo_within_the_minute_shows_how_to_take_it_back(
    stage: Stage, noor: Person, caption: str
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.send("photo", caption=caption)
    assert coach.texts[-2] == coach.words("coach.nowhere_sent")
    assert coach.buttons == [coach.words("broadcast.button.undo")]


async def test_never_mind_to_what_is_asked_right_after_it_left_says_nothing_was_changed(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.press("broadcast.button.withdraw")
    await coach.say("laat maar")
    assert coach.texts[-2] == coach.words("coach.left")
    assert coach.words("broadcast.button.withdraw") in coach.buttons
    assert WORDS in noor.texts


@pytest.mark.parametrize("text", ["stop met die berichten", "annuleer", "terughalen", "undo"])
async def test_stopping_in_other_words_is_hers_when_nothing_leaves(
    stage: Stage, noor: Person, text: str
) -> None:
    coach = await stage.coach()
    await coach.say(text)
    assert coach.texts[-1].endswith(coach.words("broadcast.nothing_leaves"))


async def test_laat_maar_to_what_is_asked_of_her_says_that_nothing_was_changed(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.tap_data("clients:sure:1:end", stale=True)
    await coach.say("laat maar")
    left, nothing = coach.words("coach.left"), coach.words("broadcast.nothing_leaves")
    assert coach.texts[-1] == f"{left}\n{nothing}"


async def test_a_thing_she_can_do_is_done_within_the_minute_as_well(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.say("vragen")
    assert coach.words("inbox.none") in coach.texts[-1]


async def test_an_answer_typed_without_reply_is_told_how_to_reach_the_client(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("Gaat het donderdag door?")
    for text in ("Ja dat gaat door!", ""):
        await (coach.say(text) if text else coach.send("voice"))
        assert coach.words("coach.answers_by_reply") in coach.texts[-1]
        assert coach.buttons[0] == coach.words("coach.button.inbox")


async def test_an_answer_typed_right_after_a_message_is_told_the_same(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await (await agreed(noor)).say("/coach Hoe laat begint het?")
    await coach.say("Om acht uur!")
    said = next(text for text in reversed(coach.texts) if coach.words("coach.nowhere") in text)
    assert coach.words("coach.answers_by_reply") in said
    ways = coach.words("coach.button.inbox")
    assert any(ways in str(one.inline_keyboard) for one in coach.heard)


@pytest.mark.parametrize("text", ["oeps niet sturen!!", "verkeerde groep"])
async def test_a_coach_who_takes_part_as_well_has_her_second_thoughts_heard(
    stage: Stage, noor: Person, mia: Person, text: str
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, noor.id}))
    await stage.restart()
    await write(noor)
    await confirm(noor, 2)
    await noor.say(text)
    await noor.press("broadcast.button.undo")
    await stage.walk(seconds=75)
    assert mia.texts == []
    await noor.say("ik wil dood")
    assert "112" in noor.texts[-1]
