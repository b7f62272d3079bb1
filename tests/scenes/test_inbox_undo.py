"""An answer that a coach takes back, in a topic and in her own chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.features.coach.inbox.regret import missent, regrets, takes_back
from tests.cast import COACH_ID, Person, Stage, buttons_of, text_of
from tests.scenes.relaying import (
    ARRIVED,
    FAILED,
    UNDER_WAY,
    Forum,
    called,
    forum,
    having,
    said,
    sign,
)
from tests.scenes.test_inbox_group import ask

TEXT = "Ik bel je zo."
QUESTION = "Kan ik je bellen?"


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("stop", True),
        ("Intrekken!", True),
        ("laat maar", True),
        ("verwijder mijn antwoord", True),
        ("trek het in", True),
        ("haal dat terug", True),
        ("withdraw this please", True),
        ("never mind", True),
        ("stop daar gerust mee", False),
        ("die was voor Kim", False),
        ("mijn antwoord", False),
        ("laat", False),
        ("", False),
    ],
)
def test_only_a_bare_wish_to_undo_is_one(words: str, *, is_one: bool) -> None:
    assert takes_back(words) == is_one


async def in_the_topic(stage: Stage, noor: Person) -> tuple[Forum, Person, int]:
    """She asked, and the coach answered in her topic."""
    await called(noor, "Noor")
    made = await forum(stage)
    await ask(noor, QUESTION)
    thread_id = made.topics[0].thread_id
    coach = Person(stage, COACH_ID, "Coach")
    await made.say(coach, TEXT, thread_id)
    assert TEXT in noor.texts[-1]
    return made, coach, thread_id


@pytest.mark.parametrize("words", ["stop", "intrekken", "laat maar", "Verwijder mijn antwoord"])
async def test_a_bare_word_for_undoing_in_a_topic_is_asked_about(
    stage: Stage, noor: Person, words: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    answer = said(coach, made.chat.id)
    heard = list(noor.texts)
    await made.say(coach, words, thread_id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.undo_in_topic")
    (button,) = buttons_of(asked)
    await coach.tap_data(button.data or "", asked.message_id, chat_id=made.chat.id)
    assert TEXT not in str(noor.texts)
    assert made.texts(thread_id)[-1] == coach.words("inbox.undone")
    assert sign(answer) == FAILED
    await stage.walk(hours=3)
    assert sign(answer) == FAILED
    await coach.say("/vragen")
    assert any("Noor" in label for label in coach.buttons)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("terug", True),
        ("wacht even", True),
        ("ho", True),
        ("kan dat nog weg?", True),
        ("kun je dat intrekken", True),
        ("intreken", True),
        ("verkeerde topic", True),
        ("Oeps verkeerde groep", True),
        ("Verwijder dit bericht van noor", True),
        ("oei dat was voor Kim", True),
        ("oh no wrong one", True),
        ("that was meant for Kim", True),
        ("nee", False),
        ("Je deed niets verkeerd", False),
        ("Verwijder zijn nummer maar", False),
        ("Ga maar even weg van huis", False),
        ("Ik wacht op je bericht, en bel je dan terug", False),
        ("", False),
    ],
)
def test_right_after_an_answer_a_few_words_more_are_second_thoughts(
    words: str, *, is_one: bool
) -> None:
    assert regrets(words) == is_one


async def test_second_thoughts_in_a_topic_are_asked_about_right_after_an_answer(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    heard = list(noor.texts)
    for words in ("wacht even", "verkeerde topic", "dit was voor Kim"):
        await made.say(coach, words, thread_id)
        assert noor.texts == heard
        assert made.texts(thread_id)[-1] == coach.words("inbox.undo_in_topic")
    await stage.walk(minutes=3)
    await made.say(coach, "wacht even", thread_id)
    assert noor.texts[-1].startswith("wacht even")


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Die was voor Kim", True),
        ("oeps, verkeerde", True),
        ("sorry that was for kim", True),
        ("Sorry, dat bericht was bedoeld voor Kim.", True),
        ("this was meant for someone else", True),
        ("dat was niet voor jou", True),
        ("was voor een ander", True),
        ("Sorry, fout", True),
        ("oh no wrong one", True),
        ("Sorry, dit hoorde bij Kim", True),
        ("Die was voor Kim bedoeld, sorry!", True),
        ("ik stuurde dit naar de verkeerde", True),
        ("oh sorry, wrong Kim", True),
        ("that wasn't for you", True),
        ("Voor Kim!", True),
        ("die is voor Kim bedoeld", True),
        ("dit is voor kim bedoeld", True),
        ("Dit is voor Kim", True),
        ("this is for Kim", True),
        ("sorry, ik bedoelde Kim", True),
        ("I meant Kim", True),
        ("Kim, die was voor jou", True),
        ("Kim, that one was for you", True),
        ("Die is voor de hele groep", True),
        ("that was for the whole group", True),
        ("Dit is voor jou", False),
        ("Dit is voor jou bedoeld", False),
        ("Dat is voor morgen", False),
        ("this is for tomorrow", False),
        ("ik bedoelde dat", False),
        ("I meant it", False),
        ("Goed, die was voor jou", False),
        ("Yes, that was for you", False),
        ("Dat is goed voor Kim", False),
        ("voor morgen", False),
        ("dat werkt niet voor jou", False),
        ("Wat was lastig voor jou?", False),
        ("The session was for everyone", False),
        ("Ik moest naar huis", False),
        ("Dat is niet fout", False),
        ("Negeer hem maar", False),
        ("wacht even", False),
        ("stop", False),
        ("sorry", False),
        ("Dat was voor jou ook niet makkelijk", False),
        ("Dat was voor mij ook nieuw", False),
        ("Dat is goed voor je", False),
        ("Dat was voor jou", False),
        ("that was for you", False),
        ("Je deed niets verkeerd", False),
        ("Het was goed voor je", False),
        ("", False),
    ],
)
def test_what_was_for_somebody_else_says_so(words: str, *, is_one: bool) -> None:
    assert missent(words) == is_one


@pytest.mark.parametrize("words", ["Die is voor Kim bedoeld", "oeps, verkeerde", "I meant Kim"])
@pytest.mark.parametrize("days", [0, 3])
async def test_long_after_an_answer_what_was_for_another_is_shown_first_in_a_topic(
    stage: Stage, noor: Person, words: str, days: int
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    answer = said(coach, made.chat.id)
    await stage.walk(days=days, minutes=20)
    heard = list(noor.texts)
    await made.say(coach, words, thread_id)
    mine = said(coach, made.chat.id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.shown_first", name="Noor")
    assert asked.reply_to == mine.message_id
    labels = ["canned.button.send", "inbox.button.undo_last", "canned.button.not"]
    if days:
        del labels[1]
    else:
        recall = buttons_of(asked)[1].data or ""
        await coach.tap_data(recall, asked.message_id, chat_id=made.chat.id)
        assert made.messages(thread_id)[-1].reply_to == answer.message_id
        assert text_of(made.messages(thread_id)[-1]) == coach.words("inbox.undo_sure")
    assert [one.text for one in buttons_of(asked)] == [
        coach.words(label, name="Noor") for label in labels
    ]
    send = buttons_of(asked)[0].data or ""
    for _ in range(2):
        await coach.tap_data(send, asked.message_id, chat_id=made.chat.id, stale=True)
    assert sum(words in text for text in noor.texts) == 1
    assert sign(mine) == UNDER_WAY
    assert text_of(made.messages(thread_id)[-2 if not days else -1]) == coach.words("canned.sent")


async def test_in_her_own_chat_too_it_is_shown_first_also_below_the_clients_message(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    question = having(coach, QUESTION).message_id
    await coach.say(TEXT, reply_to=question)
    await stage.walk(minutes=20)
    heard = list(noor.texts)
    await coach.say("sorry, die was voor Kim", reply_to=question)
    mine = said(coach)
    assert noor.texts == heard
    assert text_of(coach.last) == coach.words("inbox.shown_first", name="Noor")
    await coach.press("inbox.button.undo_last")
    await coach.press("inbox.button.undo")
    assert TEXT not in str(noor.texts)
    await coach.press("canned.button.send", name="Noor")
    assert having(noor, "sorry, die was voor Kim").reply_to is not None
    assert sign(mine) == UNDER_WAY
    await coach.edit(mine.message_id, "sorry, dat was een vergissing")
    assert having(noor, "vergissing")


@pytest.mark.parametrize("typed", [False, True])
async def test_not_sent_after_all_it_goes_to_nobody(
    stage: Stage, noor: Person, *, typed: bool
) -> None:
    coach = await stage.coach()
    await ask(noor, QUESTION)
    heard = list(noor.texts)
    await coach.say("was voor Kim", reply_to=having(coach, QUESTION).message_id)
    assert coach.words("inbox.button.undo_last") not in coach.buttons
    if typed:
        await coach.say("toch niet")
    else:
        await coach.press("canned.button.not")
    assert coach.texts[-1] == coach.words("canned.dropped")
    assert noor.texts == heard


@pytest.mark.parametrize("typed", ["ja", "Stuur naar Noor", "yes please"])
async def test_a_yes_typed_there_brings_the_button_below_what_she_wrote(
    stage: Stage, noor: Person, typed: str
) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    heard = list(noor.texts)
    await coach.say("was voor Kim", reply_to=having(coach, QUESTION).message_id)
    mine = said(coach)
    await coach.say(typed)
    assert text_of(coach.last) == coach.words("inbox.shown_again", name="Noor")
    assert coach.last.reply_to == mine.message_id
    assert noor.texts == heard
    await coach.press("canned.button.send", name="Noor")
    assert "was voor Kim" in noor.texts[-1]
    await coach.say(typed)
    assert len([one for one in noor.texts if "was voor Kim" in one]) == 1


async def test_a_no_typed_there_leaves_it_with_nobody(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await ask(noor, QUESTION)
    heard = list(noor.texts)
    await coach.say("was voor Kim", reply_to=having(coach, QUESTION).message_id)
    await coach.say("nee")
    assert coach.texts[-1] == coach.words("canned.dropped")
    assert noor.texts == heard


async def test_a_yes_typed_there_in_a_topic_does_not_go_to_the_client(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    await stage.walk(minutes=20)
    heard = list(noor.texts)
    await made.say(coach, "oeps, verkeerde", thread_id)
    mine = said(coach, made.chat.id)
    await made.say(coach, "ja", thread_id)
    assert noor.texts == heard
    asked = made.messages(thread_id)[-1]
    assert text_of(asked) == coach.words("inbox.shown_again", name="Noor")
    assert asked.reply_to == mine.message_id
    send = buttons_of(asked)[0].data or ""
    await coach.tap_data(send, asked.message_id, chat_id=made.chat.id)
    assert "oeps, verkeerde" in noor.texts[-1]
    await made.say(coach, "ja", thread_id)
    assert noor.texts[-1].startswith("ja"), "nothing is asked any more"


async def test_a_no_typed_there_in_a_topic_goes_to_nobody_once(stage: Stage, noor: Person) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    await stage.walk(minutes=20)
    heard = list(noor.texts)
    await made.say(coach, "oeps, verkeerde", thread_id)
    await made.say(coach, "nee", thread_id)
    assert made.texts(thread_id)[-1] == coach.words("canned.dropped")
    assert noor.texts == heard
    await made.say(coach, "nee", thread_id)
    assert noor.texts[-1].startswith("nee")


@pytest.mark.parametrize(
    ("caption", "key"),
    [("oeps, verkeerde", "shown_first_album"), ("oeps", "undo_in_topic")],
)  # fmt: skip
async def test_an_album_with_such_words_is_held_whole_in_a_topic(
    stage: Stage, noor: Person, caption: str, key: str
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    await stage.walk(minutes=20)
    heard, lines = len(noor.heard), len(made.texts(thread_id))
    await album(made, coach, thread_id, caption)
    asked = made.texts(thread_id)[lines:]
    assert asked == [coach.words(f"inbox.{key}", name="Noor")], "once, for all of it"
    assert len(noor.heard) == heard
    labels = [one.text for one in buttons_of(made.messages(thread_id)[-1])]
    assert coach.words("canned.button.send", name="Noor") not in labels, "it would send a half"
    await album(made, coach, thread_id, "mijn tuin", group="78")
    assert [m.kind for m in noor.heard[heard:]] == ["photo", "photo"]


async def test_an_album_with_such_words_is_held_whole_in_her_own_chat_too(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    question, heard = having(coach, QUESTION).message_id, len(noor.heard)
    stage.take_time()
    for caption in ("oeps, verkeerde", "", ""):
        stage.world.send(
            COACH_ID, "photo", caption, media_group_id="77", reply_to=question
        )  # fmt: skip
    await stage.walk(minutes=1)
    assert coach.texts.count(coach.words("inbox.shown_first_album", name="Noor")) == 1
    assert len(noor.heard) == heard


async def album(
    made: Forum, coach: Person, thread_id: int, caption: str, group: str = "77"
) -> None:
    """Two photos at once, in a topic."""
    made.stage.take_time()
    where: dict[str, Any] = {"chat_id": made.chat.id, "thread_id": thread_id}
    for words in (caption, ""):
        made.stage.world.send(coach.id, "photo", words, media_group_id=group, **where)
    await made.stage.walk(minutes=1)


async def test_what_replies_to_an_answer_in_a_topic_is_asked_about(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    answer = said(coach, made.chat.id)
    await stage.walk(hours=1)
    heard = list(noor.texts)
    await made.say(coach, "Ging fout, sorry Kim", thread_id, reply_to=answer.message_id)
    assert noor.texts == heard
    assert made.messages(thread_id)[-1].reply_to == answer.message_id


async def test_a_word_for_undoing_that_answers_the_client_goes_to_her(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    question = next(m for m in made.messages(thread_id) if QUESTION in text_of(m))
    await made.say(coach, "Stop", thread_id, reply_to=question.message_id)
    assert noor.texts[-1].startswith("Stop")


@pytest.mark.parametrize("words", ["verwijder mijn antwoord", "die was voor Kim"])
@pytest.mark.parametrize("waits", [False, True])
async def test_in_her_own_chat_an_answer_to_her_own_answer_offers_to_take_it_back(
    stage: Stage, noor: Person, words: str, *, waits: bool
) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    if waits:
        await noor.say("/drang")
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)
    answer = said(coach)
    assert (TEXT in str(noor.texts)) != waits
    heard = list(noor.texts)
    await coach.say(words, reply_to=answer.message_id)
    assert noor.texts == heard
    assert coach.texts[-1] == coach.words("inbox.own_answer")
    assert sign(answer) == UNDER_WAY
    asked = coach.last
    await coach.tap(coach.words("inbox.button.undo"), asked)
    assert coach.texts[-1] == coach.words("inbox.undone")
    await stage.walk(hours=4)
    assert TEXT not in str(noor.texts)
    assert sign(answer) == FAILED
    await coach.tap(coach.words("inbox.button.undo"), asked)
    assert sign(answer) == FAILED


async def test_intrekken_leads_to_the_latest_answer_too(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)
    answer = said(coach)
    await stage.walk(hours=5)
    assert sign(answer) == ARRIVED
    await coach.say("intrekken")
    await coach.press("inbox.button.recall", name="Noor")
    assert coach.texts[-1] == coach.words("inbox.undo_sure")
    await coach.press("inbox.button.undo")
    assert TEXT not in str(noor.texts)
    await stage.walk(days=1)
    await coach.say("intrekken")
    assert coach.words("inbox.button.recall", name="Noor") not in coach.buttons


async def test_after_two_days_only_changing_is_left(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await ask(noor, QUESTION)
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)
    await stage.walk(hours=49)
    await coach.say("weg ermee", reply_to=said(coach).message_id)
    await coach.press("inbox.button.undo")
    assert TEXT in str(noor.texts)


async def test_an_answer_that_was_taken_back_is_not_changed_any_more(
    stage: Stage, noor: Person
) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    in_topic = said(coach, made.chat.id)
    await made.say(coach, "intrekken", thread_id)
    asked = made.messages(thread_id)[-1]
    (button,) = buttons_of(asked)
    await coach.tap_data(button.data or "", asked.message_id, chat_id=made.chat.id)
    heard = list(noor.texts)
    await coach.edit(in_topic.message_id, "Ik bel je morgen.", chat_id=made.chat.id)
    assert noor.texts == heard
    told = made.messages(thread_id)[-1]
    assert text_of(told) == coach.words("inbox.changed_gone")
    assert told.reply_to == in_topic.message_id
