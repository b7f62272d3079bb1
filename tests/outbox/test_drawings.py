"""Pictures of somebody's own: drawn when their letter leaves, and kept nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.outbox import letters
from bot.outbox.letters import Button, Letter
from bot.outbox.queue import Cause, queue
from bot.pictures import library
from bot.sandbox.things import picture
from bot.store import tables
from bot.text import bold
from tests.cast import Person, Stage, text_of
from tests.enrolling import the_client
from tests.outbox.conftest import rush

ORDER: dict[str, Any] = {"kind": "progress", "waves": [7, 3], "whose": "hers alone"}
BUTTONS = [[Button("4", "progress:show:4")]]


async def put(stage: Stage, person: Person, letter: Letter) -> None:
    """Queue a letter to this client, due now."""
    client = await the_client(person)
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("drawing", stage.clock.now()), [letter.with_(key="own")], client.id)
    stage.app.sender.kick()
    await rush(stage, lambda: state_of(stage))


async def state_of(stage: Stage) -> str | None:
    """What became of the letter; None while it is on its way."""
    async with stage.app.deps.store.read() as tx:
        query = select(tables.outbox.c.state).where(tables.outbox.c.dedupe_key == "own")
        state: str = (await tx.run(query)).scalar_one()
    return None if state in ("queued", "sending") else state


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of the drawing process."""
    asked: list[dict[str, Any]] = []

    async def drawn(order: dict[str, Any]) -> bytes:
        asked.append(order)
        return picture()

    monkeypatch.setattr(library, "draw_order", drawn)
    return asked


@pytest.fixture
def undrawable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(order: dict[str, Any]) -> bytes:
        raise OSError("no room to draw")

    monkeypatch.setattr(library, "draw_order", broken)


async def test_it_is_drawn_from_the_order_in_its_letter(
    stage: Stage, noor: Person, orders: list[dict[str, Any]]
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, bold("Waves"), BUTTONS))
    assert orders == [ORDER]
    assert noor.last.photo
    assert text_of(noor.last) == "Waves"
    assert noor.buttons == ["4"]


async def test_nothing_of_it_is_left_here_once_it_was_sent(
    stage: Stage, noor: Person, orders: list[dict[str, Any]]
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, "Waves"))
    async with stage.app.deps.store.read() as tx:
        kept = await tx.run(select(func.count()).select_from(tables.picture))
        payload = select(tables.outbox.c.payload_sealed).where(tables.outbox.c.dedupe_key == "own")
        assert (kept.scalar_one(), (await tx.run(payload)).scalar_one()) == (0, None)
    # A second one is drawn anew: there is no copy in memory either.
    async with stage.app.deps.store.write() as tx:
        again = letters.drawing(noor.id, ORDER, "Waves").with_(key="again")
        await queue(tx, Cause("drawing", stage.clock.now()), [again])
    stage.app.sender.kick()
    await rush(stage, lambda: len(orders) == 2)


async def test_while_it_waits_its_numbers_are_sealed(stage: Stage, noor: Person) -> None:
    client = await the_client(noor)
    letter = letters.drawing(noor.id, ORDER, "Waves").with_(key="own")
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("drawing", stage.clock.now()), [letter], client.id)
        payload = select(tables.outbox.c.payload_sealed)
        sealed = (await tx.run(payload.where(tables.outbox.c.dedupe_key == "own"))).scalar_one()
    assert sealed
    assert b"hers alone" not in sealed


async def test_it_can_take_the_place_of_the_one_before(
    stage: Stage, noor: Person, orders: list[dict[str, Any]]
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, "Four weeks", BUTTONS))
    before = noor.last
    file = before.photo[-1]["file_unique_id"]
    client = await the_client(noor)
    instead = letters.drawing(
        noor.id, {**ORDER, "waves": []}, bold("All"), BUTTONS, instead_of=before.message_id
    )
    async with stage.app.deps.store.write() as tx:
        await queue(tx, Cause("drawing", stage.clock.now()), [instead.with_(key="2")], client.id)
    stage.app.sender.kick()
    await rush(stage, lambda: text_of(noor.last) == "All")
    assert noor.last.message_id == before.message_id
    assert [entity["type"] for entity in noor.last.entities or []] == ["bold"]
    assert noor.last.photo[-1]["file_unique_id"] != file


async def test_covered_it_is_hidden_until_it_is_tapped(
    stage: Stage, noor: Person, orders: list[dict[str, Any]]
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, "Waves", covered=True))
    assert noor.last.extra == {"has_media_spoiler": True}


async def test_when_it_cannot_be_drawn_its_words_come_all_the_same(
    stage: Stage, noor: Person, undrawable: None
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, bold("Two waves"), BUTTONS))
    assert not noor.last.photo
    assert text_of(noor.last) == "Two waves"
    assert noor.buttons == ["4"]
    assert await state_of(stage) == "sent"


async def test_for_one_without_words_the_fixed_help_text_comes(
    stage: Stage, noor: Person, undrawable: None
) -> None:
    await put(stage, noor, letters.drawing(noor.id, ORDER, ""))
    assert noor.texts == [noor.book.replies["failed"].strip()]
