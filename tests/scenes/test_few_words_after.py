"""A few words after violence, or after cutting: there they mean what they do not elsewhere."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import PLAIN, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
NEAR = {
    "nl": ("hij komt terug", "hij is er weer", "thuis bij hem", "hij staat voor de deur",
           "hij is hier", "hij bonkt op de deur", "hij heeft een sleutel", "ben bij hem thuis",
           "mijn broer staat voor de deur", "mijn huisgenoot is thuis"),
    "en": ("he's coming back", "he's back", "home with him", "he's at the door", "he is outside",
           "he's banging on the door", "he has a key", "i'm at his place",
           "my brother is at the door", "my flatmate is home"),
}  # fmt: skip
PAIN = {
    "nl": ("mn arm doet zeer", "het doet nog pijn", "heb een blauw oog", "alles doet pijn"),
    "en": ("my arm hurts", "it still hurts", "i have a black eye", "everything hurts"),
}
FINE = {
    "nl": ("typen is prima", "typen gaat", "ja typen kan", "ik kan typen"),
    "en": ("typing is fine", "i can type", "yes typing is ok", "typing's fine"),
}
CUT = {"nl": "ik heb me gesneden", "en": "i cut myself"}
BLEEDS = {
    "nl": ("het bloedt nog", "het bloed nog steeds", "stopt niet met bloeden", "het stopt niet"),
    "en": ("it's still bleeding", "it won't stop", "still bleeding", "it wont stop bleeding"),
}
AGAIN = {
    "nl": ("ik wil het weer", "ik wil het weer doen", "wil nog een keer", "ik ga het weer doen"),
    "en": ("i want to do it again", "i want it again", "wanna do it again", "i need it again"),
}


def bleeds(person: Person) -> bool:
    """Whether the newest message says what to do at once, and 112."""
    text = text_of(person.last)
    return person.book.replies["still_bleeding"].strip() in text and "112" in text


@pytest.mark.long
@SPOKEN
async def test_the_other_who_comes_near_is_danger_and_whether_typing_is_safe_is_asked_anew(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(NEAR[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        await person.press("lines.button.safe")
        assert kind_of(person, await person.say(text)) == "violence", text
        await person.press("lines.button.safe")
        assert kind_of(person, person.last) == "violence_safe"


@SPOKEN
async def test_while_that_is_asked_it_is_no_moment_to_type(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NEAR[spoken][:5]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        await person.say(text)
        unsafe = person.book.replies["violence_unsafe"].strip()
        assert text_of(person.heard[-1]) == unsafe, text


@SPOKEN
async def test_after_a_reply_of_herself_it_gets_all_lines(stage: Stage, spoken: str) -> None:
    for number, text in enumerate((NEAR[spoken][0], NEAR[spoken][2])):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(PLAIN[spoken])
        await person.say(text)
        assert stands(person) or kind_of(person, person.last) in {"violence", "suicide"}, text


@SPOKEN
async def test_what_hurts_after_violence_is_no_wound_of_her_own(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(PAIN[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        assert kind_of(person, await person.say(text)) == "violence", text
        await person.press("lines.button.safe")
        await person.say(text)
        asked = kind_of(person, person.last) == "violence"
        assert stands(person) or asked, (text, text_of(person.last)[:99])


@SPOKEN
async def test_that_typing_is_fine_is_a_yes(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(FINE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        assert kind_of(person, await person.say(text)) == "violence_safe", text
        await person.say(text)
        assert person.words("button.now") not in person.buttons, text


@SPOKEN
@pytest.mark.parametrize("between", [False, True])
async def test_what_bleeds_still_gets_what_to_do_at_once(
    stage: Stage, spoken: str, *, between: bool
) -> None:
    for number, text in enumerate(BLEEDS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(CUT[spoken])) == "selfharm"
        if between:
            await stage.walk(seconds=40)
            await person.say({"nl": "dankje", "en": "thanks"}[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        assert bleeds(person), (text, text_of(person.last)[:99])
        assert person.book.replies["selfharm"].strip() in text_of(person.last)


@SPOKEN
async def test_wanting_it_again_is_said_of_cutting(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(AGAIN[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(CUT[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "selfharm", text
        await stage.walk(seconds=40)
        await person.say({"nl": "dankje", "en": "thanks"}[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "selfharm", text


OF_ANOTHER = {"nl": "mijn zus wil dood", "en": "my sister wants to die"}
ME_TOO = {"nl": ("ik ook", "ik eigenlijk ook"), "en": ("me too", "so do i")}
UNDER_THE_QUESTION = {
    "nl": ("wat als ik ja zeg", "ik ben bang van wel", "soms s nachts", "denk van wel"),
    "en": ("what if yes", "i'm scared i might", "sometimes at night", "i think so"),
}


@SPOKEN
async def test_who_thinks_of_it_as_well_is_heard(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(ME_TOO[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(OF_ANOTHER[spoken])) == "third_suicide"
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_a_half_yes_under_the_question_is_one(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(UNDER_THE_QUESTION[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VEILED[spoken])
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_i_cannot_is_no_no(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say({"nl": "ik kan het niet", "en": "i can't do it"}[spoken])
    assert asked_again(person, person.last)


@SPOKEN
async def test_blood_that_is_no_wound_is_not_pressed_on(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.press("lines.button.safe")
    await person.say({"nl": "ik hoest bloed", "en": "i'm coughing blood"}[spoken])
    assert kind_of(person, person.last) == "medical"


GUESSED = {
    "nl": ("mn moeder weet het niet", "mn vriend is hier", "help me", "met een mes", "door hem",
           "niemand mag het weten", "kan niet meer typen", "moet gehecht worden?"),
    "en": ("my mum doesn't know", "my bf is here", "help me", "i threw up", "it was an accident",
           "nobody can know", "i regret it", "is it bad"),
}  # fmt: skip
OF_HERSELF = {
    "medical": {"nl": "ik heb 30 pillen genomen", "en": "i took all my pills"},
    "suicide": PLAIN,
    "selfharm": CUT,
}
AFTER_VIOLENCE = {
    "nl": ("kmoet stoppen", "mn dochter is hier", "blijf van me af", "kga terug naar hem",
           "ik ga naar hem toe"),
    "en": ("i have to stop", "gotta go", "going back to him", "i'm going to his place"),
}  # fmt: skip


@SPOKEN
@pytest.mark.parametrize("told", OF_HERSELF)
async def test_who_told_of_herself_is_not_asked_what_she_said_nor_whether_she_can_type(
    stage: Stage, spoken: str, told: str
) -> None:
    asks = {"suicide_veiled"} if told == "suicide" else set()
    for number, text in enumerate(GUESSED[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(OF_HERSELF[told][spoken])) == told
        if number % 2:
            await stage.walk(seconds=40)
            await person.say({"nl": "dankje", "en": "thanks"}[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        fits = kind_of(person, person.last) in {*OF_HERSELF} | asks
        assert fits or stands(person), (text, text_of(person.last)[:99])


@SPOKEN
async def test_after_violence_a_guess_is_not_taken_for_thoughts_of_her_own(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(AFTER_VIOLENCE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        await person.press("lines.button.safe")
        await stage.walk(seconds=40)
        await person.say(text)
        fits = kind_of(person, person.last) == "violence"
        assert fits or stands(person), (text, text_of(person.last)[:99])


@SPOKEN
async def test_elsewhere_such_words_are_what_they_were(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in (
        AGAIN[spoken][1 if spoken == "en" else 0],
        {"nl": "typen is prima", "en": "typing is fine"}[spoken],
    ):
        assert kind_of(person, await person.say(text)) is None, text
        assert not bleeds(person)


HERSELF_AFTER_ALL = {
    "nl": ("wil gwn slapen en niet wakker worden", "beter zonder mij"),
    "en": ("i want it to be over", "everyone is better off without me"),
}
ON_THE_ROOF = {
    "nl": ("sta op het dak", "kan niet meer staan"),
    "en": ("im on the roof", "cant stand up"),
}


@SPOKEN
async def test_after_violence_a_sure_guess_of_herself_is_asked_about(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(HERSELF_AFTER_ALL[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(VIOLENCE[spoken])
        await person.press("lines.button.safe")
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "suicide_veiled", text


@SPOKEN
async def test_who_said_that_she_wants_to_die_is_not_asked_so_on_the_roof(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(ON_THE_ROOF[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(PLAIN[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        assert stands(person), (text, text_of(person.last)[:99])


HERE = {
    "nl": ("hij is er", "ze is er nu", "mijn ex is hier", "oh nee hij is er"),
    "en": ("he's here", "she is here now", "my ex is here", "help hes here"),
}
COMES = {"nl": "hij komt langs", "en": "he's coming over"}


@SPOKEN
async def test_that_the_other_is_here_is_asked_about(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HERE[spoken]):
        person = await stage.enrolled(f"N{number}", spoken)
        coming = await person.say(COMES[spoken])
        assert text_of(coming) == person.words("urge.first_coming")
        assert kind_of(person, await person.say(text)) == "violence", text
    person = await stage.enrolled("Noor", spoken)
    await person.say(COMES[spoken])
    await person.press("urge.button.go")
    assert kind_of(person, await person.say(HERE[spoken][0])) == "violence"
    alone = await stage.enrolled("Sam", spoken)
    assert kind_of(alone, await alone.say(HERE[spoken][0])) == "violence"
