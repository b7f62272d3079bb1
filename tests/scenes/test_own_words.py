"""What the coach does in Telegram to the message that she wrote: she changes it, or it is cut."""

from __future__ import annotations

import pytest

from tests.cast import Person, Stage, text_of
from tests.scenes.broadcasting import WORDS, about, confirm, leave, send, to_everyone, write

OTHER = "Donderdag om negen uur."


def hers(coach: Person) -> int:
    """The number of the message that she wrote."""
    chat = coach.stage.world.chat(coach.id)
    return next(m.message_id for m in reversed(chat) if text_of(m) == WORDS and not m.from_bot)


async def test_changed_before_it_is_sent_it_is_shown_anew_and_sent_so(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.edit(hers(coach), OTHER)
    assert text_of(coach.heard[-2]) == OTHER
    await confirm(coach, 1)
    await leave(coach)
    assert OTHER in noor.texts
    assert WORDS not in noor.texts


async def test_changed_before_it_is_addressed(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(WORDS)
    await coach.edit(hers(coach), OTHER)
    assert text_of(coach.last) == coach.words("broadcast.edited")
    await to_everyone(coach)
    assert text_of(coach.heard[-2]) == OTHER


async def test_a_caption_changed_under_its_photo(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.send("photo", caption=WORDS)
    await to_everyone(coach)
    await coach.edit(hers(coach), OTHER)
    shown = coach.heard[-2]
    assert (shown.kind, text_of(shown)) == ("photo", OTHER)


async def test_changed_into_what_cannot_be_sent_it_says_so(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.edit(hers(coach), "Dag {naam}")
    assert "{naam}" in text_of(coach.last)
    assert coach.words("broadcast.button.rewrite") in coach.buttons


async def test_changed_in_the_minute_before_it_leaves_the_way_is_told(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await confirm(coach, 1)
    await coach.edit(hers(coach), OTHER)
    assert text_of(coach.last) == about(coach, coach.words("broadcast.edited_leaves"))
    assert coach.buttons == [coach.words("broadcast.button.undo")]


async def test_changed_after_it_was_sent_the_way_is_told(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.edit(hers(coach), OTHER)
    assert text_of(coach.last) == about(coach, coach.words("broadcast.edited_sent"))
    await coach.press("broadcast.button.fix")
    await stage.walk(minutes=5)
    assert WORDS in noor.texts
    assert OTHER not in noor.texts


async def test_changed_once_it_is_planned_it_is_seen_before_it_takes_its_place(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say("morgen 12:00")
    await coach.press("planned.button.go")
    number = hers(coach)
    await coach.edit(number, OTHER)
    assert coach.words("planned.new_words") in text_of(coach.last)
    await coach.edit(number, "Donderdag om tien uur.")
    await coach.press("planned.button.replace")
    await stage.walk(days=1, hours=4)
    assert "Donderdag om tien uur." in noor.texts
    assert {WORDS, OTHER}.isdisjoint(noor.texts)


async def test_a_correction_that_is_changed_is_shown_anew_before_it_changes_anything(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await send(coach, 1, OTHER)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say(WORDS)
    number = hers(coach)
    await coach.edit(number, "Dag {naam}")
    assert coach.buttons == [coach.words("broadcast.button.rewrite")]
    await coach.edit(number, "Donderdag om tien uur.")
    assert coach.words("broadcast.fix_preview") in text_of(coach.last)
    assert text_of(coach.heard[-2]) == "Donderdag om tien uur."
    await coach.press("broadcast.button.fix_put", n=1)
    await stage.walk(minutes=1)
    assert "Donderdag om tien uur." in noor.texts
    assert {WORDS, OTHER}.isdisjoint(noor.texts)


async def test_a_correction_that_telegram_cut_is_written_again(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await send(coach, 1)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say("Donderdag om acht uur. " * 250)
    assert text_of(coach.last) == coach.words("broadcast.cut", n=4096)
    await coach.press("broadcast.button.rewrite")
    await coach.say(OTHER)
    await coach.press("broadcast.button.fix_put", n=1)
    await stage.walk(minutes=1)
    assert OTHER in noor.texts


@pytest.mark.parametrize("pieces", [2, 3])
async def test_a_text_that_telegram_cut_is_told_once(
    stage: Stage, noor: Person, pieces: int
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    before = len(coach.heard)
    await coach.say("Donderdag om acht uur. " * (160 * pieces))
    cut = coach.words("broadcast.cut", n=4096)
    assert coach.texts[before:] == [coach.words("broadcast.whom"), cut]
    await coach.press("broadcast.button.rewrite")
    await coach.say(WORDS)
    await to_everyone(coach)
    assert text_of(coach.heard[-2]) == WORDS


async def test_what_she_writes_later_is_no_rest_of_it(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Donderdag om acht uur. " * 170)
    await stage.walk(minutes=1)
    await coach.say("hoi")
    assert coach.words("broadcast.cut", n=4096) not in coach.texts


LINE = "Donderdag om acht uur. "


@pytest.mark.parametrize("letters", [2500, 4090], ids=["far from the limit", "at the limit"])
@pytest.mark.parametrize("words", ["iedereen", "/beheer", "beheer", "stop", "/nood", "/bericht"])
async def test_a_word_of_hers_right_after_a_long_text_is_no_rest_of_it(
    stage: Stage, noor: Person, letters: int, words: str
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say((LINE * 200)[: letters - 1] + ".")
    before = len(coach.heard)
    await coach.say(words)
    assert len(coach.heard) > before
    assert coach.words("broadcast.cut", n=4096) not in coach.texts


async def test_what_would_have_fitted_behind_it_is_no_rest_of_it(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(LINE * 110)
    for words in ("Morgen weer een dag.", "En nog een."):
        await coach.say(words)
        assert coach.words("coach.nowhere") in text_of(coach.last)


async def test_a_rest_is_told_where_a_line_ended_far_before_the_limit(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say(LINE * 95)
    before = len(coach.heard)
    await coach.say(LINE * 120)
    await coach.say(LINE * 70)
    assert coach.texts[before:] == [coach.words("broadcast.cut", n=4096)]
