"""Whoever only visits: what `/help` names, and how one joins."""

from __future__ import annotations

from pathlib import Path

from bot.feature import For
from tests.cast import Person, Stage, staged, text_of


async def test_help_for_a_stranger_names_what_a_stranger_can_use_and_how_one_joins(
    stage: Stage, visitor: Person
) -> None:
    text = text_of(await visitor.say("/help"))
    commands = [c for room in stage.app.features for c in room.commands if not c.coach]
    for command in commands:
        if command.nl != "help":
            assert (f"/{command.nl} · " in text) == (command.whose is not For.CLIENTS), command.nl
    assert text.endswith(visitor.words("start.join"))


async def test_what_help_leaves_out_for_strangers_is_what_they_cannot_use(
    stage: Stage, visitor: Person
) -> None:
    refusals = ("settings.visitor", "progress.visitor", "forget.nothing", "stop.visitor")
    for room in stage.app.features:
        for command in room.commands:
            if command.coach or command.en == "wipe":
                continue
            answer = text_of(await visitor.say(f"/{command.nl}"))
            refused = any(answer.startswith(visitor.words(key)) for key in refusals)
            assert refused == (command.whose is For.CLIENTS), command.nl


async def test_where_a_first_talk_can_be_booked_its_button_is_beside_the_sentence(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, booking_url="https://example.org/kennismaken") as stage:
        lea = stage.person("Lea")
        for said in ("/help", "/instellingen"):
            answer = await lea.say(said)
            assert lea.words("start.join") in text_of(answer), said
            assert lea.words("start.button.call") in lea.buttons, said


async def test_where_everybody_may_join_that_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path, enrolment="open") as stage:
        lea = stage.person("Lea")
        assert lea.words("start.join_open") in text_of(await lea.say("/instellingen"))
