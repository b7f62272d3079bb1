"""What a client is given of what is kept: all of it, or a reason; and nothing of anybody else."""

from __future__ import annotations

from bot.store import audiences, broadcasts, clients, erasures, kept
from bot.store.clients import Client
from bot.store.engine import Store
from bot.store.kept import LEFT_OUT, TABLES_LEFT_OUT, Kept, collect, personal_tables
from bot.store.seals import JSON, sealed_columns
from bot.store.tables import metadata
from tests.store.scenes import NOW, enrol, letter, post
from tests.store.seeding import WORDS, everything, seed


async def _client(store: Store, chat_id: int) -> Client:
    async with store.read() as tx:
        found = await clients.find_by_chat(tx, chat_id)
    assert found is not None
    return found


async def _given(store: Store, chat_id: int) -> Kept:
    async with store.read() as tx:
        return await collect(tx, await _client(store, chat_id))


async def test_every_column_of_every_table_is_handed_out_or_has_a_reason(store: Store) -> None:
    await seed(store, chat_id=101)
    given = await _given(store, 101)
    held = {t.name for t in metadata.sorted_tables if {"client_id", "chat_id"} & set(t.c.keys())}
    assert {table.name for table in personal_tables()} == held | {"client"}
    for table in personal_tables():
        if table.name in TABLES_LEFT_OUT:
            continue
        (row,) = given[table.name]
        shown = {f"{table.name}.{name}" for name in row}
        for column in table.columns:
            assert (str(column).removesuffix("_sealed") in shown) != (str(column) in LEFT_OUT)


def test_each_reason_is_about_a_column_that_there_is() -> None:
    columns = {str(column) for table in metadata.sorted_tables for column in table.columns}
    assert set(LEFT_OUT) <= columns
    assert set(TABLES_LEFT_OUT) <= set(metadata.tables)
    assert all(reason.strip() for reason in (*LEFT_OUT.values(), *TABLES_LEFT_OUT.values()))


async def test_what_was_sealed_is_given_in_words(store: Store) -> None:
    await seed(store, chat_id=101)
    given = await _given(store, 101)
    for table in personal_tables():
        for column in sealed_columns(table):
            if column in kept.handed_out(table):
                value = given[table.name][0][column.name.removesuffix("_sealed")]
                assert WORDS in (value["text"] if str(column) in JSON else value)


async def test_nothing_of_another_client_is_in_it(store: Store) -> None:
    await seed(store, chat_id=101)
    await seed(store, chat_id=202)
    given = await _given(store, 101)
    assert given.pop("broadcast") == []
    assert all(len(rows) == 1 for rows in given.values())
    assert given["client"][0]["chat_id"] == 101


async def test_the_group_is_named_and_the_number_of_the_coach_is_not_told(store: Store) -> None:
    await enrol(store, 101)
    noor = await _client(store, 101)
    shared = {"method": "sendMessage", "params": {"chat_id": 700_123, "text": "mijn brief"}}
    await post(store, letter("shared", chat_id=700_123, client_id=noor.id, payload=shared))
    given = await _given(store, 101)
    assert given["client"][0]["cohort"] is None
    assert given["outbox"][0]["payload"]["params"] == {"text": "mijn brief"}
    assert "700123" not in repr(given)


async def test_what_a_coach_wrote_to_her_alone_is_given_and_nothing_that_others_got(
    store: Store,
) -> None:
    await enrol(store, 101)
    await enrol(store, 202)
    noor, mia = await _client(store, 101), await _client(store, 202)
    async with store.write() as tx:
        for client, words in ((noor, "Sterkte vrijdag."), (mia, "Tot dinsdag.")):
            content = {"parts": [{"kind": "text", "text": words}]}
            await broadcasts.add(tx, 700, content, NOW, audience=audiences.alone(client.id))
        voice = {"parts": [{"kind": "voice", "file": "700-file"}]}
        await broadcasts.add(tx, 700, voice, NOW, audience=audiences.alone(noor.id))
    given = await _given(store, 101)
    assert [row["content"] for row in given["broadcast"]] == ["Sterkte vrijdag.", "voice"]
    assert "700" not in repr(given["broadcast"])


async def test_what_an_erasure_takes_away_is_what_was_given_before(store: Store) -> None:
    """Also from the tables that do not say whose a row is."""
    await seed(store, chat_id=101)
    await seed(store, chat_id=202)
    noor, mia = await _client(store, 101), await _client(store, 202)
    async with store.write() as tx:
        numbers: list[int] = []

        async def write(audience: str | None) -> None:
            content = {"parts": [{"kind": "text", "text": f"Bericht {len(numbers)}."}]}
            numbers.append(await broadcasts.add(tx, 700, content, NOW, audience=audience))

        for who in (audiences.alone(noor.id), audiences.alone(mia.id), "everyone", None):
            await write(who)
        hers, mias, to_all, _ = numbers
        for mended in (hers, mias, to_all):
            await write(audiences.who_got(mended))
        await write(audiences.who_got(numbers[4]))
        await write(f"{audiences.alone(noor.id)}+{audiences.alone(mia.id)}")
        await write(f"{audiences.alone(noor.id)}0")
    given, before = await _given(store, 101), await everything(store)
    async with store.write() as tx:
        await erasures.remove(tx, noor, NOW)
    after = await everything(store)
    assert [row["content"] for row in given["broadcast"]] == [
        "Bericht 0.", "Bericht 4.", "Bericht 7.",
    ]  # fmt: skip
    for name, rows in before.items():
        if name not in TABLES_LEFT_OUT:
            gone = len(rows) - len(after[name])
            assert len(given.get(name, [])) >= gone, name
