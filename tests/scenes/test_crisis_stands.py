"""What is said to the reply to a crisis, or after a no to its question: nothing light follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.content.model import LANGUAGES
from bot.store import clients, waiting
from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.database import every_table
from tests.scenes.fixed import asked_again, kind_of
from tests.scenes.relaying import agreed
from tests.scenes.test_commands import begins
from tests.scenes.test_crisis import VEILED, VIOLENCE

LONGEST = 360
SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
PLAIN = {"nl": "ik wil dood", "en": "i want to die"}
TAKEN = {"nl": "ik heb pillen geslikt", "en": "i took all my pills"}
NO = {"nl": "nee", "en": "no"}
YES_TO_IT = {
    "nl": ("ja", "ja heb ik", "heb ik al", "ja net", "nog niet", "dat durf ik niet",
           "ja ik ben bang", "ik ben zo bang", "nee maar ik heb pillen", "niet veilig"),
    "en": ("yes", "i have", "already did", "not yet", "i'm scared", "no but i have pills",
           "i'm not safe"),
}  # fmt: skip
ELSE_TO_IT = {
    "nl": {"nee": "no", "dankjewel": "thanks", "ok dankje": "thanks", "iets anders": "else",
           "ik ga douchen": "else", "weet niet": "unsure", "misschien": "unsure",
           "sorry voor net": "sorry", "gaat wel weer": "better", "ben trots": "good", "😊": "good",
           "hee": "hello", "welterusten": "good_night", "laat maar": "else", "god nee": "no",
           "niet suicidaal": "no", "nee ik bedoelde gewoon moe": "no"},
    "en": {"no": "no", "thanks": "thanks", "something else": "else", "idk": "unsure",
           "sorry about earlier": "sorry", "feeling a bit better": "better", "😊": "good",
           "proud of myself": "good", "hi": "hello", "good night": "good_night",
           "god no": "no", "not suicidal": "no", "i just meant im exhausted": "no"},
}  # fmt: skip
TAKEN_BACK = {
    "nl": ("ja toch wel", "toch wel", "eigenlijk wel", "ja", "soms wel", "misschien", "ik loog",
           "weet ik niet", "dat was niet waar", "dat is niet waar, ik denk er wel aan",
           "ja toch", "misschien vanavond", "dat was niet eerlijk", "ik zei nee maar ja",
           "nee was niet waar", "toch misschien wel"),
    "en": ("actually yes", "i lied", "maybe", "that wasn't true", "actually i do", "maybe tonight",
           "i said no but yes", "that no wasn't honest", "that wasn't honest", "the no was a lie"),
}  # fmt: skip
LATE = {
    "nl": ("misschien", "soms", "jawel", "ja een beetje", "eigenlijk wel", "ja"),
    "en": ("maybe", "sometimes", "not sure", "yes"),
}


async def someone(stage: Stage, spoken: str, *, visits: bool) -> Person:
    """A client, or somebody who only found the bot."""
    if not visits:
        return await stage.enrolled("Noor", spoken)
    person = stage.person("Vis", spoken)
    await person.start()
    return person


def stands(person: Person) -> bool:
    """Whether the newest message says what to do in danger, and holds all lines."""
    text = text_of(person.last)
    whole = person.book.replies["still"].strip()
    return text.startswith(whole) and "1813" in text and "0800-2000" in text


def said_to_it(person: Person, kind: str) -> bool:
    """Whether the newest message is the one line for this kind, with the numbers alone."""
    text = text_of(person.last)
    lines = {person.book.replies[f"still_{one}"].strip() for one in (kind, f"{kind}_again")
             if f"still_{one}" in person.book.replies}  # fmt: skip
    short = text.startswith(tuple(lines)) and len(text) < LONGEST and "0800-2000" not in text
    helps = person.words("button.help") in person.buttons
    return short and helps and all(number in text for number in ("112", "113", "1813"))


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_what_is_said_to_the_reply_gets_the_numbers_again(
    stage: Stage, spoken: str, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for first in (PLAIN[spoken], TAKEN[spoken]):
        assert kind_of(person, await person.say(first)) in {"suicide", "medical"}
        for text in YES_TO_IT[spoken]:
            await person.say(text)
            assert stands(person) or kind_of(person, person.last) == "medical", text


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_what_is_no_yes_to_it_gets_one_line_that_answers_and_the_numbers_alone(
    stage: Stage, spoken: str, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    assert kind_of(person, await person.say(PLAIN[spoken])) == "suicide"
    for text, kind in ELSE_TO_IT[spoken].items():
        await stage.walk(seconds=40)
        await person.say(text)
        assert said_to_it(person, kind), (text, text_of(person.last)[:99])
        assert kind_of(person, person.last) is None


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_what_nobody_knows_gets_everything_once_and_then_one_line_never_twice_the_same(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say(PLAIN[spoken])
    said = {"nl": ("hm tja dus", "lastig hoor", "de kat"), "en": ("well then", "hard", "the cat")}
    await person.say(said[spoken][0])
    assert stands(person)
    first, second = [text_of(await person.say(one)) for one in said[spoken][1:]]
    assert first != second
    assert said_to_it(person, "else")


async def test_the_number_is_that_of_her_country(stage: Stage) -> None:
    lotte = await stage.enrolled("Lotte")
    async with stage.app.deps.store.write() as tx:
        record = await lotte.record()
        assert record is not None
        await clients.change(tx, record.id, country="BE")
    await lotte.say(PLAIN["nl"])
    text = text_of(await lotte.say("dankje"))
    assert "1813" in text
    assert "0800-0113" not in text


@SPOKEN
async def test_something_grave_said_anew_gets_everything_again(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await person.say({"nl": "dankje", "en": "thanks"}[spoken])
    await stage.walk(minutes=2)
    assert kind_of(person, await person.say(TAKEN[spoken])) == "medical"


@SPOKEN
async def test_it_is_so_after_a_pressed_reply_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.press("lines.button.safe")
    await person.say(YES_TO_IT[spoken][0])
    assert stands(person)


async def test_after_a_restart_it_is_known_of_a_client(stage: Stage, noor: Person) -> None:
    await noor.say(PLAIN["nl"])
    await stage.restart()
    await noor.say("ja")
    assert stands(noor)


async def test_a_voice_message_to_it_gets_the_numbers(noor: Person) -> None:
    await noor.say(PLAIN["nl"])
    await noor.send("voice")
    text = text_of(noor.last)
    assert text.startswith(noor.book.replies["not_seen"].strip())
    assert noor.book.replies["still_else"].strip() in text
    assert "1813" in text


async def test_an_urge_and_a_command_are_heard_all_the_same(noor: Person) -> None:
    await noor.say(PLAIN["nl"])
    await noor.say("ik wil hem appen")
    assert not stands(noor)
    await noor.say(PLAIN["nl"])
    await noor.say("/instellingen")
    assert not stands(noor)


@SPOKEN
async def test_who_may_not_be_alone_with_the_phone_sees_no_lines(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.say({"nl": "de kat is ziek", "en": "the cat is ill"}[spoken])
    assert text_of(person.last) == person.book.replies["not_emergency"].strip()
    await person.say(NO[spoken])
    for text in ("ok", {"nl": "dankjewel", "en": "thanks"}[spoken]):
        await person.say(text)
        assert "0800" not in text_of(person.last)
        assert not stands(person)


@SPOKEN
async def test_the_question_stands_when_something_else_is_said(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await person.say({"nl": "waarom vraag je dat", "en": "why do you ask"}[spoken])
    assert asked_again(person, person.last)
    no = person.words("lines.button.no")
    assert no in [button.text for button in buttons_of(person.last)]
    await person.tap(no)
    record = await person.record()
    assert record is not None
    assert record.held_until is None


@pytest.mark.long
@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_a_no_may_be_taken_back(stage: Stage, spoken: str, visits: bool) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in TAKEN_BACK[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        answer = await person.say(NO[spoken])
        assert text_of(answer) == person.book.replies["suicide_no"].strip()
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
async def test_after_a_no_other_words_go_their_own_way(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in {
        "nl": ("dankjewel", "ik kan niet slapen", "het is koud vandaag", "ik wil hem appen"),
        "en": ("thanks", "i can't sleep", "he lied to me", "i want to text him"),
    }[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        await person.say(NO[spoken])
        assert kind_of(person, await person.say(text)) is None, text
        assert not stands(person)


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_a_late_answer_to_the_question_in_sight_is_heard(
    stage: Stage, spoken: str, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    for text in LATE[spoken]:
        await stage.walk(minutes=40)
        await person.say(VEILED[spoken])
        await stage.walk(minutes=31)
        assert kind_of(person, await person.say(text)) == "suicide", text


@SPOKEN
@pytest.mark.parametrize("how", ["word", "words", "press"])
async def test_a_late_no_puts_the_hold_back_typed_or_pressed(
    stage: Stage, spoken: str, how: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VEILED[spoken])
    await stage.walk(hours=2)
    if how == "press":
        await person.press("lines.button.no")
    else:
        more = {"nl": "nee hoor, echt niet", "en": "no, absolutely not"}[spoken]
        await person.say(NO[spoken] if how == "word" else more)
    assert text_of(person.last) == person.book.replies["suicide_no"].strip()
    record = await person.record()
    assert record is not None
    assert record.held_until is None


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_a_no_to_the_plain_reply_is_none_to_the_question_before_it(
    stage: Stage, spoken: str, visits: bool
) -> None:
    person = await someone(stage, spoken, visits=visits)
    await person.say(VEILED[spoken])
    assert kind_of(person, await person.say(PLAIN[spoken])) == "suicide"
    await person.say(NO[spoken])
    assert said_to_it(person, "no")


GO_ON = {"nl": "verder", "en": "go on"}


@SPOKEN
@pytest.mark.parametrize("place", ["/brief", "/coach", "anchor:sentence"])
async def test_a_lone_go_on_after_a_crisis_in_a_room_is_no_text_for_it(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await agreed(await stage.enrolled("Noor", spoken))
    coach = await stage.coach()
    await (person.say(place) if place.startswith("/") else person.tap_data(place, 1, stale=True))
    await person.say(PLAIN[spoken])
    rows = await every_table(stage)
    answer = text_of(await person.say(GO_ON[spoken]))
    assert answer.startswith(person.book.replies["write_on"])
    assert "112" in answer
    after = await every_table(stage)
    assert [after[name] for name in KEPT] == [rows[name] for name in KEPT]
    assert not any(GO_ON[spoken] in text for text in coach.texts)
    await stage.walk(minutes=25)
    await person.say("Vandaag heb ik brood gebakken.")
    kept = {"/brief": "letter.sealed", "/coach": "contact.passed_on"}.get(place, "anchor.put_in")
    assert begins(kept)(person.last, person.book)


KEPT = ("anchor", "letter", "relay")
PLACES = ("/brief", "/coach", "anchor:sentence")
TO_THE_REPLY = {
    "nl": ["ja", "nee", "ja heb ik", "dankjewel", "misschien"],
    "en": ["yes", "no", "yes i have", "thanks", "maybe"],
}
LET_BE = {"nl": "laat maar", "en": "never mind"}


async def in_crisis_at(stage: Stage, spoken: str, place: str) -> Person:
    """Somebody whose words of a crisis came where a room waits for a text."""
    person = await agreed(await stage.enrolled("Noor", spoken))
    await (person.say(place) if place.startswith("/") else person.tap_data(place, 1, stale=True))
    await person.say(PLAIN[spoken])
    return person


@pytest.mark.parametrize(
    ("spoken", "said"), [(spoken, one) for spoken, all_ in TO_THE_REPLY.items() for one in all_]
)
@pytest.mark.parametrize("place", PLACES)
async def test_in_a_room_too_an_answer_to_the_reply_gets_the_numbers_and_is_no_text(
    stage: Stage, spoken: str, place: str, said: str
) -> None:
    person, coach = await in_crisis_at(stage, spoken, place), await stage.coach()
    rows = await every_table(stage)
    heard = len(coach.heard)
    assert "112" in text_of(await person.say(said))
    after = await every_table(stage)
    assert [after[name] for name in KEPT] == [rows[name] for name in KEPT]
    assert len(coach.heard) == heard


@SPOKEN
@pytest.mark.parametrize("place", PLACES)
async def test_what_was_being_written_can_be_left_after_a_crisis_by_a_word(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await in_crisis_at(stage, spoken, place)
    rows = await every_table(stage)
    assert "112" in text_of(await person.say(LET_BE[spoken]))
    after = await every_table(stage)
    assert [after[name] for name in KEPT] == [rows[name] for name in KEPT]
    assert after["waiting"] == []


async def test_what_was_denied_in_a_room_can_be_taken_back_there(noor: Person) -> None:
    await noor.say("/brief")
    await noor.say(VEILED["nl"])
    await noor.say("nee")
    await noor.say("verder")
    await noor.say("ja toch wel")
    record = await noor.record()
    assert record is not None
    assert record.held_until is not None
    assert not any(begins("letter.sealed")(message, noor.book) for message in noor.heard)


async def test_a_go_on_after_a_crisis_is_no_try_of_a_safe_word(stage: Stage, noor: Person) -> None:
    async with stage.app.deps.store.write() as tx:
        await waiting.wait_for(tx, noor.id, "word:typed", stage.clock.now(), timedelta(minutes=30))
    await noor.say(PLAIN["nl"])
    for _ in range(3):
        assert text_of(await noor.say("verder")).startswith(noor.book.replies["write_on"])


@SPOKEN
async def test_no_word_is_named_that_does_something_else(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/brief")
    told = text_of(await person.say(PLAIN[spoken]))
    assert person.book.replies["not_kept"] in told
    assert person.book.replies["write_on"] in told
    for said in ("typ ", "verder", "keep typing"):
        assert said not in told.lower().split("niemand leest mee")[-1]


async def test_where_no_room_waits_on_nothing_is_said_of_going_on(noor: Person) -> None:
    async with noor.stage.app.deps.store.write() as tx:
        short = timedelta(minutes=2)
        await waiting.wait_for(tx, noor.id, "letter:more", noor.stage.clock.now(), short)
    told = text_of(await noor.say(PLAIN["nl"]))
    assert told.endswith(noor.book.replies["not_kept"])


@SPOKEN
async def test_a_lone_go_on_does_not_end_the_hold_but_asks(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("anchor:sentence", 1, stale=True)
    await person.say(PLAIN[spoken])
    await stage.walk(minutes=35)
    word = {"nl": "verder", "en": "resume"}[spoken]
    assert text_of(await person.say(word)).startswith(person.words("pause.ask_held"))
    record = await person.record()
    assert record is not None
    assert record.held_until is not None
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    record = await person.record()
    assert record is not None
    assert record.held_until is None


AT_HAND = {
    "nl": ("nee maar ik heb wel pillen klaarliggen", "nee ik heb wel pillen in huis",
           "nee maar het mes ligt hier"),
    "en": ("no but i have pills ready", "no but the knife is right here"),
}  # fmt: skip


@SPOKEN
@pytest.mark.parametrize("when", ["at once", "late", "after a no", "a while after a no"])
async def test_a_no_with_something_at_hand_is_danger(stage: Stage, spoken: str, when: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for text in AT_HAND[spoken]:
        await stage.walk(hours=3)
        await person.say(VEILED[spoken])
        if "no" in when:
            await person.say(NO[spoken])
        if when in ("late", "a while after a no"):
            await stage.walk(minutes=35)
        assert kind_of(person, await person.say(text)) in {"suicide", "medical"}, text
        record = await person.record()
        assert record is not None
        assert record.is_held(stage.clock.now())


@SPOKEN
async def test_what_was_told_of_herself_is_answered_though_it_is_open_who_may_look(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    assert kind_of(person, await person.say(PLAIN[spoken])) == "suicide"
    for text in ({"nl": "dankjewel", "en": "thanks"}[spoken], "hm"):
        await stage.walk(seconds=40)
        await person.say(text)
        assert all(number in text_of(person.last) for number in ("112", "113", "1813")), text
    # Said once more, the question is the newest in sight, and nothing lights up beside it.
    await person.say(VIOLENCE[spoken])
    assert text_of(await person.say("hm")) == person.book.replies["not_emergency"].strip()
