"""What is only taken for a crisis can be said after all: an answer is taken at its word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.safety.ways import BULK_WAITS
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, Classifier, Verdict
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of, reply
from tests.scenes.relaying import agreed, having
from tests.scenes.test_crisis import VIOLENCE

CALL, SOON, DARK, WATCHED, HURT, HURTS = (
    "spreken we elkaar nog", "bel je me morgen", "het is genoeg zo", "hij keek op mijn telefoon",
    "ik deed het weer", "hij deed mijn nek weer pijn",
)  # fmt: skip
_UNSURE = {
    CALL: (CRISIS_SUICIDE, 0.23),
    SOON: (CRISIS_SUICIDE, 0.3),
    DARK: (CRISIS_SUICIDE, 0.6),
    HURT: (CRISIS_SUICIDE, 0.2),
    WATCHED: (CRISIS_VIOLENCE, 0.2),
    HURTS: (CRISIS_VIOLENCE, 0.2),
}
_NOTES = {HURT: frozenset(["selfharm"]), HURTS: frozenset(["strangulation"])}
SPOKEN = pytest.mark.parametrize("spoken", ["nl", "en"])
PLAIN = {"nl": "ik wil dood", "en": "i want to die"}


@pytest.fixture(autouse=True)
def _taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these words are taken for, whatever was learned last; all others as they are."""
    known = Classifier.classify

    def classify(self: Classifier, text: str, language: str = "nl") -> Verdict:
        if (found := _UNSURE.get(text)) is None:
            return known(self, text, language)
        notes = _NOTES.get(text, frozenset())
        return Verdict(found[0], found[1], "set by the test", language, veiled=True, notes=notes)

    monkeypatch.setattr(Classifier, "classify", classify)


async def to_coach(stage: Stage, spoken: str = "nl") -> tuple[Person, Person]:
    """Somebody at the place where she writes to her coach."""
    coach, person = await stage.coach(), await stage.enrolled("Noor", spoken)
    stage.thinking = 4.0
    await agreed(person)
    await person.say("/coach")
    return person, coach


def arrived(coach: Person, words: str) -> bool:
    return any(words in text for text in coach.texts)


async def held(person: Person) -> bool:
    record = await person.record()
    assert record is not None
    return record.held_until is not None and record.held_until > person.stage.clock.now()


@SPOKEN
@pytest.mark.parametrize("typed", [True, False], ids=["typed", "tapped"])
async def test_after_a_no_it_goes_to_the_coach_and_she_hears_that_it_will(
    stage: Stage, spoken: str, *, typed: bool
) -> None:
    person, coach = await to_coach(stage, spoken)
    heard = text_of(await person.say(CALL))
    asked = [reply(person, "suicide_veiled", writing=True, slight=one) for one in (True, False)]
    assert heard in asked
    if typed:
        await person.say(person.words("lines.button.no"))
    else:
        await person.press("lines.button.no")
    assert person.words("lines.say_it_again") in person.texts[-1]
    assert not arrived(coach, CALL)
    await person.say(CALL)
    assert person.words("contact.passed_on") in person.texts[-1]
    assert arrived(coach, CALL)
    await person.say(SOON)
    assert arrived(coach, SOON), "a little surer is the same doubt"


async def test_it_goes_though_she_went_somewhere_else_in_between(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    await noor.press("button.help")
    await noor.say("/coach")
    await noor.say(CALL)
    assert arrived(coach, CALL)


@SPOKEN
async def test_what_is_said_plainly_opens_the_screen_and_takes_the_no_away(
    stage: Stage, spoken: str
) -> None:
    person, coach = await to_coach(stage, spoken)
    await person.say(CALL)
    await person.press("lines.button.no")
    assert kind_of(person, await person.say(PLAIN[spoken])) == "suicide"
    assert kind_of(person, await person.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)
    assert not arrived(coach, PLAIN[spoken])


async def test_plain_words_take_it_away_though_nothing_waits(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    await noor.press("button.help")
    await noor.say("ik wil dood")
    await noor.say("/coach")
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(DARK, "suicide_veiled"), (HURT, "selfharm"), (WATCHED, "violence")],
    ids=["surer", "graver", "another matter"],
)
async def test_a_no_is_no_answer_to_more_than_was_asked(
    stage: Stage, text: str, kind: str
) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    assert kind_of(noor, await noor.say(text)) == kind
    assert not arrived(coach, text)


