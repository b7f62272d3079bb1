"""What one coach answers, as the other coaches see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.content.model import LANGUAGES
from bot.sandbox.model import Message
from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.scenes.relaying import (
    FAILED,
    OTHER_COACH,
    agreed,
    forum,
    having,
    other_coach,
    said,
    sign,
)

pytestmark = pytest.mark.two_coaches

LATE = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
"""In the evening, in quiet hours that end at eight."""
NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(params=LANGUAGES)
async def coach(request: pytest.FixtureRequest, stage: Stage) -> Person:
    """The coach, in each language; the other one speaks Dutch."""
    stage.world.add_person("Coach", request.param, COACH_ID)
    return await stage.coach()


@pytest.fixture
async def anna(stage: Stage, coach: Person) -> Person:
    """The other coach."""
    return await other_coach(stage)


async def ask(person: Person, text: str = "de gele fiets") -> None:
    """She writes to the coaches."""
    await agreed(person)
    await person.say("/coach")
    await person.say(text)


def head(coach: Person, number: int = 1) -> str:
    """What stands above an answer of the other one, to the client with this number."""
    name = coach.words("clients.number", n=number)
    return coach.words("inbox.answered_by_other", name=name)


@pytest.mark.usefixtures("something_breaks")
async def test_while_no_topic_can_be_made_an_answer_comes_to_the_others_alone(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    asked = {one.id: having(one, "gele fiets").message_id for one in (coach, anna)}
    had = coach.texts
    await coach.say("Donderdag.", reply_to=asked[coach.id])
    await stage.walk(minutes=2)
    assert coach.texts == had
    assert anna.texts[-1] == f"{head(anna)}\n\nDonderdag."
    await anna.say("Of vrijdag.", reply_to=asked[anna.id])
    await stage.walk(minutes=2)
    assert coach.texts[-1] == f"{head(coach)}\n\nOf vrijdag."
    assert [text for text in anna.texts if "vrijdag" in text] == []


@pytest.mark.usefixtures("something_breaks")
async def test_so_does_one_that_leaves_no_room_for_whose_it_is_which_is_said_once(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    had, words = coach.texts, "Dag. " * 815
    await coach.say(words, reply_to=having(coach, "gele fiets").message_id)
    await stage.walk(minutes=2)
    assert coach.texts == had
    assert anna.texts[-2:] == [head(anna), words.strip()]
    assert anna.texts.count(head(anna)) == 1


@pytest.mark.usefixtures("something_breaks")
async def test_what_she_changes_in_it_changes_with_the_others(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    made = await forum(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_delete_messages"])
    await ask(noor)
    await coach.say("Donderdag.", reply_to=having(coach, "gele fiets").message_id)
    await stage.walk(minutes=2)
    mine = next(m for m in reversed(stage.world.chat(coach.id)) if m.text == "Donderdag.")
    shown = having(anna, "Donderdag.")
    await coach.edit(mine.message_id, "Vrijdag.")
    await stage.walk(minutes=2)
    assert text_of(shown) == f"{head(anna)}\n\nVrijdag."


async def leaves(stage: Stage) -> None:
    """The other one is no coach any more."""
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID}))
    await stage.restart()


def unsaid(coach: Person) -> str:
    """That an answer to the client did not arrive."""
    return coach.words("inbox.failed.left", name=coach.words("clients.number", n=1))


async def answered_late(stage: Stage, noor: Person, anna: Person) -> Message:
    """The other one answers in the quiet hours; gives what she wrote."""
    await stage.walk_to(LATE)
    await ask(noor)
    await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
    return said(anna)


async def test_an_answer_that_waits_when_its_writer_is_no_coach_is_said_not_to_have_arrived(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await answered_late(stage, noor, anna)
    shown = having(coach, "Donderdag.")
    await leaves(stage)
    hers, had = anna.texts, coach.texts
    await stage.walk_to(NINE - timedelta(minutes=1))
    assert coach.texts == had, "on the hour, as what becomes of any answer"
    await stage.walk(minutes=2)
    assert coach.texts[len(had) :] == [f"{unsaid(coach)} {coach.words('inbox.open_again')}"]
    assert coach.last.reply_to == shown.message_id
    assert anna.texts == hers
    assert not [text for text in noor.texts if "Donderdag." in text]
    await coach.say("/vragen")
    assert coach.words("inbox.open", n=1) in coach.texts[-1]


async def test_whoever_never_saw_it_hears_whom_it_was_for(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await answered_late(stage, noor, anna)
    stage.world.chats[coach.id].messages.clear()
    await leaves(stage)
    await stage.walk_to(NINE + timedelta(minutes=1))
    assert coach.texts == [f"{unsaid(coach)} {coach.words('inbox.open_again')}"]


async def test_what_another_one_answered_since_is_not_open_again(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await answered_late(stage, noor, anna)
    await leaves(stage)
    await coach.say("Vrijdag.", reply_to=having(coach, "gele fiets").message_id)
    await stage.walk_to(NINE + timedelta(minutes=1))
    having(noor, "Vrijdag.")
    assert unsaid(coach) in coach.texts


async def test_where_nothing_may_be_passed_on_any_more_nothing_is_said(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await answered_late(stage, noor, anna)
    await leaves(stage)
    await noor.say("/coach")
    await noor.press("contact.button.withdraw")
    await stage.walk_to(NINE + timedelta(minutes=1))
    assert not [text for text in coach.texts if unsaid(coach) in text]


@pytest.mark.parametrize("where", ["topic", "own chat"])
async def test_in_the_coaches_group_it_is_said_once_in_her_topic(
    stage: Stage, noor: Person, anna: Person, coach: Person, where: str
) -> None:
    await stage.walk_to(LATE)
    if where == "own chat":
        await ask(noor)
    made = await forum(stage)
    stage.world.join(made.chat.id, OTHER_COACH)
    if where == "topic":
        await ask(noor)
        written = await made.say(anna, "Donderdag.", made.topics[-1].thread_id)
    else:
        await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
        await stage.walk(minutes=1)
    (topic,) = made.topics
    if where == "own chat":
        written = next(m for m in made.messages(topic.thread_id) if "Donderdag." in text_of(m))
    await leaves(stage)
    had = coach.texts
    await stage.walk_to(NINE + timedelta(minutes=1))
    told = made.messages(topic.thread_id)[-1]
    assert text_of(told) == f"{unsaid(coach)} {coach.words('inbox.open_again')}"
    assert told.reply_to == written.message_id
    assert sign(written) == (FAILED if where == "topic" else "")
    assert coach.texts == had


async def out_of_reach(stage: Stage, noor: Person) -> None:
    """She blocked the bot."""
    stage.world.block(noor.id)
    await stage.settle()


def not_arrived(coach: Person) -> str:
    """What stands below an answer that did not arrive, and whose question nobody answered."""
    return f"{coach.words('inbox.failed.unreachable')} {coach.words('inbox.open_again')}"


@pytest.mark.usefixtures("something_breaks")
async def test_that_it_did_not_arrive_is_said_below_what_the_others_see_of_it_too(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await ask(noor)
    await out_of_reach(stage, noor)
    await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
    written = said(anna)
    await stage.walk(minutes=2)
    shown, had = having(coach, "Donderdag."), coach.texts
    await stage.walk(hours=3)
    assert coach.texts[len(had) :] == [not_arrived(coach)]
    assert coach.last.reply_to == shown.message_id
    assert (sign(written), anna.texts[-1]) == (FAILED, not_arrived(anna))
    assert anna.last.reply_to == written.message_id


@pytest.mark.usefixtures("something_breaks")
@pytest.mark.parametrize("where", ["topic", "own chat"])
async def test_in_the_group_that_is_said_once_in_her_topic(
    stage: Stage, noor: Person, anna: Person, coach: Person, where: str
) -> None:
    if where == "own chat":
        await ask(noor)
    made = await forum(stage)
    stage.world.join(made.chat.id, OTHER_COACH)
    if where == "topic":
        await ask(noor)
    await out_of_reach(stage, noor)
    if where == "topic":
        await made.say(anna, "Donderdag.", made.topics[-1].thread_id)
    else:
        await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
    had = coach.texts
    await stage.walk(hours=3)
    (topic,) = made.topics
    told = [text for text in made.texts(topic.thread_id) if text == not_arrived(anna)]
    assert len(told) == 1
    assert coach.texts == had
    assert (anna.texts[-1] == not_arrived(anna)) is (where == "own chat")


@pytest.mark.usefixtures("something_breaks")
async def test_what_is_answered_by_the_time_that_it_is_said_is_not_open_again(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await ask(noor)
    await out_of_reach(stage, noor)
    await anna.say("Donderdag.", reply_to=having(anna, "gele fiets").message_id)
    await stage.walk(minutes=2)
    stage.world.unblock(noor.id)
    await noor.start()
    await coach.say("Vrijdag.", reply_to=having(coach, "gele fiets").message_id)
    await stage.walk(hours=3)
    having(noor, "Vrijdag.")
    assert coach.texts[-1] == coach.words("inbox.failed.unreachable")
    assert coach.words("inbox.open_again") not in " ".join(coach.texts)


@pytest.mark.usefixtures("something_breaks")
async def test_where_she_withdrew_only_who_wrote_it_hears_that_it_was_not_sent(
    stage: Stage, noor: Person, anna: Person, coach: Person
) -> None:
    await answered_late(stage, noor, anna)
    await noor.say("/coach")
    await noor.press("contact.button.withdraw")
    had = coach.texts
    await stage.walk_to(NINE + timedelta(minutes=1))
    assert anna.texts[-1] == anna.words("inbox.failed.closed")
    assert coach.texts == had
