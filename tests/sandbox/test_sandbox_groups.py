"""Groups, their topics, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.sandbox.model import Chat, Person
from bot.sandbox.world import World


@pytest.fixture
def coaches(world: World, noor: Person) -> Chat:
    """A forum that the bot administers."""
    forum = world.add_group("Coaches", noor.id, forum=True)
    world.add_bot(forum.id, noor.id)
    world.promote_bot(forum.id, noor.id, ["can_manage_topics", "can_delete_messages"])
    return forum


async def test_being_added_is_told(world: World, noor: Person, api: Any) -> None:
    group = world.add_group("Groep", noor.id)
    world.add_bot(group.id, noor.id)
    world.promote_bot(group.id, noor.id, ["can_pin_messages"])
    changes = [u["my_chat_member"] for u in await api.ok("getUpdates") if "my_chat_member" in u]
    standing = [c["new_chat_member"]["status"] for c in changes]
    assert standing == ["member", "administrator"]
    assert changes[1]["new_chat_member"]["can_pin_messages"]
    assert not changes[1]["new_chat_member"]["can_delete_messages"]


async def test_outside_and_thrown_out(world: World, noor: Person, bot: ExtBot[None]) -> None:
    group = world.add_group("Groep", noor.id)
    with pytest.raises(Forbidden, match="not a member of the group chat"):
        await bot.send_message(group.id, "hallo")
    world.add_bot(group.id, noor.id)
    await bot.send_message(group.id, "hallo")
    world.remove_bot(group.id, noor.id)
    with pytest.raises(Forbidden, match="kicked from the group chat"):
        await bot.send_message(group.id, "hallo")


async def test_leaving(world: World, noor: Person, bot: ExtBot[None]) -> None:
    group = world.add_group("Groep", noor.id)
    world.add_bot(group.id, noor.id)
    assert await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(group.id, "hallo")


async def test_a_group_becomes_a_supergroup(
    world: World, noor: Person, bot: ExtBot[None], api: Any
) -> None:
    group = world.add_group("Groep", noor.id)
    world.add_bot(group.id, noor.id)
    new = world.migrate(group.id)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "hallo")
    assert caught.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "hallo")).chat.type == "supergroup"
    told = [update.get("message", {}) for update in await api.ok("getUpdates")]
    assert any(message.get("migrate_to_chat_id") == new.id for message in told)
    assert any(message.get("migrate_from_chat_id") == group.id for message in told)


async def test_topics(
    world: World, noor: Person, bot: ExtBot[None], coaches: Chat, api: Any
) -> None:
    topic = await bot.create_forum_topic(coaches.id, "Noor")
    sent = await bot.send_message(
        coaches.id, "een vraag", message_thread_id=topic.message_thread_id
    )
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    world.say(noor.id, "antwoord", chat_id=coaches.id, thread_id=topic.message_thread_id)
    update = (await api.ok("getUpdates"))[-1]["message"]
    assert (update["message_thread_id"], update["text"]) == (topic.message_thread_id, "antwoord")
    await bot.edit_forum_topic(coaches.id, topic.message_thread_id, name="Noor · wacht")
    await bot.close_forum_topic(coaches.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(coaches.id, topic.message_thread_id)
    await bot.reopen_forum_topic(coaches.id, topic.message_thread_id)
    await bot.delete_forum_topic(coaches.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="essage thread not found"):
        await bot.send_message(coaches.id, "x", message_thread_id=topic.message_thread_id)
    assert all(m.thread_id != topic.message_thread_id for m in world.chat(coaches.id))


async def test_topics_need_a_forum_and_a_right(
    world: World, noor: Person, bot: ExtBot[None], coaches: Chat
) -> None:
    with pytest.raises(BadRequest, match="he chat is not a forum"):
        await bot.create_forum_topic(noor.id, "x")
    world.promote_bot(coaches.id, noor.id, [])
    with pytest.raises(BadRequest, match="ot enough rights to create a topic"):
        await bot.create_forum_topic(coaches.id, "x")


async def test_members(world: World, noor: Person, bot: ExtBot[None], coaches: Chat) -> None:
    other = world.add_person("Bo")
    assert (await bot.get_chat_member(coaches.id, noor.id)).status == "creator"
    assert (await bot.get_chat_member(coaches.id, other.id)).status == "left"
    world.join(coaches.id, other.id)
    world.set_rank(coaches.id, other.id, "administrator")
    admins = await bot.get_chat_administrators(coaches.id)
    assert {member.user.id for member in admins} == {noor.id, other.id}
    assert (await bot.get_chat_member(coaches.id, 1000001)).status == "administrator"
    assert await bot.get_chat_member_count(coaches.id) == 3
    world.leave(coaches.id, other.id)
    assert (await bot.get_chat_member(coaches.id, other.id)).status == "left"
    assert (await bot.get_chat(coaches.id)).is_forum
    with pytest.raises(BadRequest, match="o administrators in the private chat"):
        await bot.get_chat_administrators(noor.id)


async def test_only_an_administrator_deletes_what_others_wrote(
    world: World, noor: Person, bot: ExtBot[None], coaches: Chat
) -> None:
    said = world.say(noor.id, "weg ermee", chat_id=coaches.id)
    kept = world.say(noor.id, "dit blijft", chat_id=coaches.id)
    assert await bot.delete_message(coaches.id, said.message_id)
    world.promote_bot(coaches.id, noor.id, [])
    with pytest.raises(BadRequest, match="essage can't be deleted"):
        await bot.delete_message(coaches.id, kept.message_id)


async def test_in_a_group_a_plain_member_hears_commands_and_replies_only(
    world: World, noor: Person, bot: ExtBot[None], api: Any
) -> None:
    group = world.add_group("Groep", noor.id)
    world.say(noor.id, "/nu voor de bot kwam", chat_id=group.id)
    world.add_bot(group.id, noor.id)
    sent = await bot.send_message(group.id, "dag allemaal")
    for text in ("onder ons", "/nu", "/nu@anker_demo_bot", "/nu@een_andere_bot"):
        world.say(noor.id, text, chat_id=group.id)
    world.say(noor.id, "dag bot", sent.message_id, chat_id=group.id)
    heard = [u["message"]["text"] for u in await api.ok("getUpdates") if "message" in u]
    assert heard == ["/start", "/nu", "/nu@anker_demo_bot", "dag bot"]
    world.promote_bot(group.id, noor.id)
    world.say(noor.id, "nu hoort hij alles", chat_id=group.id)
    assert (await api.ok("getUpdates"))[-1]["message"]["text"] == "nu hoort hij alles"