async def test_who_says_no_to_the_surer_words_too_is_taken_at_her_word(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    await noor.say(DARK)
    await noor.press("lines.button.no")
    await noor.say(DARK)
    assert arrived(coach, DARK)


async def test_after_half_an_hour_it_is_asked_about_again(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    await stage.walk(minutes=31)
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)


@pytest.mark.parametrize("answer", ["lines.button.yes", "lines.button.unknown"])
async def test_a_yes_and_not_knowing_leave_no_way_past(stage: Stage, answer: str) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(CALL)
    await noor.press(answer)
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)


async def test_where_nobody_would_read_it_it_is_asked_about_again(stage: Stage) -> None:
    noor = await stage.enrolled()
    stage.thinking = 4.0
    await noor.say(CALL)
    await noor.press("lines.button.no")
    assert noor.words("lines.say_it_again") not in noor.texts[-1]
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"


async def test_in_a_letter_it_is_kept_the_second_time(stage: Stage) -> None:
    noor = await stage.enrolled()
    stage.thinking = 4.0
    await noor.say("/brief")
    await noor.say(CALL)
    await noor.press("lines.button.no")
    sealed = noor.words("letter.sealed").splitlines()[0].partition("{")[0]
    assert text_of(await noor.say(CALL)).startswith(sealed)


