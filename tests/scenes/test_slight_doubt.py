"""What is only guessed to be a crisis, and is more likely something else: the question says that
it may be mistaken, and costs nobody the help that she came for.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.understanding.verdict import CRISIS_SUICIDE, CRISIS_VIOLENCE, OTHER, URGE
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of, reply
from tests.scenes.guessing import LESS_SLIGHT, SAID, is_held

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NO_DANGER = {
    "nl": ("nee hoor, er is niks aan de hand", "zo bedoelde ik het niet",
           "dat is niet wat ik bedoelde",
           "daar gaat het niet over", "je begrijpt me verkeerd", "het gaat niet om geweld"),
    "en": ("no, nothing is wrong", "thats not what i meant", "its nothing like that",
           "it's not about violence", "nobody's hurting me"),
}  # fmt: skip
NOT_SAFE = {"nl": "nee", "en": "no"}
YES = {"nl": "ja", "en": "yes"}


@SPOKEN
@pytest.mark.parametrize("label", [CRISIS_SUICIDE, CRISIS_VIOLENCE])
async def test_the_question_says_that_it_may_be_mistaken(
    stage: Stage, spoken: str, label: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    guessed["label"] = label
    kind = "suicide_slight" if label == CRISIS_SUICIDE else "violence_slight"
    usual = "suicide_veiled" if label == CRISIS_SUICIDE else "violence"
    assert text_of(await person.say(SAID)).startswith(person.book.replies[kind].strip())
    assert "112" in text_of(person.last)
    assert await is_held(person)
    other = await stage.enrolled("Lea", spoken)
    guessed["score"] = LESS_SLIGHT
    assert text_of(await other.say(SAID)) == reply(other, usual)
    assert other.words("lines.button.no_danger") not in other.buttons


@SPOKEN
async def test_that_there_is_no_danger_is_taken_at_its_word(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate((None, *NO_DANGER[spoken])):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        answer = await (person.say(text) if text else person.press("lines.button.no_danger"))
        assert text_of(answer) == person.book.replies["violence_no"].strip(), text
        assert person.words("button.now") in person.buttons
        assert not await is_held(person), text


@SPOKEN
async def test_an_urge_is_one_tap_away(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, label in enumerate((CRISIS_SUICIDE, CRISIS_VIOLENCE)):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        guessed.update(label=label, besides=URGE)
        question = await person.say(SAID)
        assert person.words("button.now") in person.buttons
        exercise = await person.press("button.now")
        assert exercise.message_id != question.message_id
        assert "urge" in str(exercise.inline_keyboard)
        guessed["besides"] = OTHER


@SPOKEN
async def test_a_no_to_typing_safely_is_no_denial(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(SAID)
    await person.say(NOT_SAFE[spoken])
    (now,) = [one for one in stage.world.chat(person.id) if one.message_id == asked.message_id]
    assert text_of(now) == person.book.replies["violence_unsafe"].strip()
    assert await is_held(person)


@SPOKEN
async def test_whoever_can_type_reads_the_lines_and_may_still_turn_them_down(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    answer = text_of(await person.say(YES[spoken]))
    assert answer.startswith(person.book.replies["violence_maybe"].strip())
    assert answer.endswith(reply(person, "violence_safe"))
    assert await is_held(person)
    await person.press("lines.button.no_danger")
    assert text_of(person.last) == person.book.replies["violence_no"].strip()
    assert not await is_held(person)


@SPOKEN
async def test_what_was_for_her_coach_can_still_be_sent(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person, coach = await stage.enrolled("Noor", spoken), await stage.coach()
    await person.say("/coach")
    await person.press("contact.button.agree")
    await person.say(SAID)
    await person.press("lines.button.no_danger")
    assert not any(SAID in text for text in coach.texts)
    await person.press("lines.button.send_it")
    assert any(SAID in text for text in coach.texts)


SAFE_NOW = {"nl": ("er is nu geen gevaar", "er is geen gevaar meer"),
            "en": ("there is no danger now", "im not in danger anymore")}  # fmt: skip


@SPOKEN
async def test_that_there_is_no_danger_now_denies_nothing(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate(SAFE_NOW[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        assert kind_of(person, await person.say(text)) == "violence_safe", text
        assert await is_held(person)


@SPOKEN
async def test_on_the_page_the_same_words_turn_it_down(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate(NO_DANGER[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        await person.say(YES[spoken])
        answer = text_of(await person.say(text))
        assert answer == person.book.replies["violence_no"].strip(), text


PLAINLY = {"nl": "hij slaat me", "en": "he hit me"}


@SPOKEN
async def test_plain_words_right_behind_a_guess_are_asked_about_plainly(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    stage.world.say(person.id, SAID)
    await stage.settle()
    stage.world.say(person.id, PLAINLY[spoken])
    await stage.settle()
    assert kind_of(person, person.last) == "violence"
    assert text_of(person.last).startswith(person.book.replies["violence"].strip())
    assert person.words("lines.button.no_danger") not in person.buttons
    await person.say({"nl": "zo bedoelde ik het niet", "en": "thats not what i meant"}[spoken])
    assert await is_held(person)


@SPOKEN
@pytest.mark.parametrize("joined", [True, False], ids=["client", "stranger"])
async def test_an_old_page_turns_down_nothing_that_was_told_since(
    stage: Stage, spoken: str, guessed: dict[str, object], *, joined: bool
) -> None:
    person = await stage.enrolled("Noor", spoken) if joined else stage.person("Noor", spoken)
    await person.say(SAID)
    page = await person.say(YES[spoken])
    asked = await person.say(PLAINLY[spoken])
    data = next(
        button.data
        for row in page.inline_keyboard or []
        for button in row
        if (button.data or "").startswith("safety:no_danger")
    )
    assert data is not None
    await person.tap_data(data, page.message_id)
    (page,) = [one for one in stage.world.chat(person.id) if one.message_id == page.message_id]
    assert "112" in text_of(page)
    assert kind_of(person, person.last) == "violence"
    if joined:
        assert await is_held(person)
        await person.say(NOT_SAFE[spoken])
        unsafe = person.book.replies["violence_unsafe"].strip()
        (now,) = [one for one in stage.world.chat(person.id) if one.message_id == asked.message_id]
        assert text_of(now) == unsafe


@SPOKEN
async def test_once_it_was_told_nothing_says_that_it_may_be_a_mistake(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAINLY[spoken])
    await person.say(YES[spoken])
    asked = text_of(await person.say(SAID))
    assert asked.startswith(person.book.replies["violence"].strip())
    assert person.words("lines.button.no_danger") not in person.buttons


@SPOKEN
async def test_what_was_said_plainly_cannot_be_turned_down_by_an_old_button(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    asked = await person.say(SAID)
    await person.say({"nl": "hij slaat me", "en": "he hit me"}[spoken])
    assert kind_of(person, person.last) == "violence"
    data = next(
        button.data
        for row in asked.inline_keyboard or []
        for button in row
        if (button.data or "").startswith("safety:no_danger")
    )
    assert data is not None
    await person.tap_data(data, asked.message_id, stale=True)
    assert await is_held(person)
