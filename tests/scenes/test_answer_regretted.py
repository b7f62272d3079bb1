"""A coach who thinks again about the answer that she gave in her own chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.features.start.service import enrol
from bot.store import invites
from tests.cast import COACH_ID, Person, Stage
from tests.scenes.broadcasting import confirm, write
from tests.scenes.relaying import agreed, called, having, said
from tests.scenes.test_inbox_group import ask
from tests.scenes.test_inbox_undo import QUESTION, TEXT


async def in_her_own_chat(stage: Stage, noor: Person) -> Person:
    """The coach has just answered a question."""
    coach = await stage.coach()
    await called(noor, "Noor")
    await ask(noor, QUESTION)
    await answer(coach)
    return coach


async def answer(coach: Person) -> None:
    await coach.say(TEXT, reply_to=having(coach, QUESTION).message_id)


async def withdrawn(coach: Person, noor: Person) -> None:
    """She is asked below her answer, and takes it back."""
    assert having(coach, coach.words("inbox.undo_sure")).reply_to is not None
    await coach.press("inbox.button.undo")
    assert TEXT not in str(noor.texts)


@pytest.mark.parametrize(
    "words", ["antwoord intrekken", "haal dat antwoord weg", "oeps", "verkeerde persoon", "stop"]
)
async def test_right_after_an_answer_whatever_she_types_leads_to_it(
    stage: Stage, noor: Person, words: str
) -> None:
    coach = await in_her_own_chat(stage, noor)
    await coach.say(words)
    await withdrawn(coach, noor)


async def test_long_after_it_only_words_for_undoing_do(stage: Stage, noor: Person) -> None:
    coach = await in_her_own_chat(stage, noor)
    await stage.walk(minutes=5)
    await coach.say("ik bel je morgen")
    assert coach.texts[-1] == coach.words("coach.nowhere")
    await coach.say("verkeerde persoon")
    assert coach.words("coach.nowhere") in coach.texts[-2]
    assert coach.words("inbox.button.recall", name="Noor") in coach.buttons
    await coach.say("antwoord intrekken")
    await coach.press("inbox.button.recall", name="Noor")
    await withdrawn(coach, noor)


async def test_an_answer_later_than_a_message_comes_first(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await ask(noor, QUESTION)
    await write(coach)
    await confirm(coach, 1)
    await answer(coach)
    await coach.say("intrekken")
    assert coach.texts[-2] == coach.words("inbox.undo_sure")
    assert coach.buttons == [coach.words("broadcast.button.undo")]
    await withdrawn(coach, noor)


async def test_an_answer_earlier_than_a_message_stands_below_it(
    stage: Stage, noor: Person
) -> None:
    coach = await in_her_own_chat(stage, noor)
    await write(coach)
    await confirm(coach, 1)
    await coach.say("intrekken")
    recall = coach.words("inbox.button.recall", name="Noor")
    assert coach.buttons == [coach.words("broadcast.button.undo"), recall]
    await coach.tap(recall)
    await withdrawn(coach, noor)


async def test_a_coach_who_takes_part_as_well_takes_her_answer_back(
    stage: Stage, noor: Person
) -> None:
    coach = await in_her_own_chat(stage, noor)
    async with stage.app.deps.store.write() as tx:
        now = stage.clock.now()
        _, token = await invites.add(tx, 1, 1, now + timedelta(days=1), now)
        await enrol(stage.app.deps, tx, coach.id, token=token, seen=False, language="nl", now=now)
    await coach.say("intrekken")
    await withdrawn(coach, noor)


async def test_changing_it_after_it_was_taken_back_is_said_to_reach_nobody(
    stage: Stage, noor: Person
) -> None:
    coach = await in_her_own_chat(stage, noor)
    mine = said(coach)
    await coach.say("oeps")
    await withdrawn(coach, noor)
    await coach.edit(mine.message_id, "Ik bel je morgen.")
    assert "morgen" not in str(noor.texts)
    assert coach.texts[-1] == coach.words("inbox.changed_gone")


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_she_types_behind_an_answer_went_to_nobody_and_she_reads_how_it_would(
    stage: Stage, noor: Person, spoken: str
) -> None:
    stage.world.add_person("Coach", spoken, COACH_ID)
    coach = await stage.coach()
    await agreed(noor)
    await noor.say("/coach")
    await noor.say("de gele fiets")
    await coach.say("Donderdag.", reply_to=having(coach, "gele fiets").message_id)
    await coach.say("tot dan")
    hint = coach.words("coach.answers_by_reply")
    assert f"{coach.words('coach.nowhere')}\n\n{hint}" in coach.texts
    assert not [text for text in noor.texts if "tot dan" in text]
