"""What people answer in their own words to a question that says it may be mistaken: that something
else was meant, which takes it back; and what only makes it small, which denies nothing.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from bot.understanding.verdict import CRISIS_SUICIDE, CRISIS_VIOLENCE, OTHER, URGE
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.guessing import LESS_SLIGHT, SAID, is_held

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
MEANT_OTHERWISE = {
    "nl": ("nee joh, grapje", "was maar een grapje", "je begrijpt me verkeerd", "geintje haha",
           "nee je leest het verkeerd", "dat was bij wijze van spreken",
           "ik moest even stoom afblazen",
           "het ging over een film", "nee sorry, niet zo bedoeld"),
    "en": ("you got it wrong", "i was just venting", "no, just kidding", "it's just an expression",
           "i was joking", "it's about a film", "nah you misread that", "not like that"),
}  # fmt: skip
NO_SUCH_DANGER = {"nl": ("niks aan de hand", "nee hoor, geen geweld"),
                  "en": ("no, nothing's wrong", "no violence")}  # fmt: skip
BRUSHED_OFF = {
    "nl": ("het gaat wel hoor", "zo erg is het niet", "haha nee", "nee joh", "valt wel mee",
           "nee het is niks", "laat maar", "ik overdreef", "hoe kom je daarbij", "geen zorgen",
           "nee ik was gewoon boos"),
    "en": ("no, it's nothing", "nah im fine", "no worries", "lol no", "it's not that bad",
           "never mind", "what do you mean", "you dont get it", "no i was just angry"),
}  # fmt: skip
LIGHT = {"nl": "was maar een grapje", "en": "i was just joking"}
BARE = {"nl": ("ja", "nee"), "en": ("yes", "no")}
PLAINLY = {"nl": ("ik wil dood", "hij slaat me"), "en": ("i want to die", "he hits me")}


def said(person: Person, key: str) -> str:
    return person.book.replies[key].strip()


async def press_data(person: Person, beginning: str) -> None:
    """Press the newest button whose data begins so."""
    found = [
        (message, button.data)
        for message in person.heard
        for button in buttons_of(message)
        if (button.data or "").startswith(beginning)
    ]
    message, data = found[-1]
    await person.tap_data(data or "", message.message_id)


@SPOKEN
async def test_that_something_else_was_meant_takes_back_what_was_only_guessed(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for label, key in ((CRISIS_VIOLENCE, "violence_no"), (CRISIS_SUICIDE, "suicide_no")):
        guessed["label"] = label
        for number, text in enumerate(MEANT_OTHERWISE[spoken]):
            person = await stage.enrolled(f"{label}-{number}", spoken)
            await person.say(SAID)
            assert text_of(await person.say(text)).startswith(said(person, key)), text
            assert not await is_held(person), text


@SPOKEN
async def test_that_nobody_hurts_her_says_nothing_of_her_own_life(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate(NO_SUCH_DANGER[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        guessed["label"] = CRISIS_VIOLENCE
        await person.say(SAID)
        assert text_of(await person.say(text)).startswith(said(person, "violence_no")), text
    other = await stage.enrolled("Lea", spoken)
    guessed["label"] = CRISIS_SUICIDE
    await other.say(SAID)
    await other.say(NO_SUCH_DANGER[spoken][1].removeprefix("nee hoor, ").removeprefix("no "))
    assert await is_held(other)


@SPOKEN
async def test_what_makes_it_small_denies_nothing_and_is_no_silence(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate(BRUSHED_OFF[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        await person.say(text)
        assert text_of(person.last) == said(person, "violence_open_slight"), text
        assert person.buttons == [person.words("lines.button.no_danger")]
        assert await is_held(person), text
    await person.press("lines.button.no_danger")
    assert text_of(person.last).startswith(said(person, "violence_no"))
    assert not await is_held(person)


@SPOKEN
async def test_below_that_line_a_yes_and_a_no_are_answers(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    yes, no = BARE[spoken]
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    await person.say(BRUSHED_OFF[spoken][0])
    await person.say(no)
    assert said(person, "violence_unsafe") in person.texts
    other = await stage.enrolled("Lea", spoken)
    await other.say(SAID)
    await other.say(BRUSHED_OFF[spoken][0])
    assert kind_of(other, await other.say(yes)) == "violence_safe"


@SPOKEN
async def test_made_small_twice_it_is_still_no_answer(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    for text in BRUSHED_OFF[spoken][:3]:
        await person.say(text)
        assert said(person, "violence_unsafe") not in person.texts, text
    assert await is_held(person)
    await person.say(BARE[spoken][1])
    assert said(person, "violence_unsafe") in person.texts


@SPOKEN
async def test_of_her_own_life_it_is_asked_once_more(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed["label"] = CRISIS_SUICIDE
    unclear = {"nl": ("het gaat wel hoor", "zo erg is het niet", "hoe kom je daarbij"),
               "en": ("it's nothing", "it's not that bad", "what do you mean")}  # fmt: skip
    for number, text in enumerate(unclear[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        assert asked_again(person, await person.say(text)), text
        assert await is_held(person), text


@SPOKEN
async def test_a_joke_takes_back_nothing_that_was_less_doubtful(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed["score"] = LESS_SLIGHT
    for label in (CRISIS_VIOLENCE, CRISIS_SUICIDE):
        guessed["label"] = label
        person = await stage.enrolled(label, spoken)
        await person.say(SAID)
        await person.say(LIGHT[spoken])
        assert await is_held(person), label
    for number, text in enumerate(PLAINLY[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(text)
        await person.say(LIGHT[spoken])
        assert await is_held(person), text
        assert not text_of(person.last).startswith(said(person, "suicide_no")), text


@SPOKEN
async def test_a_joke_said_late_takes_back_a_guess_too(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for label, key in ((CRISIS_VIOLENCE, "violence_no"), (CRISIS_SUICIDE, "suicide_no")):
        guessed["label"] = label
        person = await stage.enrolled(label, spoken)
        await person.say(SAID)
        await stage.walk(hours=3)
        assert text_of(await person.say(LIGHT[spoken])).startswith(said(person, key))


@SPOKEN
async def test_of_two_questions_that_are_both_denied_nothing_is_held(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    denials = ("safety:no_danger", "safety:not_thinking")
    for number, order in enumerate((denials, denials[::-1])):
        for first, then in ((CRISIS_VIOLENCE, CRISIS_SUICIDE), (CRISIS_SUICIDE, CRISIS_VIOLENCE)):
            person = await stage.enrolled(f"{first}-{number}", spoken)
            guessed["label"] = first
            await person.say(SAID)
            guessed["label"] = then
            await person.say(SAID)
            await press_data(person, order[0])
            assert await is_held(person), (first, order)
            await press_data(person, order[1])
            assert not await is_held(person), (first, order)


@SPOKEN
async def test_what_was_told_gravely_before_two_denials_holds_on(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAINLY[spoken][0])
    guessed["label"] = CRISIS_VIOLENCE
    await person.say(SAID)
    await person.say(BARE[spoken][0])
    assert await is_held(person)


@SPOKEN
async def test_a_bare_word_beside_the_exercise_is_asked_about(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed["besides"] = URGE
    for number, bare in enumerate(BARE[spoken]):
        guessed["label"] = CRISIS_SUICIDE
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        await person.press("button.now")
        asked = text_of(await person.say(bare))
        assert asked.startswith(said(person, "suicide_beside")), bare
        assert "113" in asked
        assert await is_held(person)
        for key in ("yes", "no", "unknown"):
            assert person.words(f"lines.button.{key}") in person.buttons
        answer = text_of(await person.say(bare))
        key = "suicide" if bare == BARE[spoken][0] else "suicide_no"
        assert answer.startswith(said(person, key)), bare
        guessed["label"] = CRISIS_VIOLENCE
        other = await stage.enrolled(f"Lea-{number}", spoken)
        await other.say(SAID)
        await other.press("button.now")
        assert text_of(await other.say(bare)) == said(other, "violence_open_slight"), bare
        await other.say(bare)
        if bare == BARE[spoken][0]:
            assert kind_of(other, other.last) == "violence_safe"
        else:
            assert said(other, "violence_unsafe") in other.texts


@SPOKEN
async def test_who_meant_the_exercise_finds_her_way_back_to_it(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed.update(label=CRISIS_SUICIDE, besides=URGE)
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    await person.press("button.now")
    await person.say(BARE[spoken][1])
    await person.press("button.now")
    assert "urge" in str(person.last.inline_keyboard)


@SPOKEN
async def test_what_is_plainly_of_the_exercise_stays_there(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed.update(label=CRISIS_SUICIDE, besides=URGE)
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    await person.press("button.now")
    await person.say({"nl": "dit helpt niet", "en": "this isnt helping"}[spoken])
    assert not asked_again(person, person.last)
    assert await is_held(person)


@SPOKEN
async def test_a_guess_less_slight_is_turned_down_on_the_page_alone(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed.update(label=CRISIS_VIOLENCE, score=LESS_SLIGHT, besides=OTHER)
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    assert person.words("lines.button.no_danger") not in person.buttons
    page = text_of(await person.say(BARE[spoken][0]))
    assert not page.startswith(said(person, "violence_maybe"))
    assert kind_of(person, person.last) == "violence_safe"
    await person.press("lines.button.no_danger")
    assert text_of(person.last).startswith(said(person, "violence_no"))
    assert not await is_held(person)


@SPOKEN
async def test_what_was_told_in_so_many_words_has_no_such_button(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    guessed.update(label=CRISIS_VIOLENCE, score=LESS_SLIGHT)
    for number, said_ in enumerate(((PLAINLY[spoken][1],), (PLAINLY[spoken][1], SAID))):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        for text in said_:
            await person.say(text)
            await person.say(BARE[spoken][0])
        assert person.words("lines.button.no_danger") not in person.buttons, said_


MORE = {
    "nl": ("nee hij is gewoon een eikel", "nee het ging me om dat huis"),
    "en": ("no hes just an idiot", "no i meant the house"),
}
WATCHED = {"nl": ("nee hij komt eraan", "nee hij zit naast me", "nee"),
           "en": ("no hes coming", "no hes next to me", "no")}  # fmt: skip


@SPOKEN
async def test_a_no_that_goes_on_about_something_else_is_no_silence(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    for number, text in enumerate(MORE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        await person.say(text)
        assert said(person, "violence_unsafe") not in person.texts, text
        assert said(person, "violence_open_slight") == text_of(person.last), text
        assert person.words("lines.button.no_danger") in person.buttons
        assert await is_held(person)
    for number, text in enumerate(WATCHED[spoken]):
        person = await stage.enrolled(f"Lea-{number}", spoken)
        await person.say(SAID)
        await person.say(text)
        assert said(person, "violence_unsafe") in person.texts, text


@SPOKEN
async def test_an_urge_below_a_slight_question_is_no_silence_either(
    stage: Stage, spoken: str, guessed: dict[str, object]
) -> None:
    urges = {"nl": ("nee ik ga het sturen", "ik wil hem bellen dat hij terugkomt"),
             "en": ("no im going to send it", "i want to ring him so he comes back")}  # fmt: skip
    for number, text in enumerate(urges[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(SAID)
        await person.say(text)
        assert said(person, "violence_unsafe") not in person.texts, text
        assert person.words("button.now") in person.buttons or person.last.inline_keyboard, text


@SPOKEN
async def test_what_makes_it_small_below_the_page_is_not_asked_about_anew(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAINLY[spoken][1])
    await person.say(BARE[spoken][0])
    for text in {"nl": ("het was maar 1 keer", "zo erg is het niet"),
                 "en": ("it was only once", "it's not that bad")}[spoken]:  # fmt: skip
        answer = text_of(await person.say(text))
        assert said(person, "violence") not in answer, text
        assert "112" in answer, text
    await person.say(PLAINLY[spoken][1])
    assert kind_of(person, person.last) == "violence"


@SPOKEN
async def test_what_to_do_if_the_other_comes_back_is_answered(stage: Stage, spoken: str) -> None:
    asks = {"nl": ("wat moet ik doen als hij terugkomt", "en als hij terugkomt"),
            "en": ("what do i do if he comes back", "what if he comes back")}  # fmt: skip
    for number, text in enumerate(asks[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(PLAINLY[spoken][1])
        await person.say(BARE[spoken][0])
        assert text_of(await person.say(text)).startswith(said(person, "now_door")), text


@SPOKEN
async def test_his_sorry_is_no_farewell_of_hers(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAINLY[spoken][1])
    await person.say(BARE[spoken][0])
    await person.say({"nl": "de hond heeft honger", "en": "the dog is hungry"}[spoken])
    for text in {"nl": ("het was maar 1 keer", "hij heeft sorry gezegd"),
                 "en": ("it was only once", "he said sorry")}[spoken]:  # fmt: skip
        assert not text_of(await person.say(text)).startswith(said(person, "still")), text
        assert said(person, "still_hurt") in text_of(person.last), text


@SPOKEN
async def test_what_makes_it_small_tells_of_no_other_danger(stage: Stage, spoken: str) -> None:
    harm, small = {
        "nl": ("ik maak hem kapot", ("grapje", "nee zo erg is het niet", "het valt wel mee")),
        "en": ("im gonna destroy him", ("joking", "its not that bad", "no its nothing")),
    }[spoken]
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(harm)) == "harm"
    for text in small:
        assert kind_of(person, await person.say(text)) is None, text
        assert "112" in text_of(person.last), text
    assert await is_held(person)
