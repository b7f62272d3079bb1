"""A coach's own crisis, in the middle of her work: she is answered, and nobody else reads it."""

from __future__ import annotations

import pytest

from bot.store import cohorts
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of, lines, reply
from tests.scenes.relaying import agreed, called, forum, having
from tests.scenes.test_crisis_everywhere import LITTLE, SUICIDE, places_of, wait_at
from tests.scenes.test_inbox_group import ask

LANGUAGES = pytest.mark.parametrize("spoken", SUICIDE)
VIOLENCE = {"nl": "mijn man slaat me nu", "en": "my husband is hitting me now"}
OF_A_CLIENT = {
    "nl": "Kim zegt dat ze dood wil, wat doe ik?",
    "en": "Kim says she wants to die, what do I do?",
}
LEARNED = {"nl": "ik zie het niet meer zitten", "en": "i don't see a way out any more"}
"""Known by no phrase, only by what was learned."""


async def coach_who_speaks(stage: Stage, language: str) -> Person:
    """A coach whose phone is in this language."""
    stage.world.add_person("Coach", language, COACH_ID)
    return await stage.coach()


def hers(stage: Stage) -> list[str]:
    """Every place of a coach's rooms."""
    rooms = {room.room for room in stage.app.features if room.coach}
    return [place for place in places_of(stage) if place.split(":")[0] in rooms]


async def kept(stage: Stage) -> list[object]:
    """What a text at one of her places may change."""
    names = ("coach_act", "broadcast", "cohort", "canned", "note")
    return [await table(stage, name) for name in names]


