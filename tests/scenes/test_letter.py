"""The letter: given to the bot instead of being sent. Sealed, not pushed back, let go in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.features.letter.rules import MOST, SHORT
from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.scenes.database import stands_in_files, table
from tests.scenes.relaying import agreed

WORDS = "ik mis je en de kastanjeboom ook"
LANGUAGES = pytest.mark.parametrize("spoken", ["nl", "en"])


async def give(person: Person, text: str = WORDS) -> None:
    """She gives the message away."""
    await person.tap_data("letter:write", message_id=1, stale=True)
    await person.say(text)


async def letters_of(stage: Stage) -> list[dict[str, object]]:
    """The rows of the letters."""
    return await table(stage, "letter")


async def next_morning(person: Person, hour: int = 10) -> None:
    """The clock stands at this hour of the next day, in Amsterdam in winter."""
    now = person.stage.clock.now()
    at = (now + timedelta(days=1)).replace(hour=hour - 1, minute=0)
    await person.stage.walk_to(at)


async def open_it(person: Person, strength: str = "4") -> None:
    """She opens the first letter of the list."""
    await person.say("/brief")
    [row, *_] = await letters_of(person.stage)
    await person.tap_data(f"letter:one:{row['id']}")
    await person.press("letter.button.open")
    await person.tap(strength)


def everything_in(person: Person) -> str:
    """All that stands in her chat, from both sides."""
    return "\n".join(text_of(m) for m in person.stage.world.chat(person.id))


@LANGUAGES
async def test_a_letter_is_sealed_leaves_the_chat_and_the_body_comes_first(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/brief")
    assert text_of(person.last) == person.words("letter.ask")
    await person.say(WORDS)
    assert WORDS not in everything_in(person)
    assert text_of(person.last).startswith(person.words("letter.sealed"))
    assert person.words("letter.sealed_body") in text_of(person.last)
    assert person.book.exercises["feet"].title in person.buttons[0]
    [row] = await letters_of(stage)
    assert row["opened_at"] is None
    assert not stands_in_files(stage, "kastanjeboom")


async def test_the_client_is_told_when_it_opens_and_when_it_is_gone(noor: Person) -> None:
    await give(noor)
    said = noor.words("letter.opens", day="dinsdag 24 november", gone="woensdag 23 december")
    assert said in text_of(noor.last)


async def test_it_is_never_pushed_back(noor: Person) -> None:
    await noor.say("/pauze")
    await give(noor)
    heard = len(noor.heard)
    await noor.stage.walk(days=31)
    assert len(noor.heard) == heard


async def test_unopened_it_is_gone_on_the_day_that_was_named(noor: Person) -> None:
    await noor.say("/pauze")
    await give(noor)
    await noor.stage.walk(days=29)
    assert len(await letters_of(noor.stage)) == 1
    await noor.stage.walk(days=2)
    await noor.stage.app.run_due()
    assert await letters_of(noor.stage) == []
    assert text_of(await noor.say("/brief")) == noor.words("letter.ask")


async def test_it_stays_shut_until_the_next_morning(noor: Person) -> None:
    await give(noor)
    [row] = await letters_of(noor.stage)
    later = noor.words("letter.later", day="dinsdag 24 november")
    for verb in ("one", "now", "open"):
        answer = await noor.tap_data(f"letter:{verb}:{row['id']}:4", stale=True)
        assert text_of(answer) == later, verb
    await noor.stage.walk_to(noor.stage.clock.now().replace(hour=6, minute=59) + timedelta(days=1))
    assert text_of(await noor.tap_data(f"letter:one:{row['id']}", stale=True)) == later
    await noor.stage.walk(minutes=1)
    await noor.tap_data(f"letter:one:{row['id']}", stale=True)
    assert noor.words("letter.button.open") in noor.buttons
    await noor.press("letter.button.back")
    await noor.tap_data(f"letter:one:{row['id']}")
    assert noor.words("letter.button.open") in noor.buttons


@pytest.mark.parametrize(("hour", "opens"), [(8, True), (20, True), (21, False), (23, False)])
async def test_it_opens_between_eight_and_nine_in_the_evening(
    noor: Person, hour: int, *, opens: bool
) -> None:
    await give(noor)
    await next_morning(noor, hour)
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:one:{row['id']}", stale=True)
    assert (noor.words("letter.button.open") in noor.buttons) == opens
    if not opens:
        assert text_of(noor.last) == noor.words("letter.in_the_evening")


async def test_in_an_urge_it_stays_shut_and_a_new_one_is_asked(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    [row] = await letters_of(noor.stage)
    await noor.say("nu")
    answer = await noor.tap_data(f"letter:now:{row['id']}", stale=True)
    assert text_of(answer) == noor.words("letter.in_urge")
    assert text_of(await noor.say("/brief")) == noor.words("letter.ask")


@LANGUAGES
async def test_opened_it_stands_beside_the_strength_then_and_now(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("nu")
    await person.press("urge.button.go")
    await person.tap("9")
    await give(person)
    await next_morning(person)
    await open_it(person, "4")
    assert person.texts[-2] == WORDS
    assert person.words("letter.both", then=9, now=4) in text_of(person.last)
    assert person.buttons[0] == person.words("letter.button.tear")


async def test_outside_an_urge_a_number_can_be_added_after_the_body(noor: Person) -> None:
    await give(noor)
    await noor.press("letter.button.number")
    assert text_of(await noor.tap("8")) == noor.words("letter.noted", n=8)
    await next_morning(noor)
    await open_it(noor, noor.words("letter.button.skip"))
    assert noor.words("letter.only_then", then=8) in text_of(noor.last)


async def test_torn_up_it_is_nowhere_any_more(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    await noor.press("letter.button.tear")
    assert text_of(noor.last) == noor.words("letter.torn")
    assert WORDS not in everything_in(noor)
    assert await letters_of(noor.stage) == []


async def test_it_leaves_the_chat_ten_minutes_after_it_was_opened(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    assert WORDS in everything_in(noor)
    await noor.stage.walk(minutes=11)
    assert WORDS not in everything_in(noor)


async def test_what_the_bot_could_not_take_away_again_it_does_not_show(noor: Person) -> None:
    """Buttons of a message that was wiped stand on another device a while longer."""
    await give(noor)
    await next_morning(noor)
    await noor.say("/brief")
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:one:{row['id']}")
    await noor.press("letter.button.open")
    asked = noor.last.message_id
    await noor.say("/wis")
    await noor.tap_data(f"letter:open:{row['id']}:4", asked, stale=True)
    assert noor.words("letter.to_open") in text_of(noor.last)
    await noor.press("letter.button.open")
    assert WORDS in everything_in(noor)
    await noor.stage.walk(minutes=11)
    assert WORDS not in everything_in(noor)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_number_that_is_typed_is_taken_along_to_the_tap_that_opens_it(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await give(person)
    await next_morning(person)
    [row] = await letters_of(stage)
    await person.tap_data(f"letter:now:{row['id']}", stale=True)
    now = person.words("letter.only_now", now=4)
    asked = text_of(await person.say("4"))
    assert asked == f"{now}\n\n{person.words('letter.to_open')}"
    assert WORDS not in everything_in(person)
    await person.press("letter.button.open")
    assert WORDS in everything_in(person)
    assert now in text_of(person.last)


async def test_a_typed_skip_asks_for_the_tap_alone(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:now:{row['id']}", stale=True)
    asked = await noor.say(noor.words("letter.button.skip"))
    assert text_of(asked) == noor.words("letter.to_open")


async def test_what_would_be_shared_is_not_shown_where_it_would_stay(noor: Person) -> None:
    await noor.stage.coach()
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    _, share = noor.find_button(noor.words("letter.button.share"))
    assert share.data is not None
    chosen = noor.last.message_id
    await noor.say("/wis")
    assert WORDS not in everything_in(noor)
    await noor.tap_data(share.data, chosen, stale=True)
    assert WORDS not in everything_in(noor)
    await noor.press("letter.button.open")
    await noor.tap("4")
    assert WORDS in everything_in(noor)


async def test_opened_and_left_it_is_torn_up_the_next_day(noor: Person) -> None:
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    await noor.stage.walk(hours=26)
    await noor.stage.app.run_due()
    assert await letters_of(noor.stage) == []


async def test_kept_for_a_week_it_can_be_read_again_and_is_then_gone(noor: Person) -> None:
    await noor.say("/pauze")
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    await noor.press("letter.button.keep")
    assert text_of(noor.last) == noor.words("letter.kept", day="dinsdag 1 december")
    assert WORDS not in everything_in(noor)
    await noor.stage.walk(days=6)
    await open_it(noor)
    assert WORDS in everything_in(noor)
    await noor.stage.walk(days=2)
    await noor.stage.app.run_due()
    assert await letters_of(noor.stage) == []


async def test_tapped_twice_keep_makes_no_second_week(noor: Person) -> None:
    await noor.say("/pauze")
    await give(noor)
    await next_morning(noor)
    await open_it(noor)
    [row] = await letters_of(noor.stage)
    await noor.press("letter.button.keep")
    await noor.stage.walk(days=5)
    await noor.tap_data(f"letter:keep:{row['id']}", stale=True)
    assert text_of(noor.last) == noor.words("letter.kept", day="dinsdag 1 december")


async def _ready_to_share(person: Person, text: str = WORDS) -> Person:
    coach = await person.stage.coach()
    await give(person, text)
    await next_morning(person)
    await open_it(person)
    await person.press("letter.button.share")
    return coach


async def test_the_coach_gets_exactly_what_was_shown_and_only_after_yes(noor: Person) -> None:
    coach = await _ready_to_share(noor)
    heard = list(coach.texts)
    line = noor.words("letter.coach", name=noor.words("clients.number", n=1))
    assert noor.texts[-2] == WORDS
    assert text_of(noor.last) == noor.words("letter.share_ask", line=line)
    await noor.press("letter.button.share_yes")
    assert coach.texts == [*heard, f"{line}\n\n{WORDS}"]
    assert WORDS not in everything_in(noor)


async def test_the_longest_letter_reaches_the_coach_whole(noor: Person) -> None:
    coach = await _ready_to_share(noor, "🌊" * 2048)
    await noor.press("letter.button.share_yes")
    assert coach.texts[-1] == "🌊" * 2048


@pytest.mark.parametrize("writes", [True, False])
async def test_the_coachs_reply_to_a_letter_reaches_her_or_it_is_said_why_not(
    noor: Person, writes: bool
) -> None:
    if writes:
        await agreed(noor)
    coach = await _ready_to_share(noor)
    await noor.press("letter.button.share_yes")
    await coach.say("Ik las je brief.", reply_to=coach.last.message_id)
    answer = f"Ik las je brief.\n\n{noor.words('contact.signed')}"
    assert (noor.texts[-1] == answer) is writes
    assert (coach.texts[-1] == coach.words("inbox.failed.closed")) is not writes


async def test_when_she_is_erased_the_letter_goes_from_the_coachs_chat_too(noor: Person) -> None:
    coach = await _ready_to_share(noor)
    await noor.press("letter.button.share_yes")
    assert WORDS in text_of(coach.last)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert not [text for text in coach.texts if WORDS in text]


async def test_a_nickname_stands_above_the_letter(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.about_me")
    await noor.press("more.button.skip")
    await noor.say("Noortje")
    coach = await _ready_to_share(noor)
    await noor.press("letter.button.share_yes")
    name = f"Noortje · {noor.words('clients.number', n=1)}"
    assert coach.texts[-1] == f"{noor.words('letter.coach', name=name)}\n\n{WORDS}"


async def test_no_sends_nothing_and_the_letter_is_still_hers(noor: Person) -> None:
    coach = await _ready_to_share(noor)
    heard = list(coach.texts)
    await noor.press("letter.button.share_no")
    assert text_of(noor.last) == noor.words("letter.unshared")
    await noor.stage.walk(minutes=30)
    assert coach.texts == heard
    assert len(await letters_of(noor.stage)) == 1


async def test_yes_tapped_twice_sends_once(noor: Person) -> None:
    coach = await _ready_to_share(noor)
    asked = noor.last
    [row] = await letters_of(noor.stage)
    await noor.press("letter.button.share_yes")
    await noor.tap_data(f"letter:shared:{row['id']}", asked.message_id, stale=True)
    assert len([text for text in coach.texts if WORDS in text]) == 1


async def test_what_was_never_shown_is_not_shared_by_a_forged_button(noor: Person) -> None:
    coach = await noor.stage.coach()
    await give(noor)
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:shared:{row['id']}", stale=True)
    assert WORDS not in coach.texts


async def test_a_coach_who_cannot_be_reached_leaves_the_client_reachable(
    noor: Person, something_breaks: None
) -> None:
    await _ready_to_share(noor)
    noor.stage.world.block(COACH_ID)
    await noor.press("letter.button.share_yes")
    await noor.stage.walk(minutes=1)
    record = await noor.record()
    assert record is not None
    assert record.unreachable_at is None


async def test_without_a_coach_or_after_the_programme_there_is_no_sharing(noor: Person) -> None:
    await give(noor)
    noor.stage.settings = replace(noor.stage.settings, coach_ids=frozenset())
    await noor.stage.restart()
    await next_morning(noor)
    await open_it(noor)
    assert noor.words("letter.button.share") not in noor.buttons


async def test_at_night_something_short_is_asked_and_a_long_one_is_sealed_all_the_same(
    noor: Person,
) -> None:
    await noor.stage.walk(hours=16)
    await noor.say("/brief")
    assert text_of(noor.last) == noor.words("letter.ask_night")
    assert noor.last.silent
    await noor.say("x" * (SHORT + 1))
    assert len(await letters_of(noor.stage)) == 1
    assert noor.last.silent


async def test_a_second_long_letter_within_a_week_comes_back_a_week_later(noor: Person) -> None:
    await noor.say("/pauze")
    await give(noor, "x" * (SHORT + 1))
    await noor.stage.walk(days=1)
    await noor.say("/brief")
    await noor.press("letter.button.new")
    short = noor.words("letter.ask_short", day="maandag 30 november")
    assert text_of(noor.last) == short
    await noor.say("y" * (SHORT + 1))
    late = noor.words("letter.opens_late", day="dinsdag 1 december", gone="donderdag 24 december")
    assert late in text_of(noor.last)


async def test_a_torn_long_letter_still_counts_for_its_week_and_holds_no_words(
    noor: Person,
) -> None:
    await noor.say("/pauze")
    await give(noor, "x" * (SHORT + 1))
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:tear:{row['id']}", stale=True)
    [torn] = await letters_of(noor.stage)
    assert torn["content_sealed"] == b""
    await noor.say("/brief")
    assert text_of(noor.last) == noor.words("letter.ask_short", day="maandag 30 november")
    await noor.stage.walk(days=9)
    await noor.stage.app.run_due()
    assert await letters_of(noor.stage) == []


async def test_short_ones_are_asked_as_often_as_wanted(noor: Person) -> None:
    await give(noor)
    await noor.stage.walk(days=1)
    await noor.say("/brief")
    await noor.press("letter.button.new")
    assert text_of(noor.last) == noor.words("letter.ask")


@LANGUAGES
async def test_whoevers_phone_may_be_read_is_offered_to_keep_it_in_mind(
    stage: Stage, spoken: str
) -> None:
    seen = await stage.enrolled("Noor", spoken, seen=True)
    await seen.say("/brief")
    assert text_of(seen.last) == seen.words("letter.seen")
    assert await table(stage, "waiting") == []
    await seen.press("letter.button.mind")
    assert text_of(seen.last) == seen.words("letter.mind")
    assert await letters_of(stage) == []


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("nl", "bewaar"),
        ("nl", "oke bewaar hem"),
        ("nl", "Klaar."),
        ("en", "keep it"),
        ("en", "ok save it"),
    ],
)
async def test_a_word_that_puts_it_away_is_no_letter(stage: Stage, spoken: str, said: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/brief" if spoken == "nl" else "/letter")
    assert text_of(await person.say(said)) == person.words("letter.nothing_yet")
    assert await letters_of(stage) == []
    assert person.words("letter.button.leave") in person.buttons
    await person.say(WORDS)
    await person.say(said)
    assert len(await letters_of(stage)) == 1
    assert text_of(person.last).startswith(person.words("letter.sealed"))
    await next_morning(person)
    await open_it(person)
    assert person.texts[-2] == WORDS, "nor is it the second half of one"


async def test_and_may_give_it_here_all_the_same(stage: Stage) -> None:
    seen = await stage.enrolled("Noor", seen=True)
    await seen.say("/brief")
    await seen.press("letter.button.here")
    await seen.say(WORDS)
    assert WORDS not in everything_in(seen)
    assert len(await letters_of(stage)) == 1


@pytest.mark.parametrize("text", ["😭😭😭", "💔", "x", "x" * 4096, "🌊" * 2048, "𝔦𝔨 𝔪𝔦𝔰 𝔧𝔢"])
async def test_whatever_is_text_comes_back_as_it_was(noor: Person, text: str) -> None:
    await give(noor, text)
    assert len(await letters_of(noor.stage)) == 1
    await next_morning(noor)
    await open_it(noor)
    assert noor.texts[-2] == text


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "sticker", "document"])
async def test_what_is_no_text_is_not_kept_and_she_can_go_on_in_words(
    noor: Person, kind: str
) -> None:
    await noor.say("/brief")
    assert text_of(await noor.send(kind)) == noor.words("letter.only_text")
    assert await letters_of(noor.stage) == []
    await noor.say(WORDS)
    assert len(await letters_of(noor.stage)) == 1


async def test_two_messages_at_once_become_one_letter(noor: Person) -> None:
    await noor.say("/brief")
    world = noor.stage.world
    world.say(noor.id, "waar ben je nou")
    world.say(noor.id, WORDS)
    await noor.stage.settle()
    assert len(await letters_of(noor.stage)) == 1
    assert WORDS not in everything_in(noor)
    await next_morning(noor)
    await open_it(noor)
    assert noor.texts[-2] == f"waar ben je nou\n\n{WORDS}"


async def test_a_second_message_that_does_not_fit_becomes_a_second_letter(noor: Person) -> None:
    await noor.say("/brief")
    await noor.say("x" * 4000)
    await noor.say("y" * 200)
    assert len(await letters_of(noor.stage)) == 2


async def test_what_is_said_later_is_no_part_of_the_letter(noor: Person) -> None:
    await give(noor)
    await noor.stage.walk(minutes=3)
    answer = await noor.say("wat eten we vandaag")
    assert text_of(answer) == noor.words("other.text")
    assert len(await letters_of(noor.stage)) == 1


async def test_an_edit_after_sealing_changes_nothing(noor: Person) -> None:
    await noor.say("/brief")
    world = noor.stage.world
    mine = world.say(noor.id, WORDS)
    world.edit(noor.id, mine.message_id, "iets anders")
    await noor.stage.settle()
    await next_morning(noor)
    await open_it(noor)
    assert noor.texts[-2] == WORDS


@LANGUAGES
async def test_a_crisis_in_a_letter_is_answered_not_sealed_and_she_can_go_on(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/brief")
    answer = await person.say("ik wil dood, de kastanjeboom")
    assert text_of(answer).startswith(person.book.replies["suicide"])
    assert person.book.replies["not_kept"] in text_of(answer)
    assert await letters_of(stage) == []
    await person.say(WORDS)
    assert len(await letters_of(stage)) == 1


async def test_what_follows_the_command_is_the_letter(noor: Person) -> None:
    await noor.say(f"/brief {WORDS}\n\nen nog iets")
    assert WORDS not in everything_in(noor)
    await next_morning(noor)
    await open_it(noor)
    assert noor.texts[-2] == f"{WORDS}\n\nen nog iets"


async def test_the_oldest_makes_room_and_that_is_said(noor: Person) -> None:
    for number in range(MOST + 1):
        await noor.say(f"/brief {WORDS} {number}")
    assert len(await letters_of(noor.stage)) == MOST
    assert noor.words("letter.made_room") in text_of(noor.last)


async def test_the_list_names_each_by_its_hour(noor: Person) -> None:
    await give(noor)
    await noor.stage.walk(minutes=10)
    await noor.say("/brief")
    assert text_of(noor.last) == noor.words("letter.list", n=1)
    assert noor.buttons[0].startswith("maandag 23 november, 10:")


async def test_old_buttons_of_a_letter_that_is_gone_say_so(noor: Person) -> None:
    await give(noor)
    [row] = await letters_of(noor.stage)
    await noor.tap_data(f"letter:tear:{row['id']}", stale=True)
    for verb in ("one", "now", "open", "keep", "share", "shared", "unshared"):
        await noor.tap_data(f"letter:{verb}:{row['id']}:4", stale=True)
        expected = "letter.gone"
        assert text_of(noor.last) == noor.words(expected), verb
    assert text_of(await noor.tap_data("letter:list", stale=True)) == noor.words("letter.none")
    again = await noor.tap_data(f"letter:tear:{row['id']}", stale=True)
    assert text_of(again) == noor.words("letter.torn")


async def test_nobody_reads_or_tears_the_letter_of_another(noor: Person, mia: Person) -> None:
    await give(noor)
    await next_morning(noor)
    [row] = await letters_of(noor.stage)
    for verb in ("one", "open", "tear", "share", "shared", "then"):
        await mia.tap_data(f"letter:{verb}:{row['id']}:4", message_id=1, stale=True)
        assert WORDS not in everything_in(mia)
    [after] = await letters_of(noor.stage)
    assert after == row


async def test_a_visitor_keeps_it_in_mind_and_nothing_is_stored(visitor: Person) -> None:
    assert text_of(await visitor.say("/brief")) == visitor.words("letter.mind")
    assert visitor.book.exercises["feet"].title in visitor.buttons[0]
    await visitor.say(f"/brief {WORDS}")
    assert await letters_of(visitor.stage) == []
    assert await table(visitor.stage, "waiting") == []


async def test_left_it_is_not_kept(noor: Person) -> None:
    await noor.say("/brief")
    assert text_of(await noor.press("letter.button.leave")) == noor.words("letter.left")
    await noor.say(WORDS)
    assert await letters_of(noor.stage) == []


async def test_a_letter_may_take_two_hours_to_write(stage: Stage, noor: Person) -> None:
    await noor.say("/brief")
    await stage.walk(minutes=119)
    await noor.say("gisteren stond de kastanje in bloei")
    assert len(await table(stage, "letter")) == 1
