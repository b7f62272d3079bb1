"""The coaches' group: linked from inside it, one topic a client, nothing lost or mislaid."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.constants import ChatID

from bot.sandbox.model import Member, Message
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.outbox.conftest import rush
from tests.scenes.database import every_table, table
from tests.scenes.relaying import (
    FAILED,
    NOTE,
    RIGHTS,
    UNDER_WAY,
    Forum,
    agreed,
    called,
    forum,
    having,
    said,
    sign,
)


async def ask(person: Person, text: str = "ik heb een vraag") -> None:
    """She writes to the coach."""
    await agreed(person)
    await person.say("/coach")
    await person.say(text)


async def number_of(coach: Person, person: Person) -> str:
    """How her number is written."""
    client = await person.record()
    assert client is not None
    return coach.words("clients.number", n=client.id)


async def linked(stage: Stage) -> bool:
    """Whether some group is linked."""
    return any(row["linked_at"] for row in (await table(stage, "coach_group")))


async def test_a_group_is_linked_in_a_few_steps_and_each_that_is_missing_is_named(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    await coach.say("/koppel")
    assert text_of(coach.last) == coach.words("inbox.group_steps", name="anker_test_bot")
    small = stage.world.add_group("Klein", COACH_ID)
    stage.world.add_bot(small.id, COACH_ID)
    await stage.settle()
    await coach.say("/koppel", chat_id=small.id)
    assert text_of(stage.world.chat(small.id)[-1]) == coach.words("inbox.group_no_topics")
    made = await forum(stage, "can_pin_messages", link=False)
    assert made.texts(None) == [coach.words("inbox.group_hello")]
    await made.say(coach, "/link@anker_test_bot")
    assert made.texts(None)[-1] == coach.words("inbox.group_rights_missing")
    assert not await linked(stage)
    stage.world.promote_bot(made.chat.id, COACH_ID, RIGHTS)
    await made.say(coach, "/koppel")
    assert made.texts(None)[-1].startswith(coach.words("inbox.group_done"))
    assert coach.words("inbox.general") in made.texts(None)[-1]
    assert stage.world.chats[small.id].bot_member is None, "any other group is left"
    await coach.say("/koppel")
    assert text_of(coach.last) == coach.words("inbox.group_linked")
    await coach.press("inbox.button.unlink")
    assert stage.world.chats[made.chat.id].bot_member is None


async def test_the_bot_leaves_a_strangers_group_and_one_that_is_never_linked(
    stage: Stage, visitor: Person
) -> None:
    theirs = stage.world.add_group("Feest", visitor.id, forum=True)
    stage.world.add_bot(theirs.id, visitor.id)
    await stage.settle()
    assert stage.world.chats[theirs.id].bot_member is None
    made = await forum(stage, link=False)
    await stage.walk(hours=23)
    assert stage.world.chats[made.chat.id].bot_member is not None
    await stage.walk(hours=2)
    await stage.app.run_due()
    await stage.settle()
    assert stage.world.chats[made.chat.id].bot_member is None


async def test_each_client_has_a_topic_and_what_a_coach_writes_there_goes_to_her(
    stage: Stage, noor: Person, mia: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await called(noor, "Noor uit Delft")
    await ask(noor, "de gele fiets")
    await ask(mia, "the yellow bike")
    hers, other = made.topics
    assert hers.name == "Noor uit Delft"
    assert "Mia" in other.name
    assert made.texts(hers.thread_id)[0] == "de gele fiets"
    assert "de gele fiets" not in " ".join(coach.texts + made.texts(other.thread_id))
    mine = await made.say(coach, "Vertel verder.", hers.thread_id)
    assert text_of(noor.last).startswith("Vertel verder.")
    assert "Vertel" not in " ".join(mia.texts)
    assert sign(mine) == UNDER_WAY
    await coach.edit(mine.message_id, "Vertel rustig verder.", chat_id=made.chat.id)
    assert text_of(noor.last).startswith("Vertel rustig verder.")
    await noor.say("en toen")
    question = said(noor)
    await noor.edit(question.message_id, "en daarna")
    assert made.texts(hers.thread_id)[-1] == "en daarna"
    await coach.say("/vragen")
    assert coach.words("inbox.open", n=2) in text_of(coach.last)


async def test_notes_strangers_and_what_was_forwarded_stay_in_the_topic(
    stage: Stage, noor: Person, visitor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    before = len(noor.heard)
    for note in ("// belt ze morgen", "/ belt ze morgen"):
        assert sign(await made.say(coach, note, topic.thread_id)) == NOTE
    stage.take_time()
    stage.world.join(made.chat.id, visitor.id)
    await stage.settle()
    assert made.texts(None)[-1] == coach.words("inbox.newcomer", name="Sanne")
    hers = await made.say(visitor, "ik ben er ook", topic.thread_id)
    assert sign(hers) == FAILED
    assert made.texts(topic.thread_id)[-1] == coach.words("inbox.not_sent.no_coach")
    await made.say(coach, "/notitie belt morgen", topic.thread_id)
    assert made.texts(topic.thread_id)[-1] == coach.words("inbox.group_commands")
    stage.take_time()
    sent_on = stage.world.forward(COACH_ID, "van iemand anders", chat_id=made.chat.id)
    sent_on.thread_id = topic.thread_id
    stage.world.raw_update({"message": stage.world.wire_of(sent_on)})
    await stage.settle()
    assert made.texts(topic.thread_id)[-1] == coach.words("inbox.not_sent.forwarded")
    assert len(noor.heard) == before


async def test_general_explains_itself_and_sends_nothing(stage: Stage, noor: Person) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    before, spoken = len(noor.heard), len(made.texts(None))
    await made.say(coach, "wie neemt noor morgen")
    assert len(made.texts(None)) == spoken, "it was said when the group was linked"
    await stage.walk(hours=13)
    await made.say(coach, "wie neemt noor morgen")
    await made.say(coach, "ik wel")
    assert made.texts(None)[spoken:] == [coach.words("inbox.general_again")]
    assert len(noor.heard) == before


@pytest.mark.usefixtures("something_breaks")
async def test_a_topic_that_was_deleted_is_made_anew_and_the_message_arrives(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    del stage.world.chats[made.chat.id].topics[topic.thread_id]
    await noor.say("is het al donderdag")
    (again,) = made.topics
    assert again.thread_id != topic.thread_id
    assert "is het al donderdag" in made.texts(again.thread_id)
    assert again.name == topic.name == f"Noor · {await number_of(coach, noor)}"
    lost = await made.say(coach, "in het oude", topic.thread_id)
    assert sign(lost) == FAILED
    await made.say(coach, "in het nieuwe", again.thread_id)
    assert text_of(noor.last).startswith("in het nieuwe")


@pytest.mark.usefixtures("something_breaks")
async def test_without_the_right_to_make_topics_each_coach_gets_it_and_hears_why(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_pin_messages"])
    await ask(noor, "is het al donderdag")
    copy = having(coach, "is het al donderdag")
    await noor.say("en nog iets")
    assert coach.texts.count(coach.words("inbox.group_rights")) == 1
    await coach.say("Ja.", reply_to=copy.message_id)
    assert text_of(noor.last).startswith("Ja.")


@pytest.mark.usefixtures("something_breaks")
async def test_where_it_may_not_write_that_is_named_and_the_list_leads_to_where_it_came(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor, "de eerste vraag")
    why = "Bad Request: not enough rights to send text messages to the chat"
    stage.world.faults.add("sendMessage", made.chat.id, kind="400", times=None, description=why)
    await noor.say("is het al donderdag")
    copy = having(coach, "is het al donderdag")
    assert coach.words("inbox.group_writing") in coach.texts
    assert coach.words("inbox.group_rights") not in coach.texts
    listed = await coach.say("/vragen")
    assert coach.words("inbox.how") in text_of(listed)
    await coach.tap(await number_of(coach, noor))
    assert coach.words("inbox.button.topic") not in coach.buttons
    await coach.press("inbox.button.show")
    assert coach.last.reply_to == copy.message_id
    stage.world.faults.clear()
    await noor.say("en nog iets")
    listed = await coach.say("/vragen")
    assert coach.words("inbox.how_group") in text_of(listed)
    await coach.tap(await number_of(coach, noor))
    assert coach.words("inbox.button.topic") in coach.buttons


@pytest.mark.usefixtures("something_breaks")
async def test_a_closed_topic_that_cannot_be_opened_loses_nothing(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    topic.closed = True
    stage.world.promote_bot(made.chat.id, COACH_ID, ["can_pin_messages"])
    await noor.say("is het al donderdag")
    assert "is het al donderdag" in text_of(having(coach, "donderdag"))


@pytest.mark.usefixtures("something_breaks")
async def test_where_no_reactions_are_allowed_it_is_said_in_words(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    stage.world.faults.add(
        "setMessageReaction", made.chat.id, kind="400",
        description="Bad Request: REACTION_INVALID", times=2,
    )  # fmt: skip
    mine = await made.say(coach, "Vertel verder.", topic.thread_id)
    await stage.walk(hours=2)
    said_below = made.messages(topic.thread_id)[-1]
    assert (text_of(said_below), said_below.reply_to) == (
        coach.words("inbox.mark.arrived"),
        mine.message_id,
    )


@pytest.mark.usefixtures("something_breaks")
async def test_thrown_out_of_the_group_the_coaches_chats_take_over(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    stage.world.remove_bot(made.chat.id, COACH_ID)
    await stage.settle()
    assert coach.texts[-1] == coach.words("inbox.group_gone")
    await noor.say("is het al donderdag")
    assert "is het al donderdag" in text_of(coach.last)


@pytest.mark.usefixtures("something_breaks")
async def test_what_could_not_come_into_the_group_names_her_as_ever(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    del stage.world.chats[made.chat.id]
    await noor.say("is het al donderdag")
    assert f"Noor · {await number_of(coach, noor)}\n\nis het al donderdag" in coach.texts


async def test_whoever_writes_as_the_group_hears_why_nothing_happens(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage, link=False), await stage.coach()

    async def command(text: str) -> str:
        group = {"id": made.chat.id, "type": "supergroup", "title": "Coaches", "is_forum": True}
        stage.world.raw_update({
            "message": {
                "message_id": 9000, "date": int(stage.clock.now().timestamp()), "chat": group,
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "sender_chat": group, "text": text,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
            }
        })  # fmt: skip
        await stage.settle()
        return made.texts(None)[-1]

    assert await command("/koppel") == coach.words("inbox.anonymous")
    assert not await linked(stage)
    await made.say(coach, "/koppel")
    assert await linked(stage)
    assert await command("/vragen") == coach.words("inbox.anonymous")


@pytest.mark.long
async def test_a_message_in_a_topic_that_the_program_fails_at_has_a_sign_and_a_line(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    topic = made.topics[0].thread_id
    before = len(noor.heard)

    async def poll_of_another_server(thread_id: int | None) -> Message:
        mine = await made.say(coach, "// een poll", thread_id)
        mine.reaction = None
        wire = stage.world.wire_of(mine)
        del wire["text"]
        stage.world.raw_update({"message": wire | {"poll": {"id": "1", "options": [{}]}}})
        await stage.settle()
        await rush(stage, lambda: not stage.app.busy, seconds=5)
        return mine

    mine = await poll_of_another_server(topic)
    await rush(stage, lambda: sign(mine) == FAILED, seconds=20)
    assert made.texts(topic)[-1] == coach.words("inbox.not_sent.fault")
    said = len(made.texts(None))
    await poll_of_another_server(None)
    assert len(made.texts(None)) == said, "there it goes to nobody anyway"
    assert len(noor.heard) == before


@pytest.mark.long
async def test_a_change_in_a_topic_that_the_program_fails_at_is_told_below_it(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    topic = made.topics[0].thread_id
    await made.say(coach, "Tot morgen.", topic)
    mine = said(coach, made.chat.id)
    await made.say(coach, "// een notitie", topic)
    note = said(coach, made.chat.id)
    stands = sign(mine)

    async def changed_as_no_library_reads_it(message: Message) -> None:
        wire = stage.world.wire_of(message)
        del wire["text"]
        stage.world.raw_update({"edited_message": wire | {"poll": {"id": "1", "options": [{}]}}})
        await stage.settle()
        await rush(stage, lambda: not stage.app.busy, seconds=5)

    told = f"{coach.words('inbox.change_fault')} {coach.words('inbox.not_changed')}"
    await changed_as_no_library_reads_it(mine)
    await rush(stage, lambda: made.texts(topic)[-1] == told, seconds=20)
    assert made.messages(topic)[-1].reply_to == mine.message_id
    assert sign(mine) == stands, "what it said is with her"
    await changed_as_no_library_reads_it(note)
    await stage.walk(minutes=1)
    assert made.texts(topic).count(told) == 1, "that is with nobody"
    assert "Tot morgen." in str(noor.texts)


async def test_whoever_brings_it_in_as_the_group_hears_why_it_leaves(stage: Stage) -> None:
    coach = await stage.coach()
    stage.world.add_person("Group", "nl", ChatID.ANONYMOUS_ADMIN)
    theirs = stage.world.add_group("Coaches", COACH_ID, forum=True)

    def is_left_with_a_word() -> bool:
        said = [text_of(m) for m in stage.world.chat(theirs.id) if m.from_bot and text_of(m)]
        return said[-1:] == [coach.words("inbox.added_anonymously")] and theirs.bot_member is None

    stage.world.add_bot(theirs.id, ChatID.ANONYMOUS_ADMIN)
    await stage.settle()
    assert is_left_with_a_word()
    # Brought in while the bot knew nothing of it: it meets the group by what is written there.
    stage.world.chats[theirs.id].bot_member = Member(None, "member")
    group = theirs.wire
    stage.world.raw_update({
        "message": {
            "message_id": 9000, "date": int(stage.clock.now().timestamp()), "chat": group,
            "from": {"id": ChatID.ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group"},
            "sender_chat": group, "text": "/koppel@anker_test_bot",
        }
    })  # fmt: skip
    await stage.settle()
    assert is_left_with_a_word()
    assert sum(bool(text_of(m)) for m in stage.world.chat(theirs.id) if m.from_bot) == 2


@pytest.mark.usefixtures("something_breaks")
async def test_without_reactions_a_refusal_is_said_once(
    stage: Stage, noor: Person, visitor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    stage.world.join(made.chat.id, visitor.id)
    await ask(noor)
    (topic,) = made.topics
    stage.world.faults.add(
        "setMessageReaction", made.chat.id, kind="400",
        description="Bad Request: REACTION_INVALID", times=None,
    )  # fmt: skip
    before = len(made.texts(topic.thread_id))
    await made.say(visitor, "ik ben er ook", topic.thread_id)
    await stage.walk(minutes=5)
    assert made.texts(topic.thread_id)[before:] == [coach.words("inbox.not_sent.no_coach")]


async def test_a_group_that_is_linked_no_more_gets_nothing_that_is_changed(
    stage: Stage, noor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor, "donderdag om vier")
    asked, (topic,) = said(noor), made.topics
    await coach.say("/koppel")
    await coach.press("inbox.button.unlink")
    stage.world.add_bot(made.chat.id, COACH_ID)
    stage.world.promote_bot(made.chat.id, COACH_ID, RIGHTS)
    await stage.settle()
    await noor.edit(asked.message_id, "donderdag om vijf")
    assert "donderdag om vier" in made.texts(topic.thread_id)


async def test_an_answer_at_hand_goes_from_a_topic_too_and_only_by_a_coach(
    stage: Stage, noor: Person, visitor: Person
) -> None:
    made, coach = await forum(stage), await stage.coach()
    await coach.say("/antwoorden")
    await coach.press("canned.button.new")
    await coach.say("Dank voor je bericht.")
    await ask(noor)
    (topic,) = made.topics
    stage.world.join(made.chat.id, visitor.id)
    where = {"chat_id": made.chat.id}
    await made.say(coach, "/antwoorden", topic.thread_id)
    card = made.messages(topic.thread_id)[-1]
    client = await noor.record()
    assert client is not None
    before = len(noor.heard)
    await visitor.tap_data(f"canned:pick:{client.id}:1:0", card.message_id, **where)
    await coach.tap_data(f"canned:pick:{client.id}:1:0", card.message_id, **where)
    assert text_of(card) == "Dank voor je bericht."
    assert len(noor.heard) == before
    await visitor.tap_data(f"canned:send:{client.id}:1:0", card.message_id, **where)
    assert len(noor.heard) == before
    await coach.tap_data(f"canned:send:{client.id}:1:0", card.message_id, **where)
    assert text_of(noor.last).startswith("Dank voor je bericht.")


async def test_a_small_group_that_gets_topics_is_followed_under_its_new_number(
    stage: Stage,
) -> None:
    coach = await stage.coach()
    small = stage.world.add_group("Coaches", COACH_ID)
    stage.world.add_bot(small.id, COACH_ID)
    await stage.settle()
    large = stage.world.migrate(small.id)
    large.wire["is_forum"] = True
    await stage.settle()
    stage.world.promote_bot(large.id, COACH_ID, RIGHTS)
    await stage.settle()
    assert large.bot_member is not None
    await Forum(stage, large).say(coach, "/koppel")
    (row,) = await table(stage, "coach_group")
    assert (row["group_id"], row["linked_at"] is not None) == (large.id, True)


@pytest.mark.usefixtures("something_breaks")
async def test_many_messages_at_once_arrive_in_order_at_the_pace_of_a_group(
    stage: Stage, noor: Person, mia: Person
) -> None:
    made = await forum(stage)
    await ask(noor)
    (topic,) = made.topics
    stage.thinking = 0.0
    stage.world.faults.add("sendMessage", made.chat.id, kind="500", times=2)
    for number in range(24):
        stage.world.say(noor.id, f"regel {number}")
    await stage.settle()
    assert len(made.texts(topic.thread_id)) < 22
    answer = await mia.say("/drang")
    assert text_of(answer) == mia.words("urge.first"), "nobody in an urge waits for that"
    await stage.walk(minutes=5)
    there = [t for t in made.texts(topic.thread_id) if t.startswith("regel")]
    assert there == [f"regel {number}" for number in range(24)]


async def test_a_topic_is_called_what_the_coach_calls_her(stage: Stage, noor: Person) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    client = await noor.record()
    assert client is not None
    await coach.tap_data(f"clients:name:{client.id}", stale=True)
    await coach.say("Noor uit Delft")
    assert [topic.name for topic in made.topics] == ["Noor uit Delft"]


async def test_erased_her_topic_goes_and_with_it_who_she_was(
    stage: Stage, noor: Person, mia: Person
) -> None:
    made = await forum(stage)
    await ask(noor)
    await ask(mia)
    _, other = made.topics
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert made.topics == [other]
    rows = await every_table(stage)
    assert len(rows["conversation"]) == 1
    assert {row["client_id"] for row in rows["relay"]} == {rows["conversation"][0]["client_id"]}


async def test_erased_where_the_bot_may_not_delete_topics_her_own_messages_go(
    stage: Stage, noor: Person, something_breaks: None
) -> None:
    made = await forum(stage, "can_manage_topics")
    await ask(noor, "mijn ex woont weer hier")
    (topic,) = made.topics
    assert any("mijn ex" in text for text in made.texts(topic.thread_id))
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    await stage.walk(seconds=10)
    assert topic.closed
    assert not any("mijn ex" in text for text in made.texts(topic.thread_id))


async def test_an_album_of_a_coach_and_a_closed_topic(stage: Stage, noor: Person) -> None:
    made, coach = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    stage.take_time()
    for kind, caption in (("photo", "voor jou"), ("photo", "")):
        stage.world.send(
            COACH_ID, kind, caption, media_group_id="77", chat_id=made.chat.id,
            thread_id=topic.thread_id,
        )  # fmt: skip
    await stage.walk(seconds=5)
    album = noor.heard[-2:]
    assert [m.kind for m in album] == ["photo", "photo"]
    assert text_of(album[0]) == f"voor jou\n\n{noor.words('contact.signed')}"
    assert album[0].media_group_id == album[1].media_group_id
    assert await _still_reached(stage, noor, coach, made)


async def test_what_follows_an_album_comes_after_it(stage: Stage, noor: Person) -> None:
    made, _ = await forum(stage), await stage.coach()
    await ask(noor)
    (topic,) = made.topics
    stage.take_time()
    where: dict[str, Any] = {"chat_id": made.chat.id, "thread_id": topic.thread_id}
    for caption in ("mijn tuin", ""):
        stage.world.send(COACH_ID, "photo", caption, media_group_id="77", **where)
    stage.world.say(COACH_ID, "Zie je de bank?", **where)
    await stage.walk(minutes=1)
    assert [m.kind for m in noor.heard[-3:]] == ["photo", "photo", "text"]
    assert "Zie je de bank?" in text_of(noor.last)


async def _still_reached(stage: Stage, noor: Person, coach: Person, made: Forum) -> bool:
    """A coach closed the topic: the bot may write in it all the same, and so does the client."""
    (topic,) = made.topics
    topic.closed = True
    await noor.say("nog een ding")
    await made.say(coach, "Zeg maar.", topic.thread_id)
    return "nog een ding" in made.texts(topic.thread_id) and "Zeg maar." in text_of(noor.last)


@pytest.mark.usefixtures("something_breaks")
async def test_an_answer_from_a_group_that_was_left_is_gone_and_her_days_go_on(
    stage: Stage,
) -> None:
    """What Telegram says of the group is not said of her."""
    made, coach = await forum(stage), await stage.coach()
    noor = await agreed(await stage.enrolled("Noor", seen=True))
    await noor.say("/coach")
    await noor.say("de gele fiets")
    await made.say(coach, "Vertel verder.", made.topics[0].thread_id)
    await coach.say("/koppel")
    await coach.press("inbox.button.unlink")
    await noor.press("stub.button.open")
    assert text_of(noor.last) == noor.words("stub.gone")
    assert [row["unreachable_at"] for row in await table(stage, "client")] == [None]
    heard = len(noor.heard)
    await stage.walk(days=2)
    assert len(noor.heard) == heard + 2