async def test_in_reply_to_her_coach_too(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say("hoi")
    await coach.say("Vertel eens.", reply_to=coach.last.message_id)
    heard = having(noor, "Vertel eens.")
    await noor.press("contact.button.done")
    await noor.say(CALL, reply_to=heard.message_id)
    await noor.press("lines.button.no")
    await noor.say(CALL, reply_to=heard.message_id)
    assert arrived(coach, CALL)


async def test_a_no_says_nothing_of_the_coach_once_more_was_said_plainly(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    asked = await noor.say(CALL)
    await noor.say("ik wil dood")
    await noor.tap(noor.words("lines.button.no"), asked)
    assert noor.words("lines.say_it_again") not in text_of(asked)
    assert await held(noor)
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)


@SPOKEN
async def test_who_can_type_safely_is_shown_the_way_on_to_her_coach(
    stage: Stage, spoken: str
) -> None:
    person, coach = await to_coach(stage, spoken)
    await person.say(WATCHED)
    await person.press("lines.button.safe")
    assert kind_of(person, await person.say(WATCHED)) == "violence"
    await person.press("lines.button.safe")
    shown = person.last
    await person.press("lines.button.go_on")
    assert kind_of(person, shown) == "violence_safe", "the numbers stay in sight"
    assert text_of(person.last) == person.words("lines.say_it_again")
    await person.say(WATCHED)
    assert arrived(coach, WATCHED)
    assert kind_of(person, await person.say(HURTS)) == "strangulation_ask"
    assert not arrived(coach, HURTS)


async def test_typed_too_and_from_anywhere(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.press("contact.button.leave")
    await noor.say(WATCHED)
    await noor.say("ja hoor")
    await noor.press("lines.button.go_on")
    await noor.say(WATCHED)
    assert arrived(coach, WATCHED)
    assert kind_of(noor, await noor.say(VIOLENCE["nl"])) == "violence"
    assert not arrived(coach, VIOLENCE["nl"])


@pytest.mark.parametrize("consent", [True, False])
async def test_there_is_no_such_way_for_plain_words_nor_without_the_consent(
    stage: Stage, *, consent: bool
) -> None:
    await stage.coach()
    noor = await stage.enrolled()
    if consent:
        await agreed(noor)
    await noor.say(VIOLENCE["nl"] if consent else WATCHED)
    await noor.press("lines.button.safe")
    assert noor.words("lines.button.go_on") not in noor.buttons


async def test_the_way_on_ends_with_the_consent(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    await noor.say(WATCHED)
    await noor.press("lines.button.safe")
    way = noor.last
    await noor.say("/coach")
    await noor.press("contact.button.withdraw")
    await noor.tap(noor.words("lines.button.go_on"), way)
    assert text_of(noor.last) == noor.words("lines.no_coach")
    assert not arrived(coach, WATCHED)


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "tapped"])
@SPOKEN
async def test_a_no_puts_back_the_hold_as_it_was_and_tomorrow_comes(
    stage: Stage, spoken: str, *, typed: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    stage.thinking = 4.0
    await person.say(CALL)
    assert await held(person)
    if typed:
        await person.say(person.words("lines.button.no"))
    else:
        await person.press("lines.button.no")
    assert not await held(person)
    before = len(person.heard)
    await stage.walk(hours=23)
    assert len(person.heard) > before


async def test_late_is_not_too_late_for_the_button(stage: Stage) -> None:
    noor = await stage.enrolled()
    await noor.say(CALL)
    await stage.walk(hours=2)
    await noor.press("lines.button.no")
    assert not await held(noor)


async def test_asked_twice_the_no_is_to_both(stage: Stage) -> None:
    noor = await stage.enrolled()
    stage.thinking = 40.0
    await noor.say(CALL)
    await noor.say(SOON)
    await noor.press("lines.button.no")
    assert not await held(noor)


async def test_in_one_breath_too(stage: Stage) -> None:
    noor = await stage.enrolled()
    stage.thinking = 1.0
    await noor.say(CALL)
    await noor.say(SOON)
    await noor.press("lines.button.no")
    assert not await held(noor)


async def test_a_hold_from_before_stands(stage: Stage) -> None:
    noor = await stage.enrolled()
    await noor.say("ik wil dood")
    before = await noor.record()
    await stage.walk(hours=3)
    await noor.say(CALL)
    await noor.press("lines.button.no")
    after = await noor.record()
    assert before is not None
    assert after is not None
    assert before.held_until is not None
    assert after.held_until is not None
    assert abs(after.held_until - before.held_until) < timedelta(seconds=1)


@pytest.mark.parametrize("other", ["ik wil dood", WATCHED, VIOLENCE["nl"]])
async def test_what_else_was_said_holds_on(stage: Stage, other: str) -> None:
    noor = await stage.enrolled()
    asked = await noor.say(CALL)
    await stage.walk(seconds=30)
    await noor.say(other)
    await noor.tap(noor.words("lines.button.no"), asked)
    assert await held(noor)


async def test_a_yes_is_not_taken_back_by_an_old_button(stage: Stage) -> None:
    noor, coach = await to_coach(stage)
    asked = await noor.say(CALL)
    await noor.say("ja")
    await noor.tap(noor.words("lines.button.no"), asked)
    record = await noor.record()
    assert record is not None
    assert record.held_until is not None
    assert record.held_until - stage.clock.now() > BULK_WAITS - timedelta(minutes=1)
    assert kind_of(noor, await noor.say(CALL)) == "suicide_veiled"
    assert not arrived(coach, CALL)


async def test_a_stranger_is_asked_each_time_and_nothing_is_kept(stage: Stage) -> None:
    stranger = stage.person("Sanne")
    stage.thinking = 4.0
    await stranger.say(CALL)
    await stranger.press("lines.button.no")
    assert kind_of(stranger, await stranger.say(CALL)) == "suicide_veiled"


@SPOKEN
async def test_the_settings_say_that_it_is_quiet_and_how_to_go_on(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    still = person.words("settings.still")
    await person.say("/instellingen")
    assert still not in text_of(person.last)
    await person.say(PLAIN[spoken])
    await person.say("/instellingen")
    assert still in text_of(person.last)
    assert person.words("settings.button.pause") in person.buttons
    await person.press("settings.button.resume")
    assert not await held(person)
    await person.say("/instellingen")
    assert still not in text_of(person.last)
