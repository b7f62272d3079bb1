"""What coaches write to each other, or as a note, reaches no client."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.model import Message
from tests.cast import COACH_ID, Person, Stage, buttons_of, text_of
from tests.scenes.database import table
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import (
    FAILED,
    NOTE,
    OTHER_COACH,
    UNDER_WAY,
    Forum,
    called,
    having,
    other_coach,
    said,
    sign,
)
from tests.scenes.test_inbox_group import ask
from tests.scenes.test_inbox_undo import QUESTION, TEXT, in_the_topic
from tests.scenes.test_planned import local
from tests.scenes.test_taking_back_answers import with_anna

pytestmark = pytest.mark.two_coaches

OF_HER = "Ik maak me zorgen om haar."


async def album(stage: Stage, *captions: str, **where: Any) -> list[Message]:
    """Photos of the coach that come together, each with its words."""
    stage.take_time()
    sent = [
        stage.world.send(COACH_ID, "photo", words, media_group_id="77", **where)
        for words in captions
    ]
    await stage.walk(minutes=1)
    return sent


WORDS = [
    ("// dit stuurde haar zus", "", ""),
    ("", "// dit stuurde haar zus", ""),
    ("/antwoorden", "", ""),
    ("Dag {voornaam|daar}", "", ""),
    ("", "Dag {voornaam|daar}", ""),
]
"""Of an album a part of which stays with the coaches."""


@pytest.mark.parametrize("captions", WORDS)
async def test_an_album_of_which_a_part_stays_in_a_topic_stays_there_whole(
    stage: Stage, noor: Person, captions: tuple[str, ...]
) -> None:
    made, _, thread_id = await in_the_topic(stage, noor)
    heard = list(noor.heard)
    parts = await album(stage, *captions, chat_id=made.chat.id, thread_id=thread_id)
    assert noor.heard == heard
    assert UNDER_WAY not in [sign(part) for part in parts]
    if captions[1].startswith("//"):
        assert [sign(part) for part in parts] == [FAILED, NOTE, ""]
        assert made.texts(thread_id)[-1] == noor.words("inbox.album_part")
    await album(stage, "", "", chat_id=made.chat.id, thread_id=thread_id)
    assert noor.heard == heard, "it is the same album still"


@pytest.mark.parametrize("hour", ["12:00", "23:30"])
async def test_what_is_said_of_a_late_part_does_not_tell_whether_the_client_had_the_rest(
    stage: Stage, noor: Person, hour: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    await stage.walk_to(local(f"2026-11-24 {hour}"))
    where: dict[str, Any] = {
        "media_group_id": "77", "chat_id": made.chat.id, "thread_id": thread_id,
    }  # fmt: skip
    stage.world.send(COACH_ID, "photo", "", **where)
    await stage.walk(seconds=20)
    stage.world.send(COACH_ID, "photo", "// dit stuurde haar zus", **where)
    await stage.walk(seconds=20)
    assert made.texts(thread_id)[-1] == coach.words("inbox.undone")


@pytest.mark.parametrize("captions", WORDS)
async def test_nor_does_any_of_it_go_from_a_coachs_own_chat(
    stage: Stage, noor: Person, captions: tuple[str, ...]
) -> None:
    coach, anna = await stage.coach(), await other_coach(stage)
    await ask(noor, QUESTION)
    heard = list(noor.heard), list(anna.heard)
    await album(stage, *captions, reply_to=having(coach, QUESTION).message_id)
    assert (noor.heard, anna.heard) == heard
    await coach.say("/vragen")
    assert coach.words("inbox.open", n=1) in coach.texts[-1], "her question is still open"


async def test_what_answers_a_colleagues_note_in_a_topic_is_shown_first(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    anna = await with_anna(stage, made)
    note = await made.say(coach, "// vind jij haar ook zo somber?", thread_id)
    heard = list(noor.texts)
    mine = await made.say(anna, OF_HER, thread_id, reply_to=note.message_id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == anna.words("inbox.beside", name="Noor")
    assert asked.reply_to == mine.message_id
    labels = [one.text for one in buttons_of(asked)]
    assert labels == [anna.words("canned.button.send", name="Noor"),
                      anna.words("canned.button.not")]  # fmt: skip
    await made.say(anna, "nee", thread_id)
    assert made.texts(thread_id)[-1] == anna.words("canned.dropped")
    assert noor.texts == heard
    await _tap(made, anna, asked)
    assert OF_HER in noor.texts[-1]
    assert sign(mine) == UNDER_WAY


async def _tap(made: Forum, coach: Person, asked: Message) -> None:
    data = buttons_of(asked)[0].data or ""
    await coach.tap_data(data, asked.message_id, chat_id=made.chat.id, stale=True)


async def test_so_is_what_answers_a_line_of_the_program_there(stage: Stage, noor: Person) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    told = coach.words("inbox.topic", name="Noor")
    line = next(m for m in made.messages(thread_id) if text_of(m) == told.strip())
    heard = list(noor.texts)
    mine = await made.say(coach, "dus dit gaat naar haar?", thread_id, reply_to=line.message_id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.beside", name="Noor")
    await coach.edit(mine.message_id, "// gaat dit naar haar?", chat_id=made.chat.id)
    await _tap(made, coach, asked)
    assert noor.texts == heard, "she made a note of it meanwhile"
    where = {"chat_id": made.chat.id, "thread_id": thread_id, "reply_to": line.message_id}
    await album(stage, "", "", **where)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.beside_album", name="Noor")


async def test_so_is_what_answers_another_coachs_answer_in_her_own_chat(
    stage: Stage, noor: Person
) -> None:
    coach, anna = await stage.coach(), await other_coach(stage)
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    await anna.say("Nee, je belt al te vaak", reply_to=having(anna, QUESTION).message_id)
    heard = list(noor.texts)
    copy = having(coach, "te vaak").message_id
    await coach.say("// zo kun je dat niet zeggen", reply_to=copy)
    assert sign(said(coach)) == NOTE
    await coach.say(OF_HER, reply_to=copy)
    assert noor.texts == heard
    assert coach.texts[-1] == coach.words("inbox.beside", name="Noor")
    await coach.press("canned.button.send", name="Noor")
    assert OF_HER in noor.texts[-1]


@pytest.mark.parametrize("words", ["// Ja prima, intern", "/ intern", "/vragen", "intrekken"])
async def test_an_answer_of_which_she_makes_a_note_stays_as_it_was_with_the_client(
    stage: Stage, noor: Person, words: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    heard = list(noor.texts)
    mine = said(coach, made.chat.id)
    await coach.edit(mine.message_id, words, chat_id=made.chat.id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.changed_to_note")
    assert asked.reply_to == mine.message_id
    await _tap(made, coach, asked)
    assert TEXT not in str(noor.texts)


async def test_so_it_does_in_her_own_chat(stage: Stage, noor: Person) -> None:
    coach, anna = await stage.coach(), await other_coach(stage)
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)
    heard = list(noor.texts), list(anna.texts)
    await coach.edit(said(coach).message_id, "// intern")
    assert (noor.texts, anna.texts) == heard
    assert coach.texts[-1] == coach.words("inbox.changed_to_note")
    await coach.press("inbox.button.undo")
    assert TEXT not in str(noor.texts)


@pytest.mark.parametrize("of_herself", ["", "Ik wil dood", "Ik wil zelf ook niet meer leven"])
async def test_a_colleagues_yes_to_the_client_sends_nothing_that_another_wrote(
    stage: Stage, noor: Person, of_herself: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    anna = await with_anna(stage, made)
    if of_herself:
        await made.say(anna, of_herself, thread_id)
    else:
        note = await made.say(coach, "// vind jij haar ook zo somber?", thread_id)
        await made.say(anna, OF_HER, thread_id, reply_to=note.message_id)
    asked = made.messages(thread_id)[-1]
    await ask(noor, "Mag ik morgen langskomen?")
    heard = list(noor.texts)
    mine = await made.say(coach, "Ja", thread_id)
    assert [text for text in noor.texts[len(heard) :] if "Ja" in text]
    assert sign(mine) == UNDER_WAY
    heard = list(noor.texts)
    await _tap(made, coach, asked)
    assert noor.texts == heard, "who did not write it does not send it"
    assert stage.world.requests[-1].params.get("text") == coach.words("inbox.not_yours")
    await made.say(anna, "Ja", thread_id)
    assert "Ja" in noor.texts[-1]
    assert (of_herself or OF_HER) not in str(noor.texts)


@pytest.mark.parametrize("between", ["client", "note", "nothing"])
async def test_her_own_yes_counts_while_nothing_else_was_said_there(
    stage: Stage, noor: Person, between: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    anna = await with_anna(stage, made)
    note = await made.say(coach, "// vind jij haar ook zo somber?", thread_id)
    await made.say(anna, OF_HER, thread_id, reply_to=note.message_id)
    if between == "client":
        await ask(noor, "Mag ik morgen langskomen?")
    elif between == "note":
        await made.say(coach, "// kom jij morgen?", thread_id)
    heard = list(noor.texts)
    await made.say(anna, "Ja", thread_id)
    if between == "nothing":
        assert noor.texts == heard
        assert made.texts(thread_id)[-1] == anna.words("inbox.shown_again", name="Noor")
        await _tap(made, anna, made.messages(thread_id)[-1])
        assert OF_HER in noor.texts[-1]
    else:
        assert len(noor.texts) > len(heard)
        assert OF_HER not in str(noor.texts)


async def test_a_no_to_the_client_is_sent(stage: Stage, noor: Person) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    anna = await with_anna(stage, made)
    note = await made.say(coach, "// vind jij haar ook zo somber?", thread_id)
    await made.say(anna, OF_HER, thread_id, reply_to=note.message_id)
    await ask(noor, "Moet ik hem terugbellen?")
    await made.say(coach, "Nee", thread_id)
    assert "Nee" in noor.texts[-1]


async def spoken_to(stage: Stage, noor: Person, spoken: str) -> tuple[Forum, Person, int]:
    """Noor asked to be rung, and something; Anna, another coach, has opened her panel."""
    stage.world.add_person("Coach", spoken, COACH_ID)
    await unlock_calls(stage)
    anna = await other_coach(stage)
    await anna.say("/beheer")
    await agree_to_calls(noor)
    made, coach, thread_id = await in_the_topic(stage, noor)
    stage.world.join(made.chat.id, OTHER_COACH)
    await noor.tap_data("call:send", stale=True)
    await stage.walk(minutes=5)
    return made, coach, thread_id


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("nl", "@Anna heb jij haar al gesproken?"),
        ("nl", "Anna, pak jij deze? Ze klinkt niet goed"),
        ("nl", "anna heb jij haar gezien"),
        ("nl", "Is dat goed zo, Anna?"),
        ("nl", "wie pakt deze?"),
        ("nl", "beheer"),
        ("nl", "gebeld: Mia"),
        ("en", "Anna, will you take this one? She sounds low"),
        ("en", "Who takes this one?"),
        ("en", "called: Mia"),
    ],
)
@pytest.mark.parametrize("answering", [False, True])
async def test_what_calls_on_another_coach_is_asked_about_first(
    stage: Stage, noor: Person, spoken: str, words: str, *, answering: bool
) -> None:
    made, coach, thread_id = await spoken_to(stage, noor, spoken)
    question = next(m for m in made.messages(thread_id) if QUESTION in text_of(m))
    before = list(noor.texts)
    await made.say(coach, words, thread_id, question.message_id if answering else None)
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.shown_first", name="Noor")
    assert noor.texts == before
    send = coach.words("canned.button.send", name="Noor")
    assert send in [button.text for button in buttons_of(asked)]
    await coach.tap_data(buttons_of(asked)[0].data or "", asked.message_id, chat_id=made.chat.id)
    assert words in noor.texts[-1], "it was for her all the same"


@pytest.mark.parametrize(
    "words",
    ["Groetjes, Anna", "Lieve Noor, tot morgen", "Ik heb je net gebeld.", "Morgen is Anna er ook.",
     "Coach zijn is mooi", "Noor, hoe is het?", "Gebeld?"],
)  # fmt: skip
async def test_what_only_names_her_goes_on(stage: Stage, noor: Person, words: str) -> None:
    made, coach, thread_id = await spoken_to(stage, noor, "nl")
    await made.say(coach, words, thread_id)
    assert words in noor.texts[-1]


async def test_a_client_with_the_name_of_a_coach_is_spoken_to(stage: Stage, noor: Person) -> None:
    made, coach, thread_id = await spoken_to(stage, noor, "nl")
    await called(noor, "Anna")
    await made.say(coach, "Anna, hoe is het?", thread_id)
    assert "Anna, hoe is het?" in noor.texts[-1]


@pytest.mark.parametrize(
    ("spoken", "words"),
    [("nl", "gebeld: Noor"), ("nl", "ik heb Noor gebeld"), ("nl", "Gebeld"),
     ("en", "Called: Noor"), ("en", "called")],
)  # fmt: skip
async def test_that_she_was_rung_is_noted_from_her_topic(
    stage: Stage, noor: Person, spoken: str, words: str
) -> None:
    made, coach, thread_id = await spoken_to(stage, noor, spoken)
    before = list(noor.texts)
    await made.say(coach, words, thread_id)
    assert await table(stage, "call_wish") == []
    noted = made.messages(thread_id)[-1]
    assert text_of(noted) == coach.words("coach.rung_one", name="Noor")
    assert noor.texts == before
    (back,) = buttons_of(noted)
    await coach.tap_data(back.data or "", noted.message_id, chat_id=made.chat.id)
    assert len(await table(stage, "call_wish")) == 1, "it was a mistake"
    (again,) = buttons_of(made.messages(thread_id)[-1])
    await coach.tap_data(again.data or "", noted.message_id, chat_id=made.chat.id)
    assert await table(stage, "call_wish") == []
    others = [text for text in having_said(stage) if "Noor" in text]
    assert len(others) >= 3, "the other coach hears each of them"


def having_said(stage: Stage) -> list[str]:
    """What the other coach heard of calls."""
    return Person(stage, OTHER_COACH, "Anna").texts
