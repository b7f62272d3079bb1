"""She answers word of a meeting: whether she comes is no crisis there; a crisis still is one."""

from __future__ import annotations

import pytest

from bot.sandbox.model import Message
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.relaying import agreed
from tests.scenes.test_goes_on_with_numbers import says_whom_to_ring
from tests.scenes.test_sessions import call_off, plan

SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
NOT_COMING = {
    "nl": (
        "ik kan niet komen",
        "ik kan dan niet",
        "ik meld me af voor vanavond",
        "deze keer niet",
        "Ik kan vrijdag niet komen. Is dat erg?",
    ),
    "en": (
        "count me in",
        "my kid is ill",
        "not tonight, sorry",
        "can't come tonight",
        "I can't come Friday. Is that bad?",
    ),
}
ABOUT_IT = {
    "nl": ("gaat het door vanavond", "is het vanavond", "liever morgenochtend"),
    "en": ("is it on tonight", "tomorrow morning would be better"),
}
SAID_OF_LIFE_TOO = {
    "nl": ("ik ga het niet redden", "sorry ik haal het niet", "ik red het niet donderdag"),
    "en": ("I won't make it", "I'm not going to make it tonight", "I'm out tonight"),
}
GRAVE = {
    "nl": (
        "ik wil dood",
        "ik heb al mijn pillen genomen",
        "ik red het niet meer",
        "ik ga het niet redden zonder hem",
        "ik haal morgen niet",
        "ik ben er morgen niet meer",
        "ik kan het niet meer aan",
        "geef dit aan mijn kinderen",
        "het ging goed maar ik kan niet meer",
        "ik kom niet, nooit meer",
        "deze keer doe ik het echt",
        "morgenochtend is het voorbij",
        "ik meld me af van het leven",
        "ik stop ermee",
        "jullie zijn beter af zonder mij",
        "hij staat voor de deur",
        "hij slaat me",
        "ik kom niet meer. Is het erg dat ik er niet meer wil zijn?",
    ),
    "en": (
        "I want to die",
        "I took all my pills",
        "I won't make it to tomorrow",
        "I won't make it through tonight",
        "I won't be here tomorrow",
        "look after the kids",
        "I can't hold on",
        "I'm out of here for good",
        "tonight I end it",
        "tomorrow morning it will all be over",
        "you're better off without me",
        "can't talk, he reads this",
        "he is at the door",
        "is it bad that I don't want to be here anymore",
    ),
}


async def reminded(
    stage: Stage, spoken: str, *, consent: bool = True
) -> tuple[Person, Person, Message]:
    """The client, her coach, and the reminder of an hour before."""
    coach, person = await stage.coach(), await stage.enrolled("Noor", spoken)
    stage.thinking = 4.0
    if consent:
        await agreed(person)
    await plan(coach, "vandaag 10:30")
    await stage.walk(seconds=5)
    begins = person.words("session.remind_hour", when="")[:8]
    return person, coach, next(m for m in person.heard if text_of(m).startswith(begins))


def arrived(coach: Person, words: str) -> bool:
    return any(text.endswith(f"\n\n{words}") for text in coach.texts)


@SPOKEN
async def test_a_reply_to_it_goes_to_the_coach_and_nothing_is_asked(
    stage: Stage, spoken: str
) -> None:
    person, coach, reminder = await reminded(stage, spoken)
    for words in (*NOT_COMING[spoken], *ABOUT_IT[spoken]):
        await person.say(words, reply_to=reminder.message_id)
        assert arrived(coach, words), words
        assert not says_whom_to_ring(person), words
    when = "maandag 23 november, 10:30"
    assert coach.words("inbox.answers.reminder", when=when) in coach.texts[-1]
    await stage.walk(minutes=40)
    for words in SAID_OF_LIFE_TOO[spoken]:
        await person.say(words, reply_to=reminder.message_id)
        assert arrived(coach, words), words
        assert says_whom_to_ring(person), words


@SPOKEN
async def test_so_does_a_reply_to_the_word_that_it_is_off(stage: Stage, spoken: str) -> None:
    person, coach, _ = await reminded(stage, spoken)
    await coach.say("/sessie")
    await coach.tap(coach.buttons[0])
    await call_off(coach)
    await stage.walk(minutes=2)
    off = person.last
    assert text_of(off).startswith(person.words("session.remind_cancelled", when="")[:14])
    words = ABOUT_IT[spoken][-1]
    await person.say(words, reply_to=off.message_id)
    assert arrived(coach, words)
    when = "maandag 23 november, 10:30"
    assert coach.words("inbox.answers.cancelled", when=when) in coach.texts[-1]


@SPOKEN
async def test_words_of_a_crisis_in_a_reply_to_it_are_answered_as_anywhere(
    stage: Stage, spoken: str
) -> None:
    person, coach, reminder = await reminded(stage, spoken)
    for words in GRAVE[spoken]:
        alone = await stage.enrolled("Mia", spoken)
        kind = kind_of(alone, await alone.say(words))
        assert kind, words
        assert kind_of(person, await person.say(words, reply_to=reminder.message_id)) == kind, (
            words
        )
        assert not arrived(coach, words), words
        await stage.walk(hours=30)


@SPOKEN
async def test_anywhere_else_the_same_words_are_heard_as_before(stage: Stage, spoken: str) -> None:
    person, coach, reminder = await reminded(stage, spoken)
    words = SAID_OF_LIFE_TOO[spoken][0]
    for place in (None, (await person.say("/help")).message_id):
        assert kind_of(person, await person.say(words, reply_to=place)) == "suicide"
        await stage.walk(hours=30)
    assert not arrived(coach, words)
    assert reminder.message_id


@SPOKEN
async def test_right_below_it_only_what_is_said_of_a_meeting_alone_is_no_crisis(
    stage: Stage, spoken: str
) -> None:
    person, coach, _ = await reminded(stage, spoken)
    words = {"nl": "ik kan niet komen", "en": "is it on tonight"}[spoken]
    await person.say(words)
    assert person.words("other.after_news") in text_of(person.last)
    assert person.words("button.coach") in person.buttons
    assert not arrived(coach, words), "nobody said that it is for her"
    assert kind_of(person, await person.say(words)), "now something else is in sight"
    other, _, _ = await reminded(stage, spoken)
    assert kind_of(other, await other.say(SAID_OF_LIFE_TOO[spoken][0])) == "suicide"


@SPOKEN
async def test_while_a_crisis_lasts_they_are_asked_about(stage: Stage, spoken: str) -> None:
    person, coach, reminder = await reminded(stage, spoken)
    await person.say(GRAVE[spoken][0])
    words = SAID_OF_LIFE_TOO[spoken][1]
    answer = await person.say(words, reply_to=reminder.message_id)
    assert kind_of(person, answer)
    assert not arrived(coach, words)


@SPOKEN
async def test_where_no_coach_would_read_it_what_may_be_grave_is_asked_about(
    stage: Stage, spoken: str
) -> None:
    person, _, reminder = await reminded(stage, spoken, consent=False)
    await person.say(NOT_COMING[spoken][0], reply_to=reminder.message_id)
    assert text_of(person.last).startswith(person.words("contact.not_sent_yet"))
    for words in SAID_OF_LIFE_TOO[spoken]:
        assert kind_of(person, await person.say(words, reply_to=reminder.message_id)), words
        await stage.walk(hours=30)
