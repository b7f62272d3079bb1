"""Text that is markup, code or a trick, wherever text is kept and shown again: shown as it is."""

from __future__ import annotations

import json

import pytest

from bot.features.coach.cohorts.rules import clean_name
from bot.store import clients, waiting
from bot.text import one_line
from tests.cast import Person, Stage
from tests.scenes.broadcasting import confirm, leave
from tests.scenes.database import table
from tests.scenes.test_everything_reachable import a_second_group

MARK = "merkteken"
TRICKS = (
    MARK + " <b>x</b> [a](tg://user?id=1) *y* `z` {0.__class__} {{7*7}} %s %(a)s",
    MARK + " '; DROP TABLE client;-- ../../etc/passwd ${HOME}",
    MARK + " \N{RIGHT-TO-LEFT OVERRIDE}gnirob\N{ZERO WIDTH SPACE}",
)


def shown(stage: Stage) -> list[tuple[str, str]]:
    """Every text with the mark that left, and the chat it went to."""
    return [
        (call.params.get("chat_id", ""), text)
        for call in stage.world.requests
        for text in (call.params.get("text"), call.params.get("caption"))
        if text and MARK in text
    ]


async def type_everywhere(person: Person, text: str, *, coachs: bool) -> list[str]:
    """Type this at every place where a room waits for a text."""
    stage, places = person.stage, []
    for room in stage.app.features:
        if room.coach is not coachs:
            continue
        for place in room.waits:
            places.append(f"{room.room}:{place}")
            for about in ("", ":1"):
                async with stage.app.deps.store.write() as tx:
                    now = stage.clock.now()
                    await waiting.wait_for(tx, person.id, places[-1] + about, now)
                await person.say(text)
    return places


async def open_everything(person: Person) -> None:
    """Every command, and whatever stands behind the box and the list of letters."""
    for room in person.stage.app.features:
        for command in room.commands:
            if command.en not in ("wipe", "forget"):
                await person.say(f"/{command.en}")
    await person.tap_data("anchor:open", stale=True)
    await person.tap_data("plan:look", stale=True)
    await person.tap_data("canned:one:1", stale=True)


@pytest.mark.long
@pytest.mark.parametrize("trick", TRICKS, ids=["markup", "code", "direction"])
async def test_what_a_client_types_is_shown_as_it_is_or_not_at_all(
    stage: Stage, trick: str
) -> None:
    noor = await stage.enrolled("Noor")
    await type_everywhere(noor, trick, coachs=False)
    await open_everything(noor)
    found = shown(stage)
    assert {chat for chat, _ in found} <= {str(noor.id)}
    whole = [text for _, text in found if trick in text or one_line(trick) in text]
    assert whole, "somewhere it is shown"
    cut = [t for _, t in found if t not in whole and not _is_cut(t, trick)]
    assert cut == [], "it may be cut short, never changed"
    assert not any("parse_mode" in call.params for call in stage.world.requests)
    assert await table(stage, "client"), "the table is still there"


def _is_cut(text: str, trick: str) -> bool:
    """Whether what follows the mark is the beginning of what was typed."""
    rest = text[text.index(MARK) :].split("\n")[0].rstrip("…. »”\"'")
    return any(one.startswith(rest[:20]) for one in (trick, one_line(trick)))


@pytest.mark.long
@pytest.mark.parametrize("trick", TRICKS, ids=["markup", "code", "direction"])
async def test_what_a_coach_types_reaches_clients_as_it_is_but_for_what_is_filled_in(
    stage: Stage, trick: str
) -> None:
    noor, coach = await stage.enrolled("Noor"), await stage.coach()
    await a_second_group(coach)
    await type_everywhere(coach, trick, coachs=True)
    await open_everything(coach)
    assert not any("parse_mode" in call.params for call in stage.world.requests)
    found = shown(stage)
    # A word in braces that is no name of anything is refused without being shown; only the hours
    # at which a coach reads may hold one, and are read to her as they stand.
    hours = coach.words("inbox.hours_read").partition("{")[0]
    found = [one for one in found if "{HOME}" not in trick or not one[1].startswith(hours)]
    assert bool(found) == ("{HOME}" not in trick)
    assert all("Noor" not in text and "49" not in text for _, text in found)
    assert await table(stage, "client")
    assert not any(MARK in text for text in noor.texts), "nothing was confirmed"


async def test_a_message_to_many_keeps_markup_as_characters(stage: Stage) -> None:
    noor, coach = await stage.enrolled("Noor"), await stage.coach()
    words = "Les 3: <b>x</b> *y* %s {{7*7}} ../.. '; DROP TABLE client;--"
    await coach.say("/bericht")
    await coach.say(words)
    await coach.press("broadcast.to.everyone", number=0)
    await confirm(coach, 1)
    await leave(coach)
    assert noor.texts == [words]
    assert noor.last.entities == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Noor\n de  Wit ", "Noor de Wit"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}rooN", "rooN"),
        ("N\N{ZERO WIDTH SPACE}oor\N{ZERO WIDTH NO-BREAK SPACE}", "Noor"),
        ("\N{LEFT-TO-RIGHT ISOLATE}", ""),
        ("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH JOINER}", ""),
        ("N\x00o\x1b[1mor", "No[1mor"),
        ("\ud800Noor", "Noor"),
        ("👩\N{ZERO WIDTH JOINER}👧", "👩\N{ZERO WIDTH JOINER}👧"),
        ("Zoë de Ü", "Zoë de Ü"),
    ],
)
def test_a_name_fits_in_a_line_of_others(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
    assert clean_name(typed) == (kept or None)
    assert json.dumps(one_line(typed)).encode()


async def test_a_name_is_kept_without_what_nobody_sees(stage: Stage) -> None:
    noor = await stage.enrolled("Noor")
    async with stage.app.deps.store.write() as tx:
        await waiting.wait_for(tx, noor.id, "more:nickname", stage.clock.now())
    await noor.say("\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}.")
    record = await noor.record()
    assert record is not None
    async with stage.app.deps.store.read() as tx:
        assert clients.nickname_of(tx, record) == "."
