"""She answers what the coach sent round, or writes behind `/coach`: it goes where it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.broadcasting import confirm, leave, send, to_everyone
from tests.scenes.fixed import kind_of
from tests.scenes.relaying import agreed, forum, having, other_coach, said, staged_for_two
from tests.scenes.test_crisis import VEILED

ASKED = "Vanavond sessie. Laat even weten of je erbij bent?"
ANSWER = "ja ik ben erbij, tot straks"
SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])


async def asked(
    stage: Stage, spoken: str = "nl", *, consent: bool = True
) -> tuple[Person, Person]:
    """The coach asked everyone something; gives the client and the coach."""
    coach, person = await stage.coach(), await stage.enrolled("Noor", spoken)
    if consent:
        await agreed(person)
    await send(coach, 1, ASKED)
    return person, coach


def arrived(coach: Person, words: str) -> bool:
    return any(words in text for text in coach.texts)


@SPOKEN
async def test_a_reply_to_what_went_to_many_goes_to_the_coach(stage: Stage, spoken: str) -> None:
    person, coach = await asked(stage, spoken)
    heard = having(person, ASKED)
    await person.say(ANSWER, reply_to=heard.message_id)
    assert person.words("contact.passed_on") in text_of(person.last)
    assert arrived(coach, ANSWER)
    await person.say("en ik neem taart mee")
    assert arrived(coach, "taart"), "more may follow"


@SPOKEN
@pytest.mark.parametrize("linked", [False, True])
async def test_it_says_which_of_two_it_answers_and_so_does_what_it_is_changed_into(
    stage: Stage, spoken: str, *, linked: bool
) -> None:
    person, coach = await asked(stage, spoken)
    group = await forum(stage) if linked else None
    await send(coach, 1, "Hoi {voornaam|daar}, kun je vrijdag?")
    await person.say("ja", reply_to=having(person, "vrijdag").message_id)
    mine = said(person).message_id

    def heard() -> list[str]:
        return group.texts(group.topics[-1].thread_id) if group is not None else coach.texts

    line = coach.words("inbox.answers.message", named='"Hoi {voornaam|daar}, kun je vrijdag?"')
    assert any(text.endswith(f"{line}\n\nja") for text in heard()), "as it was written: no name"
    await person.say("nee", reply_to=having(person, ASKED).message_id)
    named = coach.words("inbox.answers.message", named=f'"{ASKED}"')
    assert heard()[-1].endswith(f"{named}\n\nnee")
    await person.edit(mine, "ja graag")
    await stage.settle()
    assert any(text.endswith(f"{line}\n\nja graag") for text in heard())
    await person.say("en ik neem taart mee")
    assert "vrijdag" not in heard()[-1], "it is a Reply to nothing"


async def test_a_reply_to_a_coachs_answer_stands_below_that_answer_with_each_coach(
    tmp_path: Path,
) -> None:
    async with staged_for_two(tmp_path) as stage:
        coach, other = await stage.coach(), await other_coach(stage)
        noor = await agreed(await stage.enrolled())
        await noor.say("/coach")
        await noor.say("kan ik vrijdag")
        await coach.say("Ja hoor", reply_to=having(coach, "vrijdag").message_id)
        written = said(coach).message_id
        await noor.say("fijn, tot dan", reply_to=having(noor, "Ja hoor").message_id)
        assert having(coach, "tot dan").reply_to == written
        assert having(other, "tot dan").reply_to == having(other, "Ja hoor").message_id


async def test_a_reply_to_a_coachs_answer_stands_below_it_in_the_topic(stage: Stage) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled())
    group = await forum(stage)
    await noor.say("/coach")
    await noor.say("kan ik vrijdag")
    topic = group.topics[-1].thread_id
    written = await group.say(coach, "Ja hoor", topic)
    await noor.say("fijn, tot dan", reply_to=having(noor, "Ja hoor").message_id)
    last = group.messages(topic)[-1]
    assert (text_of(last), last.reply_to) == ("fijn, tot dan", written.message_id)


async def test_behind_a_neutral_line_a_reply_to_what_was_opened_goes_to_the_coach(
    stage: Stage,
) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled("Noor", seen=True))
    await noor.say("/coach")
    await noor.say("mag ik iets vragen")
    question = having(coach, "iets vragen")
    await coach.say("Hoe gaat het vandaag?", reply_to=question.message_id)
    await stage.walk(minutes=2)
    await noor.press("stub.button.open")
    await noor.say("niet zo goed", reply_to=having(noor, "vandaag?").message_id)
    assert arrived(coach, "niet zo goed")
    await coach.say("/bericht")
    await coach.send("photo", caption="Wie komt er vanavond?")
    await to_everyone(coach)
    await confirm(coach, 1)
    await leave(coach)
    await stage.walk(minutes=5)
    await noor.press("stub.button.open")
    photo = having(noor, "Wie komt er")
    assert photo.silent
    assert kind_of(noor, await noor.say(VEILED["nl"], reply_to=photo.message_id))
    assert not arrived(coach, VEILED["nl"])
    await noor.press("lines.button.no")
    await noor.say("ik kom", reply_to=photo.message_id)
    assert arrived(coach, "ik kom")


async def test_what_sounds_heavy_in_it_goes_to_the_coach_all_the_same(stage: Stage) -> None:
    noor, coach = await asked(stage)
    await noor.say("kan niet, ben ziek", reply_to=having(noor, ASKED).message_id)
    assert arrived(coach, "ben ziek")


@SPOKEN
async def test_without_the_consent_that_is_asked_first_and_nothing_went(
    stage: Stage, spoken: str
) -> None:
    person, coach = await asked(stage, spoken, consent=False)
    heard = having(person, ASKED)
    await person.say(ANSWER, reply_to=heard.message_id)
    assert text_of(person.last).startswith(person.words("contact.not_sent_yet"))
    assert not arrived(coach, ANSWER)
    await person.press("contact.button.agree")
    await person.say(ANSWER)
    assert arrived(coach, ANSWER)


FIRST = {
    "nl": "Nee, vrijdag lukt niet. Kan het zaterdag?",
    "en": "No, Friday does not work for me. Could it be Saturday?",
}


@SPOKEN
@pytest.mark.parametrize("way", ["button", "typed", "written again"])
async def test_after_the_consent_one_tap_sends_what_she_had_written(
    stage: Stage, spoken: str, way: str
) -> None:
    person, coach = await asked(stage, spoken, consent=False)
    await person.say(FIRST[spoken], reply_to=having(person, ASKED).message_id)
    await person.press("contact.button.agree")
    assert text_of(person.last).startswith(person.words("contact.unsent_still"))
    assert not arrived(coach, FIRST[spoken]), "she agreed to writing, not to sending this"
    sends = person.last
    if way == "button":
        await person.press("contact.button.send_unsent")
    elif way == "typed":
        await person.say({"nl": "ja, stuur maar", "en": "yes, send it"}[spoken])
    else:
        await person.say(FIRST[spoken])
    assert person.words("contact.passed_on") in text_of(person.last)
    if way != "written again":
        assert FIRST[spoken] in coach.texts[-1]
        named = coach.words("inbox.answers.message", named=f'"{ASKED}"')
        assert named in "\n".join(coach.texts[-2:]), "with what it answers"
        await person.tap(person.words("contact.button.send_unsent"), sends)
    assert sum(FIRST[spoken] in text for text in coach.texts) == 1


@SPOKEN
@pytest.mark.parametrize("way", ["button", "typed"])
async def test_what_stood_behind_the_command_goes_without_it(
    stage: Stage, spoken: str, way: str
) -> None:
    person, coach = await asked(stage, spoken, consent=False)
    await person.say(f"/coach {FIRST[spoken]}")
    await person.press("contact.button.agree")
    assert person.words("contact.button.send_unsent") in person.buttons
    sends = person.last
    if way == "typed":
        await person.say({"nl": "ja, stuur maar", "en": "yes, send it"}[spoken])
        assert text_of(person.last).startswith(person.words("contact.unsent_still"))
        assert not arrived(coach, FIRST[spoken])
    await person.tap(person.words("contact.button.send_unsent"), sends)
    assert person.words("contact.passed_on") in text_of(person.last)
    assert coach.texts[-1].endswith(f"\n{FIRST[spoken]}")
    assert "/coach" not in coach.texts[-1]


@SPOKEN
async def test_after_words_of_a_crisis_the_same_tap_sends_nothing(
    stage: Stage, spoken: str
) -> None:
    person, coach = await asked(stage, spoken, consent=False)
    await person.say(FIRST[spoken], reply_to=having(person, ASKED).message_id)
    await person.press("contact.button.agree")
    sends = person.last
    await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
    await person.tap(person.words("contact.button.send_unsent"), sends)
    assert not arrived(coach, FIRST[spoken])


@SPOKEN
async def test_agreed_to_once_more_it_is_not_offered_after_she_wrote_again(
    stage: Stage, spoken: str
) -> None:
    person, _ = await asked(stage, spoken, consent=False)
    written = await person.say(FIRST[spoken], reply_to=having(person, ASKED).message_id)
    agrees = next(one.data for one in buttons_of(written) if one.data and "agree" in one.data)
    await person.press("contact.button.agree")
    await person.say(FIRST[spoken])
    again = await person.tap_data(agrees, written.message_id, stale=True)
    assert person.words("contact.unsent_still") not in text_of(again)
    assert person.words("contact.button.send_unsent") not in person.buttons


async def test_without_the_consent_an_album_has_to_be_sent_again(stage: Stage) -> None:
    noor, coach = await asked(stage, consent=False)
    heard = having(noor, ASKED).message_id
    await noor.send("photo", caption="kijk", reply_to=heard, media_group_id="album")
    await noor.press("contact.button.agree")
    assert noor.words("contact.button.send_unsent") not in noor.buttons
    assert not arrived(coach, "kijk")


@SPOKEN
async def test_right_below_the_coachs_message_the_way_to_the_coach_comes_first(
    stage: Stage, spoken: str
) -> None:
    person, _ = await asked(stage, spoken, consent=False)
    await person.say("mwah 20 stuks")
    assert person.buttons[0] == person.words("button.coach")
    assert person.buttons.count(person.words("button.coach")) == 1
    await person.say("mwah 30 stuks")
    assert person.buttons[0] == person.words("button.now"), "something else is in sight"


async def test_without_the_consent_an_urge_goes_first(stage: Stage) -> None:
    noor, coach = await asked(stage, consent=False)
    await noor.say("ik ga hem nu appen", reply_to=having(noor, ASKED).message_id)
    assert text_of(noor.last) == noor.words("urge.first")
    assert not arrived(coach, "appen")


@SPOKEN
async def test_a_crisis_in_it_is_answered_and_goes_nowhere(stage: Stage, spoken: str) -> None:
    person, coach = await asked(stage, spoken)
    heard = having(person, ASKED)
    answer = await person.say(VEILED[spoken], reply_to=heard.message_id)
    assert kind_of(person, answer) == "suicide_veiled"
    assert person.book.replies["not_kept"].strip() in text_of(answer)
    assert not arrived(coach, VEILED[spoken])


async def test_a_reply_to_anything_else_goes_nowhere(stage: Stage) -> None:
    _, coach = await asked(stage)
    mia = await agreed(await stage.enrolled("Mia"))
    own = await mia.say("/help")
    await mia.say(ANSWER, reply_to=own.message_id)
    assert not arrived(coach, ANSWER)


@SPOKEN
async def test_other_words_soon_after_it_are_shown_the_way(stage: Stage, spoken: str) -> None:
    person, coach = await asked(stage, spoken)
    await person.say("mwah 20 stuks")
    assert person.words("other.after_news") in text_of(person.last)
    assert person.words("button.coach") in person.buttons
    await stage.walk(hours=7)
    await person.say("mwah 20 stuks")
    assert person.words("other.after_news") not in text_of(person.last)
    assert not arrived(coach, "mwah")


@SPOKEN
async def test_what_stands_behind_the_command_goes_on(stage: Stage, spoken: str) -> None:
    coach, person = await stage.coach(), await agreed(await stage.enrolled("Noor", spoken))
    await person.say("/coach ik heb een vraag over de sessie")
    assert person.words("contact.passed_on") in text_of(person.last)
    assert text_of(coach.last).endswith("\n\nik heb een vraag over de sessie")
    mine = said(person)
    await person.edit(mine.message_id, "/coach ik heb een vraag over woensdag")
    assert arrived(coach, "een vraag over woensdag")
    assert not arrived(coach, "/coach")


async def test_what_stands_in_bold_behind_the_command_stays_bold(stage: Stage) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled())
    bold = {"type": "bold", "offset": 10, "length": 3}
    command = {"type": "bot_command", "offset": 0, "length": 6}
    await noor.say("/coach een zin erbij", entities=[command, {**bold, "offset": 11}])
    sent = having(coach, "een zin erbij")
    start = text_of(sent).index("zin")
    assert [(e["offset"], e["length"]) for e in sent.entities or [] if e["type"] == "bold"][
        -1
    ] == (
        start,
        3,
    )


@SPOKEN
async def test_without_the_consent_she_hears_that_it_was_not_sent_yet(
    stage: Stage, spoken: str
) -> None:
    coach, person = await stage.coach(), await stage.enrolled("Noor", spoken)
    await person.say("/coach ik heb een vraag")
    assert text_of(person.last).startswith(person.words("contact.not_sent_yet"))
    assert not arrived(coach, "een vraag")
    await person.say("/coach")
    assert text_of(person.last) == person.words("contact.about")


async def test_a_crisis_behind_the_command_is_answered_and_may_be_sent_after_a_no(
    stage: Stage,
) -> None:
    coach, noor = await stage.coach(), await agreed(await stage.enrolled())
    stage.thinking = 4.0
    answer = await noor.say(f"/coach {VEILED['nl']}")
    assert kind_of(noor, answer) == "suicide_veiled"
    assert not arrived(coach, VEILED["nl"])
    await noor.press("lines.button.no")
    assert noor.words("button.coach") in noor.buttons
    assert kind_of(noor, await noor.say("/coach ik wil dood")) == "suicide"
    assert not arrived(coach, "dood")
    await noor.say(f"/coach {VEILED['nl']}")
    await noor.press("lines.button.no")
    await noor.say(f"/coach {VEILED['nl']}")
    assert arrived(coach, VEILED["nl"])
