"""Crisis words: seen before any room, wherever they stand, answered with the fixed words alone."""

from __future__ import annotations

import asyncio
import io
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random

import pytest

from bot.content.model import Content
from bot.sandbox.model import Message
from bot.store.plans import PARTS
from bot.understanding.classify import Classifier
from bot.understanding.phrases import written_out
from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.scenes.broadcasting import confirm, leave, send, to_everyone, write
from tests.scenes.database import stands_in_files, table, tables_with
from tests.scenes.fixed import kind_of, reply
from tests.scenes.prepared import make_plan
from tests.scenes.test_arriving import come_to_consent, link
from tests.test_logs import all_that_was_logged, form, logged

__all__ = ["form", "logged"]  # fixtures

SUICIDE = {"nl": "ik wil dood", "en": "i want to die"}
VEILED = {
    "nl": "iedereen is beter af zonder mij",
    "en": "everyone would be better off without me",
}
VIOLENCE = {"nl": "hij slaat me", "en": "he hit me"}

Way = Callable[[Stage, Person], Awaitable[None]]


def is_suicide_reply(person: Person, message: Message) -> bool:
    """Whether this is the fixed reply, and nothing else."""
    return kind_of(person, message) == "suicide"


def is_violence_reply(person: Person, message: Message) -> bool:
    """Whether this is the fixed question, and nothing else."""
    return kind_of(person, message) == "violence"


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("written", ["nl", "en"])
async def test_explicit_words_of_both_languages_get_the_fixed_reply_in_ones_own(
    stage: Stage, spoken: str, written: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert is_suicide_reply(person, await person.say(SUICIDE[written]))
    assert is_violence_reply(person, await person.say(VIOLENCE[written]))
    assert len(person.heard) == 2


@pytest.mark.parametrize(
    "label", ["crisis_suicide", "crisis_violence", "medical", "strangulation"]
)
def test_every_crisis_phrase_of_the_content_opens_the_crisis_screen(
    content: Content, label: str
) -> None:
    classifier = Classifier(content)
    for language, book in content.books.items():
        texts = written_out(book.phrases[label])
        missed = [text for text in texts if not classifier.classify(text, language).is_crisis]
        assert missed == []


@pytest.mark.parametrize("label", ["crisis_suicide", "crisis_violence"])
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_phrases_from_all_over_the_content_are_answered_in_the_chat(
    stage: Stage, spoken: str, label: str
) -> None:
    texts = written_out(stage.app.deps.shelf[spoken].phrases[label])
    for number, text in enumerate(texts[:: len(texts) // 5]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        answer = await person.say(text)
        # What to do about a wound that bleeds stands above it.
        wound = text_of(answer).endswith(reply(person, "selfharm"))
        assert wound or kind_of(person, answer) is not None, text


WRITTEN = (
    "IK WIL DOOD",
    "Ik wil dood.",
    "ik wil doooood",
    "ik wíl dóód!!!",
    "ik w\N{ZERO WIDTH SPACE}il do\N{ZERO WIDTH JOINER}od",
    "ik\nwil\ndood",
    "😭😭 ik wil dood 😭",
    "/drang ik wil dood",
    "/ik wil dood",
    "nu. ik wil dood",
    "hoi " * 900 + "ik wil dood",
)


async def test_the_words_are_seen_however_they_are_written(noor: Person) -> None:
    for number, text in enumerate(WRITTEN, start=1):
        assert is_suicide_reply(noor, await noor.say(text)), text[:30]
        assert len(noor.heard) == number


async def test_the_words_are_seen_under_anything_that_is_sent(noor: Person) -> None:
    for kind in ("photo", "voice", "video", "document", "audio", "animation"):
        assert is_suicide_reply(noor, await noor.send(kind, caption="ik wil dood")), kind


async def test_the_words_are_seen_in_a_message_that_is_edited(stage: Stage, noor: Person) -> None:
    await noor.say("hoi")
    mine = next(m for m in stage.world.chat(noor.id) if not m.from_bot)
    assert is_suicide_reply(noor, await noor.edit(mine.message_id, "ik wil dood"))


async def test_the_words_are_seen_in_a_caption_that_is_edited(stage: Stage, noor: Person) -> None:
    await noor.send("photo", caption="hoi")
    mine = next(m for m in stage.world.chat(noor.id) if not m.from_bot)
    assert is_suicide_reply(noor, await noor.edit(mine.message_id, "ik wil dood"))


async def test_the_words_are_seen_in_what_is_forwarded(stage: Stage, noor: Person) -> None:
    stage.world.forward(noor.id, "ik wil dood")
    await stage.settle()
    assert kind_of(noor, noor.last) == "third_suicide"


async def _nothing(stage: Stage, person: Person) -> None:
    pass


async def _urge(stage: Stage, person: Person) -> None:
    await person.say("nu")
    await person.press("urge.button.go")


async def _exercise(stage: Stage, person: Person) -> None:
    await person.say("/oefening")
    await person.tap_data("exercise:begin:feet:d:0", stale=True)


async def _cycle(stage: Stage, person: Person) -> None:
    await person.say("/kompas")


async def _paused(stage: Stage, person: Person) -> None:
    await person.say("/pauze")


async def _forgetting(stage: Stage, person: Person) -> None:
    await person.say("/vergeetmij")


async def _after_crisis(stage: Stage, person: Person) -> None:
    await person.say(VIOLENCE["nl"])


WAYS: dict[str, Way] = {
    "nothing": _nothing,
    "an urge": _urge,
    "an exercise": _exercise,
    "the cycle": _cycle,
    "a pause": _paused,
    "the question of erasure": _forgetting,
    "another crisis": _after_crisis,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_the_words_get_the_fixed_reply_in_the_middle_of(
    stage: Stage, noor: Person, way: Way
) -> None:
    await way(stage, noor)
    heard = len(noor.heard)
    assert is_suicide_reply(noor, await noor.say("ik wil dood"))
    assert len(noor.heard) == heard + 1


@pytest.mark.parametrize("way", [_nothing, _urge, _exercise, _cycle])
async def test_a_visitor_gets_the_fixed_reply_too_and_nothing_is_kept(
    stage: Stage, visitor: Person, way: Way
) -> None:
    await way(stage, visitor)
    assert is_suicide_reply(visitor, await visitor.say("ik wil dood"))
    assert is_violence_reply(visitor, await visitor.say("hij slaat me"))
    assert await tables_with(stage, visitor.id) == []


async def test_somebody_who_is_arriving_gets_the_fixed_reply_and_can_go_on(stage: Stage) -> None:
    lea = stage.person("Lea")
    await come_to_consent(lea, await link(stage))
    assert is_suicide_reply(lea, await lea.say("ik wil dood"))
    await lea.press("start.button.agree")
    assert await lea.record() is not None


async def _zone(stage: Stage, person: Person) -> None:
    await person.say("/instellingen")
    await person.press("settings.button.zone")


async def _country(stage: Stage, person: Person) -> None:
    await person.say("/instellingen")
    await person.press("settings.button.about_me")


async def _nickname(stage: Stage, person: Person) -> None:
    await person.say("/instellingen")
    await person.press("settings.button.about_me")
    await person.press("more.button.skip")


async def _broadcast(stage: Stage, person: Person) -> None:
    """A coach who was writing to all, and whose right was taken meanwhile."""
    await person.say("/bericht")
    stage.settings = replace(stage.settings, coach_ids=frozenset())
    await stage.restart()


async def _word_first(stage: Stage, person: Person) -> None:
    await person.say("/instellingen")
    await person.press("settings.button.word")
    await person.press("word.button.set")


async def _word_second(stage: Stage, person: Person) -> None:
    await _word_first(stage, person)
    await person.say("grijze schuur")


async def _word_typed(stage: Stage, person: Person) -> None:
    await _word_second(stage, person)
    await person.say("grijze schuur")
    await stage.walk(minutes=11)
    await person.tap_data("word:menu", stale=True)


async def _anchor_sentence(stage: Stage, person: Person) -> None:
    await person.say("/anker")
    await person.press("anchor.button.sentence")


async def _anchor_if(stage: Stage, person: Person) -> None:
    await person.say("/anker")
    await person.press("anchor.button.plan")


async def _anchor_then(stage: Stage, person: Person) -> None:
    await _anchor_if(stage, person)
    await person.say("ik op de bank zit")


async def _anchor_voice(stage: Stage, person: Person) -> None:
    await person.say("/anker")
    await person.press("anchor.button.voice")
    await person.press("anchor.button.alone")


async def _letter_text(stage: Stage, person: Person) -> None:
    await person.say("/brief")


async def _letter_more(stage: Stage, person: Person) -> None:
    await person.say("/brief")
    await person.say("waar ben je")


def _plan(presses: int) -> Way:
    """To one of the parts of the own safety plan: the others are skipped."""

    async def go(stage: Stage, person: Person) -> None:
        await person.say("/nood")
        await person.press("lines.button.make_plan")
        for _ in range(presses):
            await person.press("plan.button.skip")

    return go


def _plan_alone(part: str) -> Way:
    async def go(stage: Stage, person: Person) -> None:
        await make_plan(person)
        await person.say("/nood")
        await person.press("lines.button.plan")
        await person.press("plan.button.edit")
        await person.press(f"plan.{part}")

    return go


async def _appointment_when(stage: Stage, person: Person) -> None:
    await person.say("/afspraak")
    await person.press("appointment.button.work")


async def _appointment_note(stage: Stage, person: Person) -> None:
    await _appointment_when(stage, person)
    await person.say("morgen 14:30")


async def _date_day(stage: Stage, person: Person) -> None:
    await person.say("/instellingen")
    await person.press("settings.button.hard_days")
    await person.press("date.button.add")


async def _date_name(stage: Stage, person: Person) -> None:
    await _date_day(stage, person)
    await person.say("12 mei")
    await person.press("date.button.yearly")


PLACES: dict[str, Way] = {
    **{f"plan:{part}": _plan(number) for number, part in enumerate(PARTS)},
    **{f"plan:{part}_alone": _plan_alone(part) for part in PARTS},
    "settings:zone": _zone,
    "more:country": _country,
    "more:nickname": _nickname,
    "broadcast:text": _broadcast,
    "word:first": _word_first,
    "word:second": _word_second,
    "word:typed": _word_typed,
    "anchor:sentence": _anchor_sentence,
    "anchor:if": _anchor_if,
    "anchor:then": _anchor_then,
    "anchor:voice": _anchor_voice,
    "letter:text": _letter_text,
    "letter:more": _letter_more,
    "appointment:when": _appointment_when,
    "appointment:note": _appointment_note,
    "date:day": _date_day,
    "date:name": _date_name,
}
"""Ways to places that wait for a text; `test_crisis_everywhere.py` looks at all of them."""


@pytest.mark.parametrize("place", PLACES)
async def test_the_words_are_seen_where_a_room_waits_for_a_text(
    stage: Stage, noor: Person, place: str
) -> None:
    person = await stage.coach() if place.startswith("broadcast") else noor
    await PLACES[place](stage, person)
    assert [row["place"] for row in await table(stage, "waiting")] == [place]
    assert is_suicide_reply(person, await person.say("ik wil dood"))
    assert not stands_in_files(stage, "wil dood")


async def test_after_the_fixed_reply_no_setting_takes_what_comes_next(noor: Person) -> None:
    await _zone(noor.stage, noor)
    await noor.say("ik wil dood")
    assert "112" in text_of(await noor.say("Paramaribo"))
    record = await noor.record()
    assert record is not None
    assert record.zone == "Europe/Amsterdam"


async def test_what_a_coach_writes_for_others_is_not_taken_as_her_own(
    stage: Stage, noor: Person
) -> None:
    coach = await stage.coach()
    await coach.say("/bericht")
    await coach.say("Voel je: ik wil dood? Bel 113.")
    await to_everyone(coach)
    assert "Voel je: ik wil dood? Bel 113." in coach.texts


async def test_nor_are_other_words_for_a_draft_or_for_what_has_left(
    stage: Stage, noor: Person
) -> None:
    """Such a place names its message as well."""
    coach = await stage.coach()
    words = "Voel je: ik wil dood? Bel 113."
    await write(coach)
    await coach.press("broadcast.button.rewrite")
    await coach.say(words)
    assert words in coach.texts
    await confirm(coach, 1)
    await leave(coach)
    await coach.press("broadcast.button.fix")
    await coach.press("broadcast.button.fix_here")
    await coach.say(f"{words} Dag en nacht.")
    await coach.press("broadcast.button.fix_put", n=1)
    assert coach.texts[-1].endswith(coach.words("broadcast.fixed"))


async def test_a_coachs_own_words_get_the_fixed_reply(stage: Stage) -> None:
    coach = await stage.coach()
    assert coach.id == COACH_ID
    assert is_suicide_reply(coach, await coach.say("ik wil dood"))


async def test_the_fixed_reply_is_followed_by_nothing_of_its_own(
    stage: Stage, noor: Person
) -> None:
    await noor.say("ik wil dood")
    await stage.walk(hours=3)
    assert len(noor.heard) == 1


@pytest.mark.parametrize(("country", "shown"), [("NL", "113"), ("BE", "1813"), ("any", "find")])
async def test_once_the_country_is_known_only_its_lines_are_shown(
    stage: Stage, noor: Person, country: str, shown: str
) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.about_me")
    await noor.press(f"country.{country}")
    answer = await noor.say("ik wil dood")
    assert text_of(answer) == reply(noor, "suicide", country, passed_on=True)
    assert shown in text_of(answer).split(noor.book.replies["suicide"])[1]


async def test_until_the_country_is_known_both_countries_stand_below_each_other(
    noor: Person,
) -> None:
    text = text_of(await noor.say("ik wil dood"))
    assert text.index(noor.words("country.NL")) < text.index(noor.words("country.BE"))
    assert "113" in text
    assert "1813" in text


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_is_hinted_at_is_asked_calmly_with_the_lines_right_below(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    text = text_of(await person.say(VEILED[spoken]))
    assert text == reply(person, "suicide_veiled")
    assert person.buttons == [person.words(f"lines.button.{x}") for x in ("yes", "no", "unknown")]
    record = await person.record()
    assert record is not None
    assert record.held_until is not None


@pytest.mark.parametrize("answer", ["yes", "unknown"])
async def test_yes_and_not_knowing_get_the_fixed_reply(noor: Person, answer: str) -> None:
    await noor.say(VEILED["nl"])
    assert is_suicide_reply(noor, await noor.press(f"lines.button.{answer}"))
    assert len(noor.heard) == 1


async def test_no_is_taken_at_its_word_with_help_and_exercises_in_reach(noor: Person) -> None:
    await noor.say(VEILED["nl"])
    answer = await noor.press("lines.button.no")
    assert text_of(answer) == noor.book.replies["suicide_no"]
    assert noor.buttons == [
        noor.words(f"button.{name}") for name in ("exercises", "help", "coach")
    ]


async def test_a_visitor_is_asked_as_well_and_nothing_is_kept(
    stage: Stage, visitor: Person
) -> None:
    await visitor.say(VEILED["nl"])
    assert is_suicide_reply(visitor, await visitor.press("lines.button.yes"))
    assert await tables_with(stage, visitor.id) == []


async def test_violence_asks_first_whether_typing_is_safe(noor: Person) -> None:
    await noor.say("hij slaat me")
    assert noor.buttons == [noor.words("lines.button.safe"), noor.words("lines.button.unsafe")]


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_when_typing_is_safe_the_question_becomes_care_lines_and_evidence(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    answer = await person.press("lines.button.safe")
    assert kind_of(person, answer) == "violence_safe"
    assert len(person.heard) == 1


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_when_typing_is_not_safe_one_neutral_line_takes_its_place_and_all_is_silent(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(VIOLENCE[spoken])
    await person.press("lines.button.unsafe")
    assert person.texts == [person.book.replies["violence_unsafe"]]
    assert person.buttons == []
    await stage.walk(hours=23)
    assert person.texts == [person.book.replies["violence_unsafe"]]


async def test_both_answers_tapped_at_once_leave_the_first(stage: Stage, noor: Person) -> None:
    asked = await noor.say("hij slaat me")
    await noor.press("lines.button.unsafe")
    await noor.tap_data("safety:unsafe", asked.message_id, stale=True)
    assert noor.texts == [noor.book.replies["violence_unsafe"]]


async def test_after_a_crisis_nothing_comes_by_itself_for_a_day_and_then_it_does(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await noor.say("ik wil dood")
    coach = await stage.coach()
    await send(coach, 2)
    await stage.walk(hours=23)
    assert "Donderdag om acht uur." in mia.texts
    assert len(noor.heard) == 1
    await stage.walk(hours=2)
    assert "Donderdag om acht uur." in noor.texts
    assert any(text.startswith(noor.book.daily[0].title) for text in noor.texts)


async def test_whoever_resumes_gets_what_waited_at_once(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil dood")
    coach = await stage.coach()
    await send(coach, 1)
    assert "Donderdag om acht uur." not in noor.texts
    await noor.say("/verder")
    await stage.walk(minutes=1)
    assert "Donderdag om acht uur." in noor.texts
    record = await noor.record()
    assert record is not None
    assert record.held_until is None


async def test_a_second_crisis_makes_the_day_begin_anew(stage: Stage, noor: Person) -> None:
    await noor.say("ik wil dood")
    await stage.walk(hours=20)
    await noor.say("ik wil dood")
    record = await noor.record()
    assert record is not None
    assert record.held_until is not None
    assert record.held_until - stage.clock.now() > timedelta(hours=23, minutes=59)


async def test_the_words_are_nowhere_in_the_database_or_in_a_log(
    logged: io.StringIO, stage: Stage, noor: Person
) -> None:
    words = "ik wil dood en niemand weet van de grijze schuur"
    await noor.say(words)
    await noor.send("photo", caption=words)
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await noor.say(words)
    await stage.restart()
    told = all_that_was_logged(logged)
    for part in (words, "wil dood", "grijze schuur"):
        assert await tables_with(stage, part) == []
        assert not stands_in_files(stage, part)
        assert part not in told
    assert all(words not in str(call.params) for call in stage.world.requests)


async def test_the_coach_sees_nothing_of_a_crisis(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    heard = len(coach.heard)
    await noor.say("ik wil dood")
    await noor.say("hij slaat me")
    await stage.walk(hours=30)
    assert len(coach.heard) == heard


def test_neither_a_command_nor_a_label_nor_the_token_of_a_link_opens_the_crisis_screen(
    content: Content,
) -> None:
    classifier = Classifier(content)
    labels = ("button.now", "button.today", "button.help")
    said = [book.t(label) for book in content.books.values() for label in labels]
    dice = Random(1)
    said += [urlsafe_b64encode(dice.randbytes(16)).decode().strip("=") for _ in range(200)]
    said += ["nu", "now", "stop", ".", "hulp", "drang", "8:15", "9 uur"]
    assert [text for text in said if classifier.classify(text).is_crisis] == []


async def test_words_that_only_sound_like_it_open_no_crisis_screen(noor: Person) -> None:
    for text in ("ik lach me dood", "ik ben doodmoe", "dat liedje slaat nergens op"):
        answer = await noor.say(text)
        assert not is_suicide_reply(noor, answer)
        assert not is_violence_reply(noor, answer)


@pytest.mark.parametrize("text", ["ik wil dood", "nu", "hallo", "/drang ik wil dood"])
async def test_when_the_guard_crashes_the_fixed_help_text_goes_out_and_no_room_answers(
    stage: Stage,
    noor: Person,
    monkeypatch: pytest.MonkeyPatch,
    something_breaks: None,
    text: str,
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(Classifier, "classify", crash)
    stage.world.say(noor.id, text)
    await _let_all_attempts_pass(stage)
    assert noor.texts == [noor.book.replies["failed"]]
    assert not stands_in_files(stage, text) or len(text) < 8


async def test_the_fixed_help_text_comes_in_the_language_of_the_phone(
    stage: Stage, mia: Person, monkeypatch: pytest.MonkeyPatch, something_breaks: None
) -> None:
    monkeypatch.setattr(Classifier, "classify", lambda *_: 1 / 0)
    stage.world.say(mia.id, "hello")
    await _let_all_attempts_pass(stage)
    assert mia.texts == [stage.app.deps.shelf["en"].replies["failed"]]


async def test_when_the_guard_crashes_bare_commands_still_lead_to_help(
    noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Classifier, "classify", lambda *_: 1 / 0)
    assert "112" in text_of(await noor.say("/nood"))
    assert text_of(await noor.say("/drang")) == noor.words("urge.first")


async def test_after_a_crash_of_the_guard_the_next_message_is_answered_again(
    stage: Stage, noor: Person, monkeypatch: pytest.MonkeyPatch, something_breaks: None
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Classifier, "classify", lambda *_: 1 / 0)
        stage.world.say(noor.id, "hallo")
        await _let_all_attempts_pass(stage)
    assert is_suicide_reply(noor, await noor.say("ik wil dood"))


async def _let_all_attempts_pass(stage: Stage) -> None:
    while stage.app.intake.busy or len(stage.world.queue):
        await asyncio.sleep(0.005)
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=1))
    await stage.settle()
