"""What is typed in place of a press, where two bots share the work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import App
from tests.cast import Person, buttons_of, text_of
from tests.replicas.pair import Pair
from tests.scenes.fixed import kind_of
from tests.scenes.test_arriving import link
from tests.scenes.test_commands import begins
from tests.scenes.test_crisis import VEILED, VIOLENCE

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]


async def say(pair: Pair, app: App, person: Person, text: str) -> str:
    """What a person hears when this bot gets her words, written at the clock's time."""
    stage = pair.stage
    stage.clock.move_to(stage.clock.now() + timedelta(seconds=4))
    update = pair.written(person, text)
    update["message"]["date"] = int(stage.clock.now().timestamp()) + 1
    # As in Telegram, where numbers rise in each chat: above all that the bot has said here.
    update["message"]["message_id"] = max((m.message_id for m in person.heard), default=0) + 1
    await app.intake.accept([update])
    await pair.settle()
    return text_of(person.last)


async def a_stranger(pair: Pair) -> Person:
    """Somebody who opened the bot, and of whom nothing is kept."""
    person = pair.stage.person("Lea")
    pair.stage.world.chats[person.id].started = True
    return person


async def test_a_strangers_yes_to_the_question_of_another_agrees_to_nothing(pair: Pair) -> None:
    lea = await a_stranger(pair)
    await say(pair, pair.one, lea, f"/start {await link(pair.stage)}")
    await lea.press("start.button.unseen")
    await lea.press("start.button.onward")
    assert lea.words("start.button.agree") in lea.buttons
    await say(pair, pair.other, lea, VEILED["nl"])
    assert kind_of(lea, lea.last) == "suicide_veiled"
    agree = lea.words("start.button.agree")
    for answer in ("ja", agree):
        heard = await say(pair, pair.one, lea, answer)
        assert await lea.record() is None
        if answer == "ja":
            assert heard.startswith(lea.words("lines.title"))
    assert await say(pair, pair.other, lea, "ja")
    assert kind_of(lea, lea.last) == "suicide"


async def test_a_strangers_no_brings_no_lines_before_who_may_read_along(pair: Pair) -> None:
    lea = await a_stranger(pair)
    await say(pair, pair.other, lea, VIOLENCE["nl"])
    heard = await say(pair, pair.one, lea, "nee hij staat hier")
    assert not heard.startswith(lea.words("lines.title"))
    await say(pair, pair.other, lea, "nee")
    assert lea.book.replies["violence_unsafe"].strip() in text_of(lea.last)


async def test_a_clients_words_press_what_is_the_newest_in_the_database(pair: Pair) -> None:
    noor = await pair.stage.enrolled()
    agree = noor.words("contact.button.agree")
    await say(pair, pair.one, noor, "/coach")
    await say(pair, pair.other, noor, "/week")
    await say(pair, pair.one, noor, agree)
    assert not begins("contact.write")(noor.last, noor.book)
    await say(pair, pair.one, noor, "/coach")
    assert buttons_of(noor.last)[0].text == agree
    await say(pair, pair.one, noor, agree)
    assert begins("contact.write")(noor.last, noor.book)
