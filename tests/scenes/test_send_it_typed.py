"""What goes to the coach after a no to "are you thinking of ending your life?", and how."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.relaying import agreed

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GOODBYE = {"nl": "bedankt voor alles", "en": "thank you for everything"}
NO = {"nl": "nee", "en": "no"}
SENDS = {
    "nl": ("ja, stuur maar", "Ja stuur maar door", "stuur maar", "doe maar", "verstuur",
           "ja graag", "stuur het naar mijn coach"),
    "en": ("yes, send it", "just send it", "send it please", "yes please", "send this on",
           "go ahead"),
}  # fmt: skip


async def after_a_no(
    stage: Stage, spoken: str, name: str = "Noor", *, room: bool = True
) -> Person:
    """She wrote to her coach, was asked, and said no."""
    person = await agreed(await stage.enrolled(name, spoken))
    if room:
        await person.say("/coach")
    await person.say(GOODBYE[spoken])
    await person.say(NO[spoken])
    assert person.words("lines.button.send_it") in person.buttons
    return person


@SPOKEN
@pytest.mark.parametrize("room", [True, False])
async def test_yes_send_it_presses_the_button_that_sends_it(
    stage: Stage, spoken: str, *, room: bool
) -> None:
    coach = await stage.coach()
    for words in SENDS[spoken]:
        person = await after_a_no(stage, spoken, words, room=room)
        await person.say(words)
        assert person.words("contact.passed_on") in person.texts[-1], words
        assert GOODBYE[spoken] in coach.texts[-1], words
        assert not [text for text in coach.texts if text.endswith(words)], words


@SPOKEN
async def test_other_words_there_press_nothing(stage: Stage, spoken: str) -> None:
    coach = await stage.coach()
    for words in ("stuur dit niet", "don't send it", "do it", "ja"):
        await (await after_a_no(stage, spoken, words)).say(words)
        assert GOODBYE[spoken] not in str(coach.texts), words


@SPOKEN
@pytest.mark.parametrize("went", [True, False])
async def test_the_old_no_says_that_it_was_not_sent_only_where_nothing_went_since(
    stage: Stage, spoken: str, *, went: bool
) -> None:
    coach = await stage.coach()
    person = await agreed(await stage.enrolled("Noor", spoken))
    await person.say("/coach")
    question = await person.say(GOODBYE[spoken])
    await person.say(NO[spoken])
    if went:
        await person.say(GOODBYE[spoken])
        assert GOODBYE[spoken] in coach.texts[-1]
    await person.tap(person.words("lines.button.no"), question)
    answer = next(m for m in person.heard if m.message_id == question.message_id)
    assert person.book.replies["suicide_no"].strip() in text_of(answer)
    assert (person.words("lines.say_it_again") in text_of(answer)) is not went
    labels = [button.text for button in buttons_of(answer)]
    assert (person.words("lines.button.send_it") in labels) is not went
    assert person.words("button.help") in labels
