"""A question of safety may be answered in words: nobody in danger has to find the button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.content.model import LANGUAGES
from bot.store import waiting
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.test_crisis import VEILED, VIOLENCE

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": ("ja", "ja dat wil ik", "weet ik niet", "soms"), "en": ("yes i do", "not sure")}
NO = {"nl": ("nee", "nee daar denk ik niet aan"), "en": ("no", "no, i'm not")}


def _cases(said: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in said.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _cases(YES))
async def test_yes_and_not_sure_are_answered_with_the_lines(
    stage: Stage, language: str, text: str
) -> None:
    person = await stage.enrolled("Noor", language)
    assert kind_of(person, await person.say(VEILED[language])) == "suicide_veiled"
    assert kind_of(person, await person.say(text)) == "suicide"


@pytest.mark.parametrize(("language", "text"), _cases(NO))
async def test_no_is_taken_at_its_word(stage: Stage, language: str, text: str) -> None:
    person = await stage.enrolled("Noor", language)
    await person.say(VEILED[language])
    answer = await person.say(text)
    assert text_of(answer) == person.book.replies["suicide_no"].strip()


async def test_it_is_answered_though_it_comes_at_once_and_after_other_words(noor: Person) -> None:
    noor.stage.thinking = 0.3
    await noor.say(VEILED["nl"])
    await noor.say("tja")
    assert kind_of(noor, await noor.say("ja")) == "suicide"


@pytest.mark.parametrize("text", ["nee", "niet veilig", "weet ik niet"])
async def test_who_cannot_type_safely_gets_one_neutral_line(noor: Person, text: str) -> None:
    assert kind_of(noor, await noor.say(VIOLENCE["nl"])) == "violence"
    answer = await noor.say(text)
    assert text_of(answer) == noor.book.replies["violence_unsafe"].strip()


async def test_who_can_type_safely_gets_what_fits_what_was_told(noor: Person) -> None:
    await noor.say("hij kneep mijn keel dicht")
    assert kind_of(noor, await noor.say("ja hoor")) == "strangulation"


async def test_the_room_that_waited_gets_neither_question_nor_answer_and_then_waits_on(
    noor: Person,
) -> None:
    await noor.say("/brief")
    await noor.say(VEILED["nl"])
    assert kind_of(noor, await noor.say("ja")) == "suicide"
    sealed = await noor.say("Vandaag heb ik brood gebakken.")
    assert text_of(sealed).startswith(
        noor.words("letter.sealed").splitlines()[0].partition("{")[0]
    )


async def test_graver_words_are_heard_though_a_question_is_open(noor: Person) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say("nee en ik wil dood")) == "suicide"


async def test_who_is_in_danger_in_two_ways_is_answered_to_both_and_once(noor: Person) -> None:
    noor.stage.thinking = 0.5
    await noor.say("ik wil dood")
    assert kind_of(noor, await noor.say("hij kneep mijn keel dicht")) == "strangulation_ask"
    await noor.say("ik wil echt dood")
    await noor.say("en hij sloeg me")
    assert len(noor.heard) == 2
    assert kind_of(noor, await noor.say("ja hoor")) == "strangulation"


async def test_a_stranger_is_understood_too(stage: Stage) -> None:
    stranger = stage.person("Sanne")
    await stranger.say(VEILED["nl"])
    assert kind_of(stranger, await stranger.say("ja")) == "suicide"
    assert kind_of(stranger, await stranger.say("ja")) is None


CALLS = {"nl": "hij belt nu", "en": "he is calling me now"}
OF_THE_PHONE = {
    "nl": ("niet opgenomen", "ik neem niet op", "ik app niet terug", "de kat wil niet"),
    "en": ("not answering", "i won't pick up"),
}
OF_HER_LIFE = {
    "nl": ("ja", "misschien", "weet ik niet", "niet echt", "nog niet", "ik wil niet meer leven"),
    "en": ("yes", "maybe", "not really", "not yet", "idk", "i don't want to live anymore"),
}


@SPOKEN
async def test_a_not_that_is_said_of_the_phone_is_no_yes_to_the_question_before(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in OF_THE_PHONE[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        await person.say(CALLS[spoken])
        assert text_of(person.last).startswith(person.words("urge.first_incoming"))
        await person.say(text)
        assert kind_of(person, person.last) is None, text


@SPOKEN
async def test_an_answer_is_heard_though_an_urge_was_answered_in_between(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in OF_HER_LIFE[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        await person.say(CALLS[spoken])
        assert kind_of(person, await person.say(text)) == "suicide", text


async def test_a_yes_to_nothing_is_no_crisis(noor: Person) -> None:
    assert kind_of(noor, await noor.say("ja")) is None


async def test_a_question_that_was_answered_by_a_button_is_closed(noor: Person) -> None:
    await noor.say(VEILED["nl"])
    await noor.press("lines.button.no")
    await noor.stage.walk(minutes=31)
    await noor.say("/tijd 09:00")
    assert kind_of(noor, await noor.say("ja")) is None


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("nl", "ja maar ik kan niet meer"),
        ("nl", "ja maar iedereen is beter af zonder mij"),
        ("en", "yes but i can't do this anymore"),
    ],
)
async def test_a_yes_that_goes_on_about_her_own_life_is_heard(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(VIOLENCE[spoken])) == "violence"
    assert kind_of(person, await person.say(text)) == "suicide_veiled"


@pytest.mark.parametrize(
    "text", ["nee hij zit naast me", "nee, hij is thuis", "liever niet", "hij kijkt mee"]
)
async def test_a_no_changes_the_question_into_the_neutral_line_as_a_press_does(
    noor: Person, text: str
) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    heard = len(noor.heard)
    await noor.say(text)
    assert len(noor.heard) == heard, "nothing more lights up"
    assert text_of(asked) == noor.book.replies["violence_unsafe"].strip()
    assert asked.inline_keyboard is None


async def test_what_stands_after_the_question_is_not_changed_by_a_no(noor: Person) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    said = await noor.say("ik wil dood")
    assert kind_of(noor, said) == "suicide"
    await noor.say("nee")
    assert kind_of(noor, said) == "suicide"
    assert text_of(asked) == noor.book.replies["violence_unsafe"].strip()


async def test_after_contact_somebody_who_looks_along_is_asked_whether_she_can_type(
    noor: Person,
) -> None:
    await noor.say("ik heb hem toch geappt")
    assert kind_of(noor, await noor.say("nee hij kijkt mee")) == "violence"


@pytest.mark.parametrize("text", ["ja hij is niet thuis", "hij is er niet", "ik ben veilig hoor"])
async def test_who_says_that_nobody_is_there_can_type(noor: Person, text: str) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say(text)) == "violence_safe"


async def test_a_yes_that_tells_more_is_answered_to_the_graver_of_both(noor: Person) -> None:
    await noor.say(VIOLENCE["nl"])
    answer = await noor.say("ja hij probeerde me te wurgen")
    assert kind_of(noor, answer) == "strangulation"


@pytest.mark.parametrize("text", ["nee", "ik weet het niet", "nee hij is hier"])
async def test_after_contact_not_being_safe_may_be_typed(noor: Person, text: str) -> None:
    await noor.say("ik heb hem toch geappt")
    assert text_of(noor.last).startswith(noor.words("urge.happened_unsafe")) is False
    assert text_of(await noor.say(text)).startswith(noor.words("urge.happened_unsafe"))
    client = await noor.record()
    assert client is not None
    assert client.held_until is not None, "nothing comes by itself for a day"


async def test_after_contact_a_typed_yes_begins_with_the_body(noor: Person) -> None:
    await noor.say("ik heb hem toch geappt")
    assert text_of(await noor.say("ja hoor")) == noor.words("urge.happened_safe")


async def test_after_contact_other_words_go_their_own_way(noor: Person) -> None:
    await noor.say("ik heb hem toch geappt")
    assert text_of(await noor.say("/week")) != noor.words("urge.happened_safe")
    await noor.say("ik heb hem toch geappt")
    assert kind_of(noor, await noor.say("ik wil dood")) == "suicide"


async def test_somebody_does_something_to_me_may_be_answered_in_words(noor: Person) -> None:
    await noor.say("mijn zus wordt geslagen door haar man")
    await noor.press("lines.button.safe")
    await noor.press("lines.button.myself")
    assert kind_of(noor, noor.last) == "violence"
    await noor.say("nee")
    assert text_of(noor.last) == noor.book.replies["violence_unsafe"].strip()
    client = await noor.record()
    assert client is not None
    assert client.held_until is not None


async def test_what_was_taken_is_answered_whatever_was_said_before(noor: Person) -> None:
    noor.stage.thinking = 0.4
    await noor.say(VIOLENCE["nl"])
    await noor.say("iedereen is beter af zonder mij")
    assert kind_of(noor, await noor.say("heb net een hele strip pillen genomen")) == "medical"
    heard = len(noor.heard)
    await noor.say("alle pillen op")
    assert len(noor.heard) == heard, "that is said"


async def test_a_no_answers_nothing_that_comes_after_it(noor: Person) -> None:
    noor.stage.thinking = 0.4
    await noor.say(VEILED["nl"])
    await noor.say("nee")
    assert kind_of(noor, await noor.say(VEILED["nl"])) == "suicide_veiled"


async def test_a_long_yes_while_she_was_writing_is_not_lost_without_a_word(noor: Person) -> None:
    await noor.say("/brief")
    await noor.say(VEILED["nl"])
    heard = len(noor.heard)
    await noor.say("Ja sorry, kun je me morgen bellen? Het gaat echt slecht")
    assert [kind_of(noor, m) for m in noor.heard[heard:]] == ["suicide"]
    said = noor.book.replies
    assert text_of(noor.last).endswith(f"{said['not_kept']}\n\n{said['write_on']}")


async def test_the_buttons_below_the_reply_leave_her_at_what_she_was_writing(
    noor: Person,
) -> None:
    await noor.say("/brief")
    await noor.say(VEILED["nl"])
    await noor.press("lines.button.no")
    sealed = noor.words("letter.sealed").splitlines()[0].partition("{")[0]
    assert text_of(await noor.say("Vandaag heb ik brood gebakken.")).startswith(sealed)


@pytest.mark.parametrize("instead", ["button", "command"])
async def test_a_strangers_question_is_closed_by_whatever_she_does_instead(
    stage: Stage, instead: str
) -> None:
    stranger = stage.person("Sanne")
    await stranger.say(VIOLENCE["nl"])
    if instead == "button":
        await stranger.press("lines.button.unsafe")
    else:
        await stranger.say("/nood")
    assert kind_of(stranger, await stranger.say("ja wie is dit")) is None


async def test_who_wrote_while_nobody_was_there_is_asked_without_a_sound(
    stage: Stage, noor: Person
) -> None:
    await stage.app.poll.stop()
    stage.world.say(noor.id, VIOLENCE["nl"])
    stage.world.say(noor.id, "ik wil dood")
    stage.clock.move_to(stage.clock.now() + timedelta(hours=2))
    await stage.restart()
    await stage.settle()
    late, said = noor.heard[-2:]
    assert text_of(late) == noor.book.replies["violence_late"].strip()
    assert late.silent
    assert kind_of(noor, said) == "suicide"
    assert not said.silent
    await noor.tap(noor.words("lines.button.safe"), late)
    assert kind_of(noor, late) == "violence_safe"


@pytest.mark.parametrize("number", ["112", "113", "101", "0800-0113"])
async def test_a_number_that_is_typed_instead_of_dialled_gets_the_lines(
    noor: Person, number: str
) -> None:
    assert text_of(await noor.say(number)).startswith(noor.words("lines.title"))


@pytest.mark.parametrize("text", ["ik kan niet slikken", "nee ik krijg geen adem"])
async def test_a_body_in_danger_is_never_a_no(noor: Person, text: str) -> None:
    asked = await noor.say("hij kneep mijn keel dicht")
    assert kind_of(noor, await noor.say(text)) == "medical"
    assert kind_of(noor, asked) == "strangulation_ask", "the number stays on the screen"


async def test_what_was_written_before_the_question_does_not_answer_it(
    stage: Stage, noor: Person
) -> None:
    await stage.app.poll.stop()
    stage.world.say(noor.id, VIOLENCE["nl"])
    stage.world.say(noor.id, "ja hij is weer thuis")
    await stage.restart()
    await stage.settle()
    assert [kind_of(noor, m) for m in noor.heard] == ["violence"]
    assert kind_of(noor, await noor.say("ja")) == "violence_safe"


async def test_two_questions_that_are_open_are_both_answered_by_a_yes(noor: Person) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say(VEILED["nl"])) == "suicide_veiled"
    heard = len(noor.heard)
    await noor.say("ja")
    assert {kind_of(noor, m) for m in noor.heard[heard:]} == {"suicide", "violence_safe"}


async def test_of_two_questions_a_no_closes_the_one_about_safety_and_nothing_lights_up(
    noor: Person,
) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    await noor.say(VEILED["nl"])
    heard = len(noor.heard)
    await noor.say("nee")
    assert len(noor.heard) == heard
    assert text_of(asked) == noor.book.replies["violence_unsafe"].strip()
    assert text_of(await noor.say("nee")) == noor.book.replies["suicide_no"].strip()


async def test_after_a_no_nothing_is_said_of_what_she_was_writing(noor: Person) -> None:
    await noor.say("/brief")
    await noor.say(VIOLENCE["nl"])
    heard = len(noor.heard)
    await noor.say("nee hij zit hier naast mij")
    assert len(noor.heard) == heard


async def test_asked_again_it_makes_no_sound_and_stands_in_one_place(noor: Person) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    again = await noor.say("hij dreigt me te slaan")
    assert kind_of(noor, again) == "violence"
    assert again.silent
    assert asked not in noor.heard


async def test_words_under_a_picture_are_no_answer(noor: Person) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    await noor.send("photo", caption="nee")
    assert kind_of(noor, asked) == "violence"


async def test_a_place_that_would_soon_wait_no_more_is_not_kept_waiting(
    stage: Stage, noor: Person
) -> None:
    async with stage.app.deps.store.write() as tx:
        await waiting.wait_for(tx, noor.id, "letter:more", stage.clock.now(), timedelta(minutes=2))
    await noor.say(VEILED["nl"])
    async with stage.app.deps.store.read() as tx:
        place, questions = await waiting.find_both(tx, noor.id, stage.clock.now())
    assert place is None
    assert questions.startswith("v")


async def test_a_number_in_a_plan_stays_in_the_plan(noor: Person) -> None:
    await noor.tap_data("plan:part:people", message_id=1, stale=True)
    await noor.say("113")
    assert not any(text.startswith(noor.words("lines.title")) for text in noor.texts)


@pytest.mark.parametrize("text", ["nee help me", "nee bel politie", "nee stuur hulp"])
async def test_a_call_for_help_behind_a_no_leaves_the_number_in_sight(
    noor: Person, text: str
) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say(text)) == "violence"


async def test_danger_to_another_behind_a_yes_is_answered_to_that(noor: Person) -> None:
    await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, await noor.say("ja ik ga hem vermoorden")) == "harm"


async def test_what_was_graver_is_not_forgotten_and_the_question_stands_once(
    noor: Person,
) -> None:
    first = await noor.say("hij kneep mijn keel dicht")
    again = await noor.say(VIOLENCE["nl"])
    assert kind_of(noor, again) == "strangulation_ask"
    assert first not in noor.heard
    assert kind_of(noor, await noor.say("ja")) == "strangulation"


async def test_a_tap_below_one_question_leaves_the_other_open(noor: Person) -> None:
    asked = await noor.say(VIOLENCE["nl"])
    await noor.say(VEILED["nl"])
    await noor.tap(noor.words("lines.button.unsafe"), asked)
    assert kind_of(noor, await noor.say("ja")) == "suicide"


async def test_after_contact_a_body_in_danger_gets_the_lines(noor: Person) -> None:
    await noor.say("ik heb hem toch geappt")
    answer = await noor.say("nee ik bloed erg")
    assert text_of(answer).startswith(noor.words("urge.happened_unsafe"))


async def test_a_reply_to_another_message_denies_nothing(noor: Person) -> None:
    other = await noor.say("/oefening")
    await noor.say(VEILED["nl"])
    await noor.say("nee", reply_to=other.message_id)
    client = await noor.record()
    assert client is not None
    assert client.held_until is not None, "the question is open still"
    assert kind_of(noor, await noor.say("ja")) == "suicide"


async def test_a_reply_answers_its_own_of_two_questions(noor: Person) -> None:
    safety = await noor.say(VIOLENCE["nl"])
    thinking = await noor.say(VEILED["nl"])
    await noor.say("nee", reply_to=thinking.message_id)
    assert text_of(noor.last) == noor.book.replies["suicide_no"].strip()
    assert kind_of(noor, safety) == "violence"
    await noor.say("nee hij kijkt mee", reply_to=safety.message_id)
    assert noor.book.replies["violence_unsafe"].strip() in noor.texts


async def test_a_strangers_reply_to_the_question_is_heard_and_to_another_message_is_not(
    stage: Stage,
) -> None:
    stranger = stage.person("Sanne")
    other = await stranger.say("/help")
    asked = await stranger.say(VEILED["nl"])
    again = await stranger.say("ja", reply_to=other.message_id)
    assert asked_again(stranger, again), "not taken for a yes"
    asked = await stranger.say(VEILED["nl"])
    assert kind_of(stranger, await stranger.say("ja", reply_to=asked.message_id)) == "suicide"


@pytest.mark.parametrize("text", ["nee hij is hier", "nee niet echt", "ik weet het niet"])
async def test_after_contact_a_reply_to_the_question_is_heard_with_words_behind_it(
    noor: Person, text: str
) -> None:
    asked = await noor.say("ik heb hem toch geappt")
    await noor.say(text, reply_to=asked.message_id)
    assert text_of(noor.last).startswith(noor.words("urge.happened_unsafe"))


@pytest.mark.parametrize("text", ["ja", "ja hoor", "ja dom he"])
async def test_after_contact_a_yes_fits_the_question_or_says_nothing_of_safety(
    stage: Stage, noor: Person, text: str
) -> None:
    other = await noor.say("/week")
    await noor.say("ik heb hem toch geappt")
    await noor.say(text, reply_to=other.message_id)
    assert noor.words("urge.happened_safe") not in noor.texts
    await stage.app.poll.stop()
    stage.world.say(noor.id, "ik heb hem toch geappt")
    stage.world.say(noor.id, text)
    await stage.restart()
    await stage.settle()
    assert noor.words("urge.happened_safe") not in noor.texts


ON_THE_WAY = {"nl": "ik ben onderweg naar hem", "en": "i'm on my way to him"}
A_NO = {"nl": ("nee", "nee hoor", "nee man"), "en": ("no", "nope")}
NO_OF_HER_LIFE = {"nl": "nee, daar denk ik niet aan", "en": "no, i'm not thinking of that"}


@SPOKEN
async def test_a_no_to_what_was_asked_since_lifts_no_hold(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in A_NO[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        await person.say(ON_THE_WAY[spoken])
        assert text_of(person.last).startswith(person.words("urge.first_on_the_way"))
        await person.say(text)
        record = await person.record()
        assert record is not None
        assert record.is_held(stage.clock.now()), text
        assert text_of(person.last) != person.book.replies["suicide_no"].strip()


@SPOKEN
async def test_a_no_that_says_what_it_denies_is_heard_though_something_was_asked_since(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say(ON_THE_WAY[spoken])
    answer = await person.say(NO_OF_HER_LIFE[spoken])
    assert text_of(answer) == person.book.replies["suicide_no"].strip()


@SPOKEN
async def test_a_no_after_an_urge_that_asked_nothing_is_one_to_the_question(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say(CALLS[spoken])
    answer = await person.say(A_NO[spoken][0])
    assert text_of(answer) == person.book.replies["suicide_no"].strip()


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_who_wants_no_more_of_it_now_may_be_watched(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.say({"nl": "stuur niks meer", "en": "don't send anything now"}[spoken])
    assert text_of(person.last) == person.book.replies["violence_unsafe"].strip()
    assert person.buttons == []
