"""What may tell of an attempt, a farewell, a body, an amount or a time is never met lightly while
the reply to a crisis stands; and whoever rings for help is not given an exercise.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import table
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_after_a_night import at_night, morning
from tests.scenes.test_arriving import link
from tests.scenes.test_crisis import VEILED, VIOLENCE
from tests.scenes.test_crisis_stands import NO, PLAIN, TAKEN, said_to_it, someone, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GRAVE = {
    "nl": ("gelukt", "het is gelukt", "was het maar gelukt", "ik ga slapen", "slapen", "20",
           "paracetamol", "al gedaan", "alles wat ik had", "te laat", "ik ben duizelig",
           "beetje misselijk", "gisteren", "een uur geleden", "mn keel doet zeer",
           "beter voor jullie", "zo is het beter voor iedereen", "bedankt voor alles", "vaarwel",
           "sorry voor alles", "een hele strip", "ik sta op de brug", "ik ben zo moe",
           "ik kan niet slapen", "klaar", "doei"),
    "en": ("it worked", "going to sleep now", "20", "a whole strip", "ibuprofen", "dizzy",
           "so sleepy", "threw up", "it's better for you all", "sorry for it all",
           "thank you for all", "goodbye", "an hour ago", "too late", "my throat hurts",
           "i'm so tired", "it was good while it lasted", "on the bridge"),
}  # fmt: skip
NEXT_MORNING = {
    "nl": ("het is niet gelukt", "net wakker, duf en misselijk", "was het maar gelukt",
           "nee ik lieg"),
    "en": ("it didn't work", "woke up, unfortunately", "feel drugged and sick", "no i lied"),
}  # fmt: skip
CALLS = {
    "nl": ("ik ga 113 bellen", "ik ga 112 bellen", "heb 112 gebeld", "ik bel nu", "ik heb gebeld",
           "ze zijn onderweg", "ik bel mn moeder"),
    "en": ("calling now", "i called", "i'm calling 113", "they're on their way"),
}  # fmt: skip
URGES = {
    "nl": ("ik ga hem appen", "ik ga hem bellen om dag te zeggen", "ik moet hem appen"),
    "en": ("ill text him", "want to call him one more time", "calling him"),
}  # fmt: skip
CANNOT = {
    "nl": ("ik kan niet bellen", "ik durf niet te bellen", "bellen lukt niet", "113 neemt niet op",
           "mn beltegoed is op", "ik bel niet"),
    "en": ("i cant call", "i don't dare to call", "can't ring anyone"),
}  # fmt: skip
PLACES = ("letter:write", "plan:make", "word:set")
FEW_WORDS = {"nl": ("hij zegt sorry", "hij is aan het typen", "hij komt langs"),
             "en": ("he says sorry", "he is typing", "hes coming over")}  # fmt: skip
SECOND = {
    "nl": ("toch wel", "ik lieg", "eigenlijk wel", "ja toch wel"),
    "en": ("actually yes", "i lied", "actually i do"),
}  # fmt: skip


def is_grave(person: Person) -> bool:
    """Whether the newest message names having taken something, with all lines or as a reply."""
    return stands(person) or kind_of(person, person.last) in {"suicide", "suicide_veiled",
                                                              "medical"}  # fmt: skip


@SPOKEN
@pytest.mark.parametrize("first", [PLAIN, TAKEN])
async def test_no_exercise_answers_an_urge_while_that_reply_stands(
    stage: Stage, spoken: str, first: dict[str, str]
) -> None:
    for number, text in enumerate(URGES[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(first[spoken])
        await person.say(text)
        assert all(number in text_of(person.last) for number in ("112", "113")), text
        assert person.words("button.help") in person.buttons, text
        assert person.words("urge.button.go") not in person.buttons, text


@SPOKEN
@pytest.mark.parametrize("first", [PLAIN, VIOLENCE])
async def test_a_bare_yes_erases_nothing_in_that_hour(
    stage: Stage, spoken: str, first: dict[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(first[spoken])
    await person.say({"nl": "wis alles", "en": "delete everything"}[spoken])
    assert person.words("forget.button.yes") in person.buttons
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert await person.record() is not None
    await person.press("forget.button.yes")
    assert await person.record() is None


@SPOKEN
async def test_help_that_is_asked_for_in_that_hour_keeps_the_numbers_in_sight(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say(person.words("button.now"))
    assert person.words("urge.button.go") in person.buttons
    assert person.book.replies["not_emergency"].strip() in text_of(person.last)
    assert person.words("button.help") in person.buttons


@pytest.mark.long
@SPOKEN
@pytest.mark.parametrize("first", [PLAIN, TAKEN])
async def test_what_may_be_an_attempt_or_a_farewell_gets_everything_again(
    stage: Stage, spoken: str, first: dict[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in GRAVE[spoken]:
        await person.say(first[spoken])
        await stage.walk(seconds=40)
        await person.say(text)
        assert is_grave(person), (text, text_of(person.last)[:120])
        await stage.walk(seconds=40)


@SPOKEN
async def test_the_question_asked_once_more_says_what_to_do_who_took_something(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    for text in ("20", {"nl": "gelukt", "en": "it worked"}[spoken]):
        await person.say(text)
        assert asked_again(person, person.last), text
        assert person.book.replies["still_taken"].strip() in text_of(person.last)


@pytest.mark.long
@SPOKEN
async def test_the_morning_after_too(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NEXT_MORNING[spoken]):
        person = await at_night(stage, spoken, f"Noor-{number}")
        await morning(stage)
        await person.say(text)
        assert is_grave(person), (text, text_of(person.last)[:120])


@SPOKEN
async def test_the_short_line_and_that_of_the_morning_say_what_to_do_who_took_something(
    stage: Stage, spoken: str
) -> None:
    person = await at_night(stage, spoken)
    taken = {"nl": "ingenomen", "en": "taken something"}[spoken]
    for text in ("😊", "hm", {"nl": "misschien", "en": "maybe"}[spoken]):
        await stage.walk(seconds=40)
        assert taken in text_of(await person.say(text))
        assert "112" in text_of(person.last)
    await morning(stage)
    greets = {"nl": "goeiemorgen", "en": "good morning"}[spoken]
    assert taken in text_of(await person.say(greets))


@SPOKEN
async def test_a_sore_throat_after_violence_is_told_of_a_doctor(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert kind_of(person, person.last) == "violence_safe"
    await person.say({"nl": "mn keel doet zeer", "en": "my throat hurts"}[spoken])
    text = text_of(person.last)
    assert person.book.replies["still_throat"].strip() in text
    assert stands(person)


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
@pytest.mark.parametrize("first", [PLAIN, TAKEN])
async def test_whoever_rings_gets_the_numbers_and_no_exercise(
    stage: Stage, spoken: str, first: dict[str, str], *, visits: bool
) -> None:
    person = stage.person("Vis", spoken) if visits else await stage.enrolled("Noor", spoken)
    if visits:
        await person.start()
    await person.say(first[spoken])
    for kind, texts in (("calling", CALLS[spoken]), ("cannot_call", CANNOT[spoken])):
        for text in texts:
            await stage.walk(seconds=40)
            await person.say(text)
            assert said_to_it(person, kind), (text, text_of(person.last)[:120])
            assert ("113.nl" in text_of(person.last)) == (kind == "cannot_call")


@SPOKEN
async def test_calling_the_ex_is_an_urge_still(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say({"nl": "ik wil hem bellen", "en": "i want to call him"}[spoken])
    assert not said_to_it(person, "calling")
    assert person.words("urge.button.done") in person.buttons or not stands(person)


@SPOKEN
@pytest.mark.parametrize("invited", [False, True])
async def test_a_second_thought_of_a_stranger_is_heard(
    stage: Stage, spoken: str, *, invited: bool
) -> None:
    for number, text in enumerate(SECOND[spoken]):
        person = stage.person(f"Vis-{number}", spoken)
        await (person.start(await link(stage)) if invited else person.start())
        await person.say(VEILED[spoken])
        await person.say(NO[spoken])
        await stage.walk(seconds=40)
        assert kind_of(person, await person.say(text)) == "suicide", text


async def test_a_yes_to_the_question_of_the_arrival_is_no_second_thought(stage: Stage) -> None:
    person = stage.person("Vis")
    await person.start(await link(stage))
    await person.say(VEILED["nl"])
    await person.say("nee")
    await stage.walk(seconds=40)
    assert kind_of(person, await person.say("ja")) is None


async def test_below_the_question_of_the_arrival_stands_no_way_back_to_itself(
    stage: Stage,
) -> None:
    person = stage.person("Vis")
    await person.start(await link(stage))
    await person.say(VEILED["nl"])
    await person.say("nee")
    labels = [button.text for button in buttons_of(person.last)]
    assert person.words("start.button.again") not in labels


@SPOKEN
@pytest.mark.parametrize("place", PLACES)
async def test_an_urge_in_few_words_is_said_to_the_reply_and_not_kept_by_a_room(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data(place, message_id=1, stale=True)
    asked = text_of(person.last)
    await person.say(PLAIN[spoken])
    for text in FEW_WORDS[spoken]:
        await stage.walk(seconds=40)
        await person.say(text)
        assert all(number in text_of(person.last) for number in ("112", "113")), text
        assert person.words("button.help") in person.buttons, text
        assert person.words("letter.sealed") not in text_of(person.last)
        assert text_of(person.last) != asked
    for name in ("letter", "safety_plan", "safe_word"):
        assert await table(stage, name) == []


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_now_is_a_yes_to_the_reply_and_the_button_keeps_its_name(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say(PLAIN[spoken])
    await stage.walk(seconds=40)
    await person.say({"nl": "nu", "en": "now"}[spoken])
    assert stands(person), text_of(person.last)[:120]
    assert person.words("button.now") in person.buttons
    await person.say(person.words("button.now"))
    assert person.words("urge.button.go") in person.buttons


TO_COME = {
    "nl": ("morgen", "morgenavond", "heb ze al in", "zitten er al in", "ksta op de brg",
           "op de grond", "het wordt zwart"),
    "en": ("tomorrow", "in the morning", "morning", "all gone", "cant stand up", "on the floor",
           "it goes black"),
}  # fmt: skip


@SPOKEN
async def test_a_time_that_is_to_come_or_a_deed_is_no_greeting(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in TO_COME[spoken]:
        await person.say(PLAIN[spoken])
        await stage.walk(seconds=40)
        await person.say("ok")
        await stage.walk(seconds=40)
        await person.say(text)
        assert is_grave(person), (text, text_of(person.last)[:120])
        assert person.words("button.now") not in person.buttons, text
        await stage.walk(seconds=40)


async def test_a_bare_morning_after_a_night_is_a_greeting(stage: Stage) -> None:
    person = await at_night(stage, "nl")
    await morning(stage)
    await person.say("morgen")
    assert not stands(person)
    assert person.book.replies["after_night"].strip() in text_of(person.last)


@SPOKEN
async def test_who_asks_when_the_message_comes_tomorrow_plans_nothing(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    asks = {"nl": "krijg ik morgen een bericht", "en": "do i get a message in the morning"}[spoken]
    await stage.walk(seconds=40)
    await person.say(asks)
    assert person.book.replies["still_held"].strip() in text_of(person.last)
