"""Of two coaches: which answer is taken back, and what of theirs is asked about first."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, buttons_of, text_of
from tests.scenes.relaying import Forum, having, other_coach, said
from tests.scenes.test_inbox_group import ask
from tests.scenes.test_inbox_undo import QUESTION, TEXT, in_the_topic

pytestmark = pytest.mark.two_coaches

OF_OTHER = "Ik kan ook bellen."


async def with_anna(stage: Stage, made: Forum) -> Person:
    """The other coach comes into the group."""
    anna = await other_coach(stage)
    stage.world.join(made.chat.id, anna.id)
    await stage.settle()
    return anna


async def test_each_is_asked_about_her_own_answer(stage: Stage, noor: Person) -> None:
    made, coach, thread_id = await in_the_topic(stage, noor)
    answer = said(coach, made.chat.id)
    anna = await with_anna(stage, made)
    await made.say(anna, "intrekken", thread_id)
    assert made.texts(thread_id)[-1] == anna.words("inbox.undo_nothing")
    await made.say(anna, OF_OTHER, thread_id)
    await made.say(coach, "intrekken", thread_id)
    asked = made.messages(thread_id)[-1]
    assert asked.reply_to == answer.message_id
    assert text_of(asked) == coach.words("inbox.undo_in_topic")
    (button,) = buttons_of(asked)
    await coach.tap_data(button.data or "", asked.message_id, chat_id=made.chat.id)
    assert TEXT not in str(noor.texts)
    assert OF_OTHER in str(noor.texts)


async def test_a_word_for_undoing_to_what_the_other_coach_answered_goes_to_nobody(
    stage: Stage, noor: Person
) -> None:
    coach, anna = await stage.coach(), await other_coach(stage)
    await ask(noor, QUESTION)
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)
    heard = list(noor.texts)
    await anna.say("intrekken", reply_to=having(anna, TEXT).message_id)
    assert noor.texts == heard
    assert anna.texts[-1] == anna.words("inbox.undo_of_other")
