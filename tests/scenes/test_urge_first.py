"""An urge that is typed where a room waits for something else: it goes first, or it is kept."""

from __future__ import annotations

import pytest

from bot.store import clients, waiting
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.relaying import agreed
from tests.scenes.test_commands import begins
from tests.scenes.test_word import everything_in, shut
from tests.scenes.urging import first_part, labels

WORDS = "ik ga hem appen"


async def waits_for(person: Person) -> str | None:
    """The place that waits for what she types."""
    async with person.stage.app.deps.store.read() as tx:
        return await waiting.find(tx, person.id, person.stage.clock.now())


async def to_nickname(noor: Person) -> None:
    await noor.tap_data("more:name", message_id=1, stale=True)


async def to_zone(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")


async def to_when(noor: Person) -> None:
    await noor.say("/afspraak")
    await noor.press("appointment.button.work")


async def to_day(noor: Person) -> None:
    await noor.tap_data("date:add", message_id=1, stale=True)


async def to_day_name(noor: Person) -> None:
    await to_day(noor)
    await noor.say("25-11")
    await noor.press("date.button.once")


async def to_word(noor: Person) -> None:
    await shut(noor)
    await noor.say("/voortgang")
    assert text_of(noor.last) == noor.words("word.ask")


PLACES = {
    "more:nickname": to_nickname,
    "settings:zone": to_zone,
    "appointment:when": to_when,
    "date:day": to_day,
    "date:name": to_day_name,
    "word:typed": to_word,
}


@pytest.mark.parametrize("place", PLACES)
async def test_where_an_urge_is_no_answer_it_goes_first_and_nothing_waits_any_more(
    stage: Stage, noor: Person, place: str
) -> None:
    await PLACES[place](noor)
    assert await waits_for(noor) == place
    answer = await noor.say(WORDS)
    assert text_of(answer) == noor.words("urge.first")
    assert await waits_for(noor) is None
    assert len(await table(stage, "urge")) == 1
    record = await noor.record()
    assert record is not None
    async with stage.app.deps.store.read() as tx:
        assert clients.nickname_of(tx, record) == ""


async def to_sentence(noor: Person) -> None:
    await noor.tap_data("anchor:sentence", message_id=1, stale=True)


async def to_note(noor: Person) -> None:
    await to_when(noor)
    await noor.say("morgen 14:30")


async def to_plan(noor: Person) -> None:
    await noor.tap_data("plan:make", message_id=1, stale=True)


WRITING = {
    "anchor:sentence": (to_sentence, "anchor"),
    "appointment:note": (to_note, "appointment"),
    "plan:signals": (to_plan, "safety_plan"),
}


@pytest.mark.parametrize("place", WRITING)
async def test_where_somebody_writes_it_is_kept_and_the_anchor_stands_below_the_answer(
    stage: Stage, noor: Person, place: str
) -> None:
    come, kept = WRITING[place]
    await come(noor)
    assert await waits_for(noor) == place
    answer = await noor.say(WORDS)
    assert len(await table(stage, kept)) == 1
    assert await table(stage, "urge") == []
    assert labels(answer)[-2:] == [noor.words("button.now"), noor.words("button.help")]
    assert len(labels(answer)) > 2, "its own ways on are there too"
    assert first_part(await noor.press("button.now")) == noor.words("urge.first")


async def test_other_words_there_get_no_such_row(noor: Person) -> None:
    await to_plan(noor)
    answer = await noor.say("een strakke kaak")
    assert noor.words("button.now") not in labels(answer)


async def test_a_question_of_safety_that_is_open_stays_open_under_the_urge(
    noor: Person,
) -> None:
    await to_nickname(noor)
    await noor.say("ik trek het niet meer")
    async with noor.stage.app.deps.store.read() as tx:
        place, question = await waiting.find_both(tx, noor.id, noor.stage.clock.now())
    assert place == "more:nickname"
    assert question
    await noor.say(WORDS)
    async with noor.stage.app.deps.store.read() as tx:
        after = await waiting.find_both(tx, noor.id, noor.stage.clock.now())
    assert after == (None, question)


async def test_a_letter_takes_an_urge_as_what_it_is_for(stage: Stage, noor: Person) -> None:
    await noor.say("/brief")
    await noor.say(WORDS)
    assert len(await table(stage, "letter")) == 1
    assert WORDS not in everything_in(noor)


@pytest.mark.parametrize("command", ["/coach", "/afspraak", "/tijd"])
@pytest.mark.parametrize(
    "written", [WORDS, "ik hou het niet meer, ik sta op het punt hem te appen"]
)
async def test_behind_a_command_that_can_do_nothing_with_it_an_urge_goes_first(
    stage: Stage, noor: Person, command: str, written: str
) -> None:
    coach = await stage.coach()
    before = len(coach.heard)
    answer = await noor.say(f"{command} {written}")
    assert text_of(answer) == noor.words("urge.first")
    assert len(await table(stage, "urge")) == 1
    assert len(coach.heard) == before
    assert await waits_for(noor) is None


async def test_of_a_visitor_too(visitor: Person) -> None:
    assert text_of(await visitor.say(f"/coach {WORDS}")) == visitor.words("urge.first")


BEHIND = {
    "/anker": "anchor.put_in",
    "/pauze": "pause.paused",
    "/oefening": "exercise.offer",
}


@pytest.mark.parametrize("command", BEHIND)
async def test_a_command_that_is_plain_is_carried_out_and_the_anchor_stands_below(
    stage: Stage, noor: Person, command: str
) -> None:
    answer = await noor.say(f"{command} {WORDS}")
    assert begins(BEHIND[command])(answer, noor.book)
    assert await table(stage, "urge") == []
    assert noor.words("button.now") in labels(answer)


async def test_with_the_consent_it_goes_to_the_coach(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await agreed(noor)
    answer = await noor.say(f"/coach {WORDS}")
    assert WORDS in text_of(coach.last)
    assert noor.words("contact.meanwhile") in text_of(answer)
    assert labels(answer).count(noor.words("button.now")) == 1


async def test_behind_its_own_command_an_urge_is_answered_once(stage: Stage, noor: Person) -> None:
    answer = await noor.say(f"/drang {WORDS}")
    assert text_of(answer) == noor.words("urge.first")
    assert noor.words("button.now") not in labels(answer)
    assert len(await table(stage, "urge")) == 1


async def test_a_question_of_safety_stays_open_under_an_urge_behind_a_command(
    noor: Person,
) -> None:
    await noor.say("ik trek het niet meer")
    async with noor.stage.app.deps.store.read() as tx:
        _, question = await waiting.find_both(tx, noor.id, noor.stage.clock.now())
    assert question
    await noor.say(f"/tijd {WORDS}")
    async with noor.stage.app.deps.store.read() as tx:
        after = await waiting.find_both(tx, noor.id, noor.stage.clock.now())
    assert after == (None, question)


AFTERWARDS = {
    "nl": {"ik heb het toch gestuurd": "urge.happened", "ik ga nu naar hem toe":
           "urge.first_on_the_way", "hij belt nu": "urge.first_incoming"},
    "en": {"i sent it after all": "urge.happened", "i'm driving to his place now":
           "urge.first_on_the_way", "he is calling me now": "urge.first_incoming"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("spoken", "text", "key"),
    [(spoken, text, key) for spoken, all_ in AFTERWARDS.items() for text, key in all_.items()],
)
async def test_what_happens_right_after_a_letter_is_no_second_half_of_it(
    stage: Stage, spoken: str, text: str, key: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "/brief", "en": "/letter"}[spoken])
    await person.say({"nl": "Ik mis je.", "en": "I miss you."}[spoken])
    assert text_of(await person.say(text)) == person.words(key)
    (kept,) = await table(stage, "letter")
    assert kept["long"] is False


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_number_thanks_and_a_yes_are_no_second_half_of_a_letter(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    more = person.words("letter.more")
    for text in {"nl": ("8", "dank je", "ja"), "en": ("8", "thanks", "yes")}[spoken]:
        await person.say({"nl": "/brief Ik mis je.", "en": "/letter I miss you."}[spoken])
        answer = text_of(await person.say(text))
        assert not answer.startswith(more.splitlines()[0].partition("{")[0]), text
    assert (await table(stage, "letter"))[0]["strength_then"] == 8


async def test_a_second_half_that_is_full_of_longing_is_kept_with_the_first(
    stage: Stage, noor: Person
) -> None:
    await noor.say("/brief Ik mis je.")
    answer = text_of(await noor.say("ik mis je stem zo erg vannacht"))
    assert answer.startswith(noor.words("letter.more").splitlines()[0].partition("{")[0])
    assert len(await table(stage, "letter")) == 1
