"""Everything that is kept about a client, as two files, for ten minutes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.content.model import LANGUAGES, Content
from bot.features.coach.message import NEW
from bot.features.privacy.readable import COUNTED, NUMBERS_ONLY
from bot.sandbox.model import Message
from bot.store import audiences, broadcasts
from bot.store.kept import TABLES_LEFT_OUT, handed_out, personal_tables
from tests.cast import COACH_ID, Person, Stage, text_of
from tests.scenes.broadcasting import confirm, leave
from tests.scenes.database import tables_with
from tests.scenes.test_leaving import fill


def files(person: Person) -> list[Message]:
    """The documents that are in the chat now."""
    return [message for message in person.heard if message.kind == "document"]


def read(message: Message) -> str:
    assert message.attachment is not None
    return message.attachment.data.decode()


async def test_all_of_it_comes_in_two_files_in_plain_words_and_for_a_machine(
    stage: Stage, noor: Person
) -> None:
    await fill(stage, noor)
    await noor.tap_data("word:forgotten", stale=True)
    await stage.walk(minutes=11)
    await noor.say("/mijngegevens")
    assert noor.words("word.ask") in text_of(noor.last)
    await noor.say("grijze schuur")
    await noor.tap_data("privacy:mydata")
    told = [text for text in noor.texts if noor.words("mydata.coming").strip() == text]
    assert len(told) == 1
    page, machine = files(noor)
    names = [file.attachment.name for file in (page, machine) if file.attachment]
    assert names == ["anker-2026-11-23.html", "anker-2026-11-23.json"]
    assert page.silent
    shown = read(page)
    for words in ("De schuur staat er morgen ook nog.", "waar ben je", "bij de schuur", "Noortje",
                  noor.words("mydata.of.urge"), noor.book.exercises["feet"].title):  # fmt: skip
        assert words in shown
    assert "mydata." not in shown
    found: dict[str, Any] = json.loads(read(machine))
    assert found["client"][0]["chat_id"] == noor.id
    assert found["client"][0]["nickname"] == "Noortje"
    assert found["anchor"][0]["content"] == {"text": "De schuur staat er morgen ook nog."}
    assert found["consent"][0]["purpose"] == "programme"
    assert found["strength"][0]["value"] == 7
    tables = {table.name for table in personal_tables()} - set(TABLES_LEFT_OUT)
    assert set(found) == {*tables, "broadcast", "about"}


async def test_after_ten_minutes_they_are_gone_from_the_chat_also_after_a_restart(
    stage: Stage, mia: Person
) -> None:
    await mia.say("/mydata")
    assert len(files(mia)) == 2
    await mia.say("/mydata")
    assert text_of(mia.last) == mia.words("mydata.again")
    await stage.walk(minutes=9)
    assert len(files(mia)) == 2
    await stage.restart()
    await stage.walk(minutes=2)
    assert files(mia) == []
    await stage.walk(hours=1)
    await mia.say("/mydata")
    assert len(files(mia)) == 2


async def test_who_is_erased_before_leaves_no_file_behind(stage: Stage, noor: Person) -> None:
    await noor.say("/mijngegevens")
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert files(noor) == []
    assert await tables_with(stage, noor.id) == []


async def test_sweeping_takes_the_files_along(noor: Person) -> None:
    await noor.say("/mijngegevens")
    await noor.say("/wis")
    assert files(noor) == []


async def test_a_visitor_hears_that_nothing_is_kept(visitor: Person) -> None:
    assert text_of(await visitor.say("/mijngegevens")) == visitor.words("forget.nothing")


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_column_has_words_of_its_own_or_is_in_the_other_file_alone(
    content: Content, spoken: str
) -> None:
    known = content.books[spoken].t.entries
    for table in personal_tables():
        if table.name in TABLES_LEFT_OUT:
            continue
        assert f"mydata.of.{table.name}" in known
        for column in handed_out(table) if table.name not in COUNTED else ():
            name = column.name.removesuffix("_sealed")
            assert (f"mydata.is.{name}" in known) != (name in NUMBERS_ONLY), str(column)


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_the_coach_wrote_to_her_alone_stands_in_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    record = await person.record()
    assert record is not None
    content = {
        "parts": [{"kind": "text", "text": "Sterkte vrijdag bij de rechter."}],
        NEW: {"parts": [{"kind": "text", "text": "Sterkte maandag bij de rechter."}]},
    }
    async with stage.app.deps.store.write() as tx:
        to_her = {"audience": audiences.alone(record.id), "weekly": True}
        await broadcasts.add(tx, COACH_ID, content, stage.clock.now(), **to_her)
    await person.say("/mydata")
    page = read(files(person)[0])
    assert "Sterkte vrijdag bij de rechter." in page
    assert "Sterkte maandag bij de rechter." in page, "words that wait to take its place, too"
    assert person.words("mydata.of.broadcast") in page
    assert person.words("mydata.is.weekly") in page


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_so_does_what_the_coach_wrote_afterwards_to_whoever_got_that(
    stage: Stage, spoken: str
) -> None:
    person, other = await stage.enrolled("Noor", spoken), await stage.enrolled("Mia", spoken)
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Sterkte vrijdag.")
    await coach.press("broadcast.button.client")
    await coach.tap(coach.words("clients.number", n=1))
    await coach.press("broadcast.button.onward")
    await confirm(coach, 1)
    await leave(coach)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_anew")
    await coach.say("Nee, sterkte zaterdag bij de rechter.")
    await confirm(coach, 1)
    await leave(coach)
    for who, has in ((person, True), (other, False)):
        await who.say("/mydata")
        for file in files(who):
            assert ("Sterkte vrijdag." in read(file)) is has
            assert ("Nee, sterkte zaterdag bij de rechter." in read(file)) is has