@pytest.mark.long
@LANGUAGES
async def test_at_every_place_that_waits_she_is_answered_and_no_room_takes_it(
    stage: Stage, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    before = await kept(stage)
    for place in hers(stage):
        await wait_at(coach, place)
        told = reply(coach, "suicide", writing=place not in LITTLE, passed_on=True)
        assert text_of(await coach.say(SUICIDE[spoken])) == told, place
        await coach.say("/beheer")
        await wait_at(coach, place)
        assert kind_of(coach, await coach.say(VIOLENCE[spoken])) == "violence", place
        await coach.say("/beheer")
    assert await kept(stage) == before


@LANGUAGES
@pytest.mark.parametrize("place", ["inbox:hours", "canned:text", "broadcast:text"])
async def test_an_answer_to_what_she_is_asked_then_is_no_text_for_the_place(
    stage: Stage, spoken: str, place: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    before = await kept(stage)
    await wait_at(coach, place)
    await coach.say(VIOLENCE[spoken])
    await coach.say({"nl": "nee", "en": "no"}[spoken])
    assert coach.book.replies["violence_unsafe"].strip() in coach.texts[-2:]
    assert await kept(stage) == before


@LANGUAGES
@pytest.mark.parametrize("place", ["session:when", "away:from", "clients:name", "cohort:name"])
async def test_where_a_day_or_a_name_is_asked_so_is_what_she_tells_of_a_client(
    stage: Stage, spoken: str, place: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await wait_at(coach, place)
    told = reply(coach, "third_suicide", passed_on=True)
    assert text_of(await coach.say(OF_A_CLIENT[spoken])) == told


PUBLISHED = {
    "hours": ("inbox:hours", "meant.button.hours"),
    "away": ("away:set", "meant.button.away"),
    "canned": ("canned:new", "meant.button.canned"),
    "line": ("weeks:write:1:8", "meant.button.line"),
}
"""Where a text is kept for clients to read, and the button that keeps it all the same."""


@LANGUAGES
@pytest.mark.parametrize("place", PUBLISHED)
async def test_what_may_be_her_own_is_shown_before_clients_read_it_with_whom_to_ring(
    stage: Stage, noor: Person, spoken: str, place: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    data, button = PUBLISHED[place]
    await coach.tap_data(data, stale=True)
    if place == "away":
        await coach.say("1-12")
        await coach.say("3-12")
    before = await kept(stage)
    await coach.say(LEARNED[spoken])
    assert text_of(coach.last) == beside(coach, "suicide")
    assert coach.words("meant.read_by") in coach.texts
    assert await kept(stage) == before
    await coach.press(button)
    assert await kept(stage) != before


def beside(coach: Person, kind: str) -> str:
    """Whom to ring, beside what became of her words."""
    topics = {"suicide": ("danger", "suicide")}[kind]
    return f"{coach.book.replies['beside_work']}\n\n{lines(coach, coach.book, topics, None)}"


@LANGUAGES
async def test_at_a_preview_whom_to_ring_stands_beside_it(
    stage: Stage, noor: Person, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.say("/bericht")
    await coach.say(LEARNED[spoken])
    assert text_of(coach.last) == beside(coach, "suicide")
    assert coach.words("broadcast.to.everyone", number=0) in str(coach.heard[-2])


@LANGUAGES
@pytest.mark.parametrize("data", ["session:new", "away:set"])
async def test_where_no_day_can_be_read_in_it_too(stage: Stage, spoken: str, data: str) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.tap_data(data, stale=True)
    await coach.say(LEARNED[spoken])
    assert text_of(coach.last) == beside(coach, "suicide")


@pytest.mark.parametrize("said", ["wil dood", "zelfmoord plegen", "wil niet meer leven"])
async def test_nor_does_it_take_an_i(stage: Stage, noor: Person, said: str) -> None:
    coach = await stage.coach()
    await coach.tap_data("inbox:hours", stale=True)
    assert kind_of(coach, await coach.say(said)) == "suicide"


@pytest.mark.parametrize(
    "text",
    [
        "Denk je aan zelfmoord? Bel dan 113, ik lees pas maandag.",
        "Bij nood bel 112 of 113. Ik lees op werkdagen.",
        "op maandag werk ik niet",
    ],
)
async def test_what_she_tells_clients_is_kept_as_it_is(
    stage: Stage, noor: Person, text: str
) -> None:
    coach = await stage.coach()
    await coach.tap_data("inbox:hours", stale=True)
    await coach.say(text)
    await noor.say("/coach")
    await agreed(noor)
    await noor.say("/coach")
    assert text in noor.texts[-1]


@pytest.mark.parametrize("name", ["Nieuw leven", "Einde", "De Brug", "Spring"])
async def test_a_group_may_be_called_so(stage: Stage, name: str) -> None:
    coach = await stage.coach()
    await coach.say("/groepen")
    await coach.press("cohort.button.new")
    await coach.say(name)
    assert coach.words("cohort.ask_start", group=name) == text_of(coach.last)


@LANGUAGES
async def test_in_answer_to_a_client_it_goes_to_nobody_nor_when_an_answer_is_changed(
    stage: Stage, noor: Person, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await called(noor, "Noor")
    await ask(noor)
    asked = having(coach, "ik heb een vraag")
    told = reply(coach, "suicide", passed_on=True)
    answer = await coach.say(SUICIDE[spoken], reply_to=asked.message_id)
    assert text_of(answer) == told
    await coach.say("Ik bel je morgen", reply_to=asked.message_id)
    mine = [m for m in stage.world.chat(coach.id) if not m.from_bot][-1]
    await stage.walk(minutes=1)
    await coach.edit(mine.message_id, SUICIDE[spoken])
    assert told in coach.texts[-2:], "beside the way to take that answer back"
    await coach.say(KIND[spoken], reply_to=asked.message_id)
    await stage.walk(minutes=2)
    assert SUICIDE[spoken] not in str(noor.texts)
    assert KIND[spoken] in str(noor.texts)


KIND = {
    "nl": "Ik hoor dat je dood wil. Bel 113, ze zijn er dag en nacht.",
    "en": "I hear that you want to die. Call 113, they are there day and night.",
}


@LANGUAGES
async def test_in_a_topic_it_is_shown_first_with_whom_to_ring(
    stage: Stage, noor: Person, spoken: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await called(noor, "Noor")
    made = await forum(stage)
    await ask(noor)
    thread = made.topics[0].thread_id
    question = made.messages(thread)[-1]
    shown = f"{coach.words('inbox.shown_first', name='Noor')}\n\n{beside(coach, 'suicide')}"
    for reply_to in (None, question.message_id):
        await made.say(coach, SUICIDE[spoken], thread, reply_to=reply_to)
        await stage.walk(minutes=2)
        assert made.texts(thread)[-1] == shown
    assert SUICIDE[spoken] not in str(noor.texts)
    written = await made.say(coach, "Ik bel je morgen", thread)
    await stage.walk(minutes=2)
    await coach.edit(written.message_id, SUICIDE[spoken], chat_id=made.chat.id)
    assert made.texts(thread)[-1].startswith(coach.words("inbox.not_changed"))
    assert "113" in made.texts(thread)[-1]
    await stage.walk(minutes=2)
    assert SUICIDE[spoken] not in str(noor.texts)
    await made.say(coach, KIND[spoken], thread)
    await stage.walk(minutes=2)
    assert KIND[spoken] in str(noor.texts)


NO_CRISIS = {
    "nl": ("nodig iemand uit", "maandag ben ik er niet", "ik ben weg", "Kim wil niet meer"),
    "en": ("I'm gone next week", "who needs me", "I quit", "goodbye"),
}
"""Words of her work that nothing tells from hints at a crisis."""


@pytest.mark.parametrize(
    ("spoken", "said"), [(spoken, one) for spoken, said in NO_CRISIS.items() for one in said]
)
async def test_what_is_asked_about_leads_back_to_her_work_and_then_is_that(
    stage: Stage, spoken: str, said: str
) -> None:
    coach = await coach_who_speaks(stage, spoken)
    assert kind_of(coach, await coach.say(said)) == "suicide_veiled"
    assert coach.words("coach.button.broadcast") in coach.buttons
    assert coach.words("coach.button.panel") in coach.buttons
    await coach.say({"nl": "sessie afzeggen", "en": "cancel the session"}[spoken])
    nowhere, numbers = coach.words("coach.nowhere"), coach.book.replies["not_emergency"].strip()
    assert text_of(coach.last) == f"{nowhere}\n\n{numbers}"
    await coach.say({"nl": "wat staat er gepland", "en": "what is planned"}[spoken])
    assert text_of(coach.last) == nowhere


@LANGUAGES
@pytest.mark.parametrize("answer", ["ja", "weet niet", "ik heb pillen", "nee"])
async def test_an_answer_to_it_is_one_all_the_same(stage: Stage, spoken: str, answer: str) -> None:
    coach = await coach_who_speaks(stage, spoken)
    await coach.say(NO_CRISIS[spoken][1])
    typed = {"ja": "yes", "weet niet": "not sure", "ik heb pillen": "i have pills", "nee": "no"}
    await coach.say(answer if spoken == "nl" else typed[answer])
    told = {"nee": "suicide_no", "ik heb pillen": "medical"}.get(answer, "suicide")
    assert coach.book.replies[told].strip() in coach.texts[-1]


async def test_a_draft_is_among_the_ways(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Morgen om acht uur")
    await coach.say("ik ben weg")
    await coach.press("coach.button.draft")
    assert coach.words("broadcast.to.everyone", number=0) in coach.buttons


async def test_the_name_of_a_group_or_of_a_client_is_none(stage: Stage, noor: Person) -> None:
    coach = await coach_who_speaks(stage, "en")
    async with stage.app.deps.store.write() as tx:
        await cohorts.add(tx, "Spring", stage.clock.now())
    await called(noor, "Rope")
    for before in ("/broadcast", "who needs me"):  # also while what was asked then is open
        await coach.say(before)
        await coach.say("/admin")
        await coach.say("broadcast")
        await coach.say("Tonight at eight")
        for name in ("Spring", "spring", "Rope"):
            assert "113" not in text_of(await coach.say(name)), name
    await coach.say("who needs me")
    await coach.say("questions")
    assert "113" not in text_of(await coach.say("Spring"))


async def test_after_words_that_were_plain_nothing_is_work_until_she_goes_on(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await coach.say("ik wil dood")
    await coach.say("sessie afzeggen")
    assert coach.words("coach.nowhere") not in coach.texts[-1]
    assert "112" in coach.texts[-1]
