"""Looking back: a picture and plain words, for nobody but the client, without a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import insert

from bot.content.model import Content
from bot.features.progress.words import MOST_DRAWN
from bot.pictures import library
from bot.pictures.progress import MOST_WAVES
from bot.store import clients, safe_words, urges
from bot.store.engine import Tx
from bot.store.tables import urge
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import the_client, wish
from tests.once import really_draw
from tests.scenes.database import tables_with

_Numbers = Sequence[int | tuple[str, int]]
"""Numbers in an urge; with the exercise that stood before one."""


async def went_through(
    person: Person,
    numbers: _Numbers = (),
    *,
    days_ago: float = 0,
    contact: bool | None = None,
    back: int | None = None,
) -> None:
    """An urge that this client had, as the urge's room keeps it."""
    client, stage = await the_client(person), person.stage
    now = stage.clock.now() - timedelta(days=days_ago)
    async with stage.app.deps.store.write() as tx:
        found = await urges.open_urge(tx, client.id, now)
        for minute, number in enumerate(numbers):
            await _give(tx, client.id, found, number, now + timedelta(minutes=minute))
        await urges.change(tx, found.id, contact=contact, back_minutes=back)
        await urges.end_all(tx, client.id, now)


async def _give(
    tx: Tx, client_id: int, found: urges.Urge, number: int | tuple[str, int], now: datetime
) -> None:
    practice, value = 0, number
    if isinstance(number, tuple):
        exercise, value = number
        practice = await urges.begin_practice(tx, client_id, found.id, exercise, now)
    assert isinstance(value, int)
    await urges.add_strength(tx, found, practice, value, now)


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of the drawing process."""
    asked: list[dict[str, Any]] = []
    draw = library.draw_order

    async def noted(order: dict[str, Any]) -> bytes:
        asked.append(order)
        return await draw(order)

    monkeypatch.setattr(library, "draw_order", noted)
    return asked


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_there_is_a_picture_with_its_words_under_it(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await went_through(person, [8, ("feet", 4)], days_ago=3, contact=False)
    await went_through(person, [7, ("feet", 5)], days_ago=2, contact=True, back=90)
    await went_through(person, days_ago=1)
    shown = await person.say("/progress")
    assert shown.photo
    said = text_of(shown)
    title = person.book.exercises["feet"].title
    change = person.words("progress.change", n=2, before="7½", after="4½")
    for words in (
        person.words("progress.waves", n=3),
        person.words("progress.without", n=1),
        person.words("progress.contact", n=1),
        person.words("progress.unsaid", n=1),
        person.words("progress.back.hours"),
        f"{title}: {change}",
    ):
        assert words in said


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_with_nothing_yet_it_says_so_kindly_and_shows_still_water(
    stage: Stage, spoken: str, orders: list[dict[str, Any]]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    shown = await person.say("/voortgang")
    assert shown.photo
    assert person.words("progress.none_yet").strip() in text_of(shown)
    assert orders[0]["waves"] == []


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_while_without_an_urge_is_no_gap(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await went_through(person, [6], days_ago=50)
    shown = await person.say("/voortgang")
    assert person.words("progress.none_here").strip() in text_of(shown)
    before = await person.press("progress.button.twelve")
    assert person.words("progress.waves", n=1) in text_of(before)


async def test_with_little_it_shows_what_there_is_and_asks_for_no_more(noor: Person) -> None:
    await went_through(noor, [6])
    said = text_of(await noor.say("/voortgang"))
    assert noor.words("progress.waves", n=1) in said
    assert noor.words("progress.few") in said
    for _ in range(2):
        await went_through(noor, [6])
    assert noor.words("progress.few") not in text_of(await noor.say("/voortgang"))


async def test_what_is_nought_is_not_named(noor: Person) -> None:
    for days in range(3):
        await went_through(noor, [6], contact=True, days_ago=days)
    said = text_of(await noor.say("/voortgang"))
    assert noor.words("progress.contact", n=3) in said
    assert "0" not in re.sub(r"\d{2,}", "", said)


async def test_of_contact_that_was_not_spoken_of_nothing_is_said(noor: Person) -> None:
    await went_through(noor, [6])
    assert "contact" not in text_of(await noor.say("/voortgang"))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(20, "hour"), (60, "hour"), (240, "hours"), (1440, "day"), (4320, "later"), (99999, "later")],
)
async def test_how_soon_somebody_came_back_is_worded_and_not_counted(
    noor: Person, minutes: int, words: str
) -> None:
    await went_through(noor, [8], contact=True, back=minutes)
    said = text_of(await noor.say("/voortgang"))
    assert noor.words(f"progress.back.{words}") in said
    assert str(minutes) not in said


async def test_a_span_shows_what_fell_within_it(
    noor: Person, orders: list[dict[str, Any]]
) -> None:
    for days in (1, 40, 200):
        await went_through(noor, [5], days_ago=days)
    await noor.say("/voortgang")
    await noor.press("progress.button.twelve")
    await noor.press("progress.button.all")
    assert [len(order["waves"]) for order in orders] == [1, 2, 3]
    assert [order["labels"]["subtitle"] for order in orders] == [
        noor.words(f"progress.span.{name}") for name in ("four", "twelve", "all")
    ]


async def test_another_span_takes_the_place_of_the_picture(stage: Stage, noor: Person) -> None:
    first = await noor.say("/voortgang")
    heard = len(noor.heard)
    second = await noor.press("progress.button.all")
    assert second.message_id == first.message_id
    assert len(noor.heard) == heard
    labels = [button.text for button in buttons_of(second)]
    assert noor.words("progress.button.four") in labels
    assert noor.words("progress.button.all") not in labels


async def test_at_night_the_words_come_first_and_the_bright_picture_only_when_asked_for(
    stage: Stage, noor: Person
) -> None:
    await stage.walk_to(datetime(2026, 11, 24, 1, 30, tzinfo=UTC))
    await went_through(noor, [9])
    dark = await noor.say("/voortgang")
    assert not dark.photo
    assert dark.silent
    assert noor.words("progress.waves", n=1) in text_of(dark)
    asked_for = await noor.press("progress.button.picture")
    assert asked_for.photo
    assert asked_for.silent


async def test_an_old_button_looks_at_what_is_there_now(noor: Person) -> None:
    shown = await noor.say("/voortgang")
    await noor.stage.walk(days=7)
    await went_through(noor, [9])
    await noor.tap(noor.words("progress.button.all"), shown)
    again = next(m for m in noor.heard if m.message_id == shown.message_id)
    assert noor.words("progress.waves", n=1) in text_of(again)


async def test_a_week_without_an_urge_leaves_no_hole_in_the_picture(
    noor: Person, orders: list[dict[str, Any]]
) -> None:
    for days in (27, 26, 1):
        await went_through(noor, [5], days_ago=days)
    await noor.say("/voortgang")
    assert [wave["numbers"] for wave in orders[0]["waves"]] == [(5,), (5,), (5,)]


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_rows_of_numbers_can_be_read_as_text(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await went_through(person, [8, ("feet", 6), ("sigh", 2)], days_ago=2, contact=False)
    await went_through(person, contact=True)
    await person.say("/progress")
    rows = text_of(await person.press("progress.button.rows")).splitlines()
    day = {"nl": "21 nov", "en": "21 Nov"}[spoken]
    assert rows[-2] == f"{day}: 8, 6, 2 · {person.words('progress.row_without')}"
    unrated = person.words("progress.picture.unrated")
    assert rows[-1].endswith(f": {unrated} · {person.words('progress.row_contact')}")


async def test_more_rows_than_fit_are_turned_over_page_by_page(noor: Person) -> None:
    for number in range(65):
        await went_through(noor, [number % 11], days_ago=65 - number)
    await noor.say("/voortgang")
    await noor.press("progress.button.all")
    pages = [text_of(await noor.press("progress.button.rows"))]
    pages += [text_of(await noor.press("progress.button.earlier")) for _ in range(2)]
    rows = [[line for line in page.splitlines() if ": " in line] for page in pages]
    assert [len(page) for page in rows] == [30, 30, 5]
    assert noor.words("progress.button.earlier") not in noor.buttons
    assert text_of(await noor.press("progress.button.later")) == pages[1]


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_helped_is_listed_and_can_be_begun(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await went_through(person, [8, ("feet", 3)])
    await went_through(person, [4, ("sigh", 6)])
    client = await the_client(person)
    async with stage.app.deps.store.write() as tx:
        await urges.begin_practice(tx, client.id, None, "orient", stage.clock.now())
        await clients.mark_helpful(tx, client.id, 3, stage.clock.now())
    await person.say("/progress")
    shown = await person.press("progress.button.helped")
    said, book = text_of(shown), person.book
    eased, rest = said.split(person.words("progress.not_eased"))
    assert book.exercises["feet"].title in eased
    assert book.exercises["sigh"].title in rest
    assert person.words("progress.also", titles=book.exercises["orient"].title) in rest
    assert person.words("progress.days", titles=book.daily[3].title) in rest
    begun = await person.tap(book.exercises["feet"].title, shown)
    assert book.exercises["feet"].steps[0].text in text_of(begun)


async def test_where_nothing_was_done_the_list_says_how_it_fills(noor: Person) -> None:
    await noor.say("/voortgang")
    said = text_of(await noor.press("progress.button.helped"))
    assert noor.words("progress.nothing_done") in said
    back = await noor.press("progress.button.picture")
    assert back.photo


async def test_the_numbers_of_another_client_never_appear(
    noor: Person, mia: Person, orders: list[dict[str, Any]]
) -> None:
    await went_through(noor, [9, ("feet", 1)], contact=True, back=30)
    client = await the_client(noor)
    async with noor.stage.app.deps.store.write() as tx:
        await clients.mark_helpful(tx, client.id, 3, noor.stage.clock.now())
    shown = text_of(await mia.say("/progress"))
    await mia.press("progress.button.all")
    for button in ("helped", "rows"):
        shown += text_of(await mia.press(f"progress.button.{button}"))
    assert mia.words("progress.nothing_done") in shown
    for order in orders:
        assert (order["waves"], order["changes"]) == ([], [])
    for words in ("9", mia.book.exercises["feet"].title, mia.book.daily[3].title):
        assert words not in shown


async def test_no_picture_of_anybodys_own_stays_in_the_shared_store(
    stage: Stage, noor: Person
) -> None:
    await went_through(noor, [9, ("feet", 1)])
    shown = await noor.say("/voortgang")
    assert shown.photo
    file_id = shown.photo[-1]["file_id"]
    assert await tables_with(stage, file_id) == []
    assert "picture" not in await tables_with(stage, "progress")


async def test_on_a_phone_that_others_may_read_it_is_covered(noor: Person) -> None:
    await wish(noor, neutral=True)
    await went_through(noor, [9], contact=True)
    shown = await noor.say("/voortgang")
    assert shown.extra == {"has_media_spoiler": True}
    title = text_of(shown).splitlines()[0]
    hidden = [e for e in shown.entities or [] if e["type"] == "spoiler"]
    assert [(e["offset"], e["length"]) for e in hidden] == [
        (len(title), len(text_of(shown)) - len(title))
    ]
    rows = await noor.press("progress.button.rows")
    assert "spoiler" in [e["type"] for e in rows.entities or []]
    await noor.tap(noor.words("progress.button.all"), shown)
    again = next(m for m in noor.heard if m.message_id == shown.message_id)
    assert (again.extra or {}).get("has_media_spoiler")


async def test_with_a_safe_word_it_is_asked_first_and_then_leads_on(noor: Person) -> None:
    await went_through(noor, [9, ("feet", 1)])
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    for _ in range(2):
        await noor.say("grijze schuur")
    await noor.stage.walk(minutes=11)
    for act in ("progress:helped:four", "progress:rows:all", "progress:show:twelve"):
        asked = await noor.tap_data(act, stale=True)
        assert text_of(asked).strip() == noor.words("word.ask").strip()
    await noor.say("/voortgang")
    await noor.say("grijze schuur")
    shown = await noor.press("word.button.onward")
    assert shown.photo
    assert noor.words("progress.waves", n=1) in text_of(shown)
    assert (shown.extra or {}).get("has_media_spoiler")


async def test_a_forgotten_word_goes_together_with_what_was_to_be_seen_behind_it(
    noor: Person,
) -> None:
    await went_through(noor, [9, ("feet", 1)])
    client = await the_client(noor)
    async with noor.stage.app.deps.store.write() as tx:
        await clients.mark_helpful(tx, client.id, 3, noor.stage.clock.now())
        await safe_words.remove_with_all_behind_it(tx, client.id)
    assert noor.words("progress.none_yet").strip() in text_of(await noor.say("/voortgang"))
    listed = text_of(await noor.press("progress.button.helped"))
    assert noor.words("progress.nothing_done") in listed


async def test_a_visitor_hears_that_nothing_is_kept_and_what_there_is(visitor: Person) -> None:
    for act in ("/voortgang", "progress:show:all", "progress:helped:four", "progress:rows:all:2"):
        heard = await (
            visitor.say(act) if act.startswith("/") else visitor.tap_data(act, stale=True)
        )
        assert not heard.photo
        assert visitor.words("progress.visitor").strip() == text_of(heard).strip()


@pytest.mark.parametrize(
    "data",
    ["progress:show", "progress:show:7", "progress:show:-4", "progress:show:FOUR",
     "progress:rows", "progress:rows:all:999", "progress:rows:all:-3", "progress:helped:99999999"],
)  # fmt: skip
async def test_a_forged_span_or_page_is_answered_with_one_that_exists(
    noor: Person, data: str
) -> None:
    await went_through(noor, [5])
    await noor.say("/voortgang")
    assert text_of(await noor.tap_data(data, stale=True))


async def test_of_very_many_the_newest_are_drawn_and_the_words_say_so(
    noor: Person, orders: list[dict[str, Any]]
) -> None:
    assert MOST_DRAWN == MOST_WAVES
    client = await the_client(noor)
    now = noor.stage.clock.now()
    rows = [
        {"client_id": client.id, "started_at": now - timedelta(hours=n), "last_act_at": now,
         "ended_at": now}
        for n in range(MOST_DRAWN + 1)
    ]  # fmt: skip
    async with noor.stage.app.deps.store.write() as tx:
        await tx.run(insert(urge), rows)
    said = text_of(await noor.say("/voortgang"))
    assert noor.words("progress.waves", n=MOST_DRAWN + 1) in said
    assert noor.words("progress.newest", n=MOST_DRAWN) in said
    assert len(orders[0]["waves"]) == MOST_DRAWN


async def test_an_exercise_that_was_taken_out_is_passed_over(
    noor: Person, orders: list[dict[str, Any]]
) -> None:
    await went_through(noor, [8, ("no-longer-there", 2)])
    assert "no-longer-there" not in text_of(await noor.say("/voortgang"))
    assert "no-longer-there" not in text_of(await noor.press("progress.button.helped"))
    assert orders[0]["changes"] == []


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_with_everything_in_it_the_words_still_fit_under_the_picture(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    longest = sorted(person.book.exercises.values(), key=lambda e: -len(e.title))[:4]
    for days in range(5):
        steps = [(exercise.id, 6) for exercise in longest]
        await went_through(person, [7, *steps], days_ago=days, contact=days > 2, back=5000)
    await went_through(person)
    shown = await person.say("/progress")
    assert shown.photo
    assert person.words("progress.changes_before") in text_of(shown)


_VERDICTS = re.compile(
    r"%|\b(streak|score|relapse|terugval|gefaald|failed|beter dan|slechter|better than|worse|"
    r"goed zo|well done|record|dagen op rij|days in a row|gemiddelde cliënt|others|anderen)\b",
    re.IGNORECASE,
)


def test_no_text_of_it_counts_a_streak_judges_or_compares(content: Content) -> None:
    for book in content.books.values():
        for key, entry in book.t.entries.items():
            if key.startswith("progress."):
                for text in [entry] if isinstance(entry, str) else entry.values():
                    found = _VERDICTS.search(text.replace("dat is goed zo", ""))
                    assert found is None, f"{book.language}: {key}: {found}"


async def test_a_picture_is_of_whoever_asked_for_it(stage: Stage) -> None:
    noor, mia = await stage.enrolled("Noor"), await stage.enrolled("Mia")
    await went_through(noor, [8, ("feet", 3)])
    await went_through(mia, [9, ("feet", 7)])
    hers, others = await noor.say("/voortgang"), await mia.say("/voortgang")
    assert hers.attachment is not None
    assert others.attachment is not None
    assert hers.attachment.data != others.attachment.data


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_order_is_one_that_the_drawing_process_understands(
    stage: Stage, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "draw_order", really_draw)
    person = await stage.enrolled("Noor", spoken)
    await went_through(person, [8, ("feet", 3)], contact=True)
    shown = await person.say("/progress")
    assert shown.photo
    assert shown.attachment is not None
    assert Image.open(BytesIO(shown.attachment.data)).width == 1080
