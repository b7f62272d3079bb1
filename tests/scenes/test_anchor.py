"""The anchor box: filled in a calm moment, opened in a hard one."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from bot.content.model import Content
from bot.features.anchor.rules import LONGEST, MOST
from bot.store import anchors
from bot.understanding.classify import Classifier
from tests.cast import Person, Stage, text_of
from tests.scenes.database import stands_in_files, table, tables_with
from tests.test_logs import all_that_was_logged, form, logged

__all__ = ["form", "logged"]  # fixtures

SENTENCE = "De kastanjeboom staat er morgen ook nog."
LANGUAGES = pytest.mark.parametrize("spoken", ["nl", "en"])


async def put_in(person: Person, text: str = SENTENCE) -> None:
    """A sentence into the box."""
    await person.say("/anker")
    await person.press("anchor.button.sentence")
    await person.say(text)


async def put_in_plan(person: Person) -> None:
    """A plan into the box."""
    await person.say("/anker")
    await person.press("anchor.button.plan")
    await person.say("ik op de bank zit")
    await person.say("zet ik thee")


async def in_an_urge(person: Person) -> None:
    """She reports an urge."""
    await person.say("nu")


async def bring_out(person: Person) -> str:
    """What comes out of the box in a hard moment."""
    return text_of(await person.tap_data("anchor:open", stale=True))


@LANGUAGES
async def test_a_sentence_is_put_in_leaves_the_chat_and_comes_out_in_an_urge(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await put_in(person)
    assert text_of(person.last) == person.words("anchor.put_in")
    assert all(SENTENCE not in (m.text or "") for m in stage.world.chat(person.id))
    await in_an_urge(person)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{SENTENCE}"


@LANGUAGES
async def test_a_plan_is_asked_in_two_short_pieces_and_comes_out_as_one(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await put_in_plan(person)
    plan = person.words("anchor.plan", when="ik op de bank zit", then="zet ik thee")
    await in_an_urge(person)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{plan}"


async def test_the_command_in_an_urge_brings_out_one_thing_and_asks_nothing(
    noor: Person,
) -> None:
    await put_in(noor)
    await in_an_urge(noor)
    assert SENTENCE in text_of(await noor.say("/anker"))
    assert await table(noor.stage, "waiting") == []


async def test_no_two_in_a_row_are_the_same(noor: Person) -> None:
    for sentence in ("Mijn voeten staan op de vloer.", "Bo neemt altijd op.", "Eerst thee."):
        await put_in(noor, sentence)
    await in_an_urge(noor)
    seen = [await bring_out(noor) for _ in range(7)]
    assert all(one != other for one, other in pairwise(seen))
    assert len(set(seen)) == 3
    await noor.stage.walk(days=1)
    assert await bring_out(noor) != seen[-1]


async def test_another_is_offered_only_when_there_is_one(noor: Person) -> None:
    await put_in(noor)
    await in_an_urge(noor)
    await bring_out(noor)
    assert noor.words("anchor.button.another") not in noor.buttons
    await noor.tap_data("urge:done", stale=True)
    await put_in(noor, "Nog een zin.")
    await in_an_urge(noor)
    await bring_out(noor)
    assert noor.words("anchor.button.another") in noor.buttons


@LANGUAGES
async def test_an_empty_box_in_an_urge_gives_a_kind_line_and_an_exercise(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await in_an_urge(person)
    for answer in (await bring_out(person), text_of(await person.say("/anchor"))):
        assert answer == person.words("anchor.nothing_in")
        assert person.words("button.exercises") in person.buttons
        assert person.words("button.help") in person.buttons
        assert await table(stage, "waiting") == []
    await person.press("anchor.button.fill")
    await person.say(SENTENCE)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{SENTENCE}"


async def test_a_voice_is_kept_by_its_number_only_and_played_again(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.voice")
    await noor.press("anchor.button.alone")
    await noor.send("voice")
    assert text_of(noor.last) == noor.words("anchor.put_in_voice")
    world = noor.stage.world
    assert not any(call.method == "getFile" for call in world.requests)
    sent = next(m for m in world.chat(noor.id) if m.voice and not m.from_bot)
    assert sent.voice is not None
    assert await tables_with(noor.stage, sent.voice["file_id"]) == []
    await in_an_urge(noor)
    await noor.tap_data("anchor:open", stale=True)
    assert noor.words("anchor.out") in noor.texts[-2]
    assert noor.last.voice is not None


async def test_a_voice_is_not_offered_where_somebody_may_look_along(stage: Stage) -> None:
    seen = await stage.enrolled("Noor", seen=True)
    await seen.say("/anker")
    assert seen.words("anchor.button.voice") not in seen.buttons
    for old in ("anchor:voice", "anchor:speak"):
        assert text_of(await seen.tap_data(old, stale=True)) == seen.words("anchor.no_voice")
    assert await table(stage, "waiting") == []


async def test_whoever_is_not_sure_to_be_alone_is_offered_a_sentence(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.voice")
    assert text_of(await noor.press("anchor.button.not_alone")) == noor.words("anchor.no_voice")
    assert noor.buttons == [noor.words("anchor.button.sentence")]


async def _with_a_voice(person: Person) -> None:
    await person.say("/anker")
    await person.press("anchor.button.voice")
    await person.press("anchor.button.alone")
    await person.send("voice")


async def test_at_night_no_voice_is_played(noor: Person) -> None:
    await _with_a_voice(noor)
    await noor.stage.walk(hours=16)
    await in_an_urge(noor)
    assert await bring_out(noor) == noor.words("anchor.nothing")
    assert noor.last.voice is None


async def test_a_voice_stays_quiet_once_somebody_may_look_along(noor: Person) -> None:
    await _with_a_voice(noor)
    await noor.say("/instellingen")
    await noor.press("settings.button.neutral")
    await in_an_urge(noor)
    assert await bring_out(noor) == noor.words("anchor.nothing")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "document", "location"])
async def test_what_is_no_text_is_not_kept_where_a_sentence_is_asked(
    noor: Person, kind: str
) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.sentence")
    assert text_of(await noor.send(kind)) == noor.words("keeping.only_text")
    await noor.say(SENTENCE)
    assert len(await table(noor.stage, "anchor")) == 1


async def test_a_text_where_a_voice_is_asked_is_not_kept(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.voice")
    await noor.press("anchor.button.alone")
    assert text_of(await noor.say(SENTENCE)) == noor.words("anchor.only_voice")
    assert await table(noor.stage, "anchor") == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [("x" * LONGEST, True), ("x" * (LONGEST + 1), False), ("🌊" * (LONGEST // 2), True),
     ("🌊" * LONGEST, False), ("🌊", True), ("x" * 4096, False)],
)  # fmt: skip
async def test_a_sentence_has_a_length_that_can_be_read_in_a_hard_hour(
    noor: Person, text: str, *, fits: bool
) -> None:
    await put_in(noor, text)
    expected = "anchor.put_in" if fits else "anchor.too_long"
    assert text_of(noor.last) == noor.words(expected, **({} if fits else {"n": LONGEST}))
    assert len(await table(noor.stage, "anchor")) == fits


async def test_a_full_box_takes_nothing_more_and_its_list_fits_a_message(noor: Person) -> None:
    for _ in range(MOST):
        await put_in(noor, "🌊" * (LONGEST // 2))
    await noor.say("/anker")
    assert text_of(noor.last) == noor.words("anchor.full", n=MOST)
    assert noor.words("anchor.button.sentence") not in noor.buttons
    old = text_of(await noor.tap_data("anchor:sentence", stale=True))
    assert old == noor.words("anchor.full", n=MOST)
    await noor.press("anchor.button.look")
    assert text_of(noor.last).count("🌊") == MOST * LONGEST // 2


async def test_things_are_listed_looked_at_and_thrown_away(noor: Person) -> None:
    await put_in(noor)
    await put_in_plan(noor)
    await noor.say("/anker")
    await noor.press("anchor.button.list", n=2)
    assert SENTENCE in text_of(noor.last)
    assert "zet ik thee" in text_of(noor.last)
    listed = noor.last
    assert text_of(await noor.tap("1", listed)) == SENTENCE
    assert text_of(await noor.press("anchor.button.drop")) == noor.words("anchor.dropped")
    assert len(await table(noor.stage, "anchor")) == 1


async def test_a_thing_thrown_away_twice_is_gone_and_an_old_button_says_so(noor: Person) -> None:
    await put_in(noor)
    [row] = await table(noor.stage, "anchor")
    for _ in range(2):
        dropped = await noor.tap_data(f"anchor:drop:{row['id']}", stale=True)
        assert text_of(dropped) == noor.words("anchor.dropped")
    old = await noor.tap_data(f"anchor:look:{row['id']}", stale=True)
    assert text_of(old) == noor.words("anchor.gone")


async def test_the_box_is_emptied_after_one_question(noor: Person) -> None:
    await put_in(noor)
    await noor.say("/anker")
    await noor.press("anchor.button.list", n=1)
    await noor.press("anchor.button.empty")
    assert text_of(noor.last) == noor.words("anchor.empty_ask")
    await noor.press("anchor.button.empty_sure")
    assert text_of(noor.last) == noor.words("anchor.emptied")
    assert await table(noor.stage, "anchor") == []
    await noor.press("anchor.button.back")
    assert text_of(noor.last) == noor.words("anchor.first")


async def test_half_a_plan_is_thrown_away_when_it_is_left(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.plan")
    await noor.say("ik op de bank zit")
    await noor.press("anchor.button.leave")
    assert await table(noor.stage, "anchor") == []


async def test_half_a_plan_never_comes_out_and_goes_after_a_day(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.plan")
    await noor.say("ik op de bank zit")
    await in_an_urge(noor)
    assert await bring_out(noor) == noor.words("anchor.nothing_in")
    await noor.stage.walk(hours=26)
    await noor.stage.app.run_due()
    assert await table(noor.stage, "anchor") == []


async def test_the_second_half_after_the_first_is_gone_begins_anew(noor: Person) -> None:
    await noor.say("/anker")
    await noor.press("anchor.button.plan")
    await noor.say("ik op de bank zit")
    async with noor.stage.app.deps.store.write() as tx:
        await anchors.drop_draft(tx, 1)
    await noor.say("zet ik thee")
    assert text_of(noor.last) == noor.words("anchor.ask_if")


async def test_it_can_be_tried_before_it_is_needed(noor: Person) -> None:
    await put_in(noor)
    await noor.say("/anker")
    assert SENTENCE in text_of(await noor.press("anchor.button.try"))


async def test_nobody_sees_or_drops_the_things_of_another(noor: Person, mia: Person) -> None:
    await put_in(noor)
    [row] = await table(noor.stage, "anchor")
    looked = await mia.tap_data(f"anchor:look:{row['id']}", message_id=1, stale=True)
    assert text_of(looked) == mia.words("anchor.gone")
    await mia.tap_data(f"anchor:drop:{row['id']}", message_id=1, stale=True)
    assert len(await table(noor.stage, "anchor")) == 1


async def test_the_words_stand_in_no_file_and_no_log(logged: io.StringIO, noor: Person) -> None:
    await put_in(noor)
    await put_in_plan(noor)
    await noor.stage.restart()
    told = all_that_was_logged(logged)
    for words in ("kastanjeboom", "zet ik thee", "op de bank"):
        assert not stands_in_files(noor.stage, words)
        assert words not in told


async def test_where_others_may_look_the_list_closes_again(stage: Stage) -> None:
    seen = await stage.enrolled("Noor", seen=True)
    await put_in(seen)
    await seen.say("/anker")
    await seen.press("anchor.button.list", n=1)
    assert SENTENCE in text_of(seen.last)
    await stage.walk(minutes=11)
    assert all(SENTENCE not in text for text in seen.texts)
    await seen.press("stub.button.open")
    assert SENTENCE in text_of(seen.last)


async def test_a_visitor_hears_what_it_belongs_to_and_help_is_in_reach(visitor: Person) -> None:
    for way in ("/anker", "/anchor"):
        assert text_of(await visitor.say(way)) == visitor.words("settings.visitor")
    assert visitor.words("button.now") in visitor.buttons
    for data in ("anchor:open", "anchor:list", "anchor:unlock", "anchor:drop:1"):
        answer = await visitor.tap_data(data, stale=True)
        assert text_of(answer) == visitor.words("settings.visitor")


@LANGUAGES
@pytest.mark.parametrize("key", ["anchor.ask_if", "anchor.ask_then"])
def test_the_example_that_is_given_is_itself_no_crisis(
    content: Content, spoken: str, key: str
) -> None:
    example = content[spoken].t(key).rpartition(": ")[2]
    assert len(example) > 10
    assert not Classifier(content).classify(example, spoken).is_crisis


async def test_where_others_may_look_what_came_below_goes_again(stage: Stage) -> None:
    """A button of a message that was wiped stands on another device a while longer."""
    seen = await stage.enrolled("Noor", seen=True)
    await put_in(seen)
    await seen.say("/anker")
    number = seen.last.message_id
    await seen.say("/wis")
    await seen.tap_data("anchor:list", number, stale=True)
    assert SENTENCE in text_of(seen.last)
    await stage.walk(minutes=11)
    assert SENTENCE not in "\n".join(seen.texts)


@LANGUAGES
async def test_a_sentence_behind_the_command_is_put_in_and_leaves_the_chat(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(f"/anker {SENTENCE}" if spoken == "nl" else f"/anchor {SENTENCE}")
    assert text_of(person.last) == person.words("anchor.put_in")
    assert all(SENTENCE not in (m.text or "") for m in stage.world.chat(person.id))
    assert not stands_in_files(stage, SENTENCE)
    await in_an_urge(person)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{SENTENCE}"


async def test_in_an_urge_it_is_put_in_and_something_comes_out_all_the_same(
    noor: Person,
) -> None:
    await in_an_urge(noor)
    await noor.say(f"/anker {SENTENCE}")
    assert noor.words("anchor.put_in") in noor.texts
    assert text_of(noor.last) == f"{noor.words('anchor.out')}\n\n{SENTENCE}"


async def test_a_long_one_behind_the_command_is_said_not_to_be_kept(noor: Person) -> None:
    await noor.say(f"/anker {'kastanje ' * 60}")
    assert text_of(noor.last) == noor.words("anchor.too_long", n=LONGEST)
    assert await table(noor.stage, "anchor") == []


@pytest.mark.parametrize(
    ("spoken", "sentence", "more"),
    [("nl", "Een zin", "nog een"), ("en", "A sentence", "add another")],
)
async def test_a_word_that_puts_something_in_is_nothing_to_put_in(
    stage: Stage, spoken: str, sentence: str, more: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/anker" if spoken == "nl" else "/anchor")
    await person.tap(sentence)
    assert text_of(await person.say(more)).startswith(person.words("anchor.nothing_yet"))
    await person.say("you can sleep here" if spoken == "en" else "je mag hier slapen")
    assert text_of(person.last).startswith(person.words("anchor.put_in").strip()[:12])
