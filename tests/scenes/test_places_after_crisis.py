"""A place that waited for an hour, a name or a letter takes nothing that may be of the crisis that
came in between; who says where she is gets the numbers of that country.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.relaying import agreed
from tests.scenes.test_crisis import VEILED
from tests.scenes.test_crisis_stands import PLAIN, TAKEN, stands

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
FEELS = {"nl": "duizelig", "en": "dizzy"}
GHENT = {"nl": "ik woon in gent", "en": "i live in ghent"}
THROAT = {"nl": "hij heeft me gewurgd", "en": "he strangled me"}
SWALLOW = {"nl": "kan niet slikken", "en": "can't swallow"}
LONG = {
    "nl": "ik voel me zo raar en alles draait om me heen",
    "en": "i feel so strange now and everything is spinning around me",
}
BREAD = {
    "nl": "Gisteren liep ik langs de bakker en het rook naar brood.",
    "en": "Yesterday I walked by the bakery, which smelled of bread.",
}
LITTLE = ("settings:hour", "settings:zone", "more:name", "more:ask")


async def wait_at(person: Person, place: str) -> None:
    """A room asks for a text."""
    if place.startswith("/"):
        await person.say(place)
    else:
        await person.tap_data(place, message_id=1, stale=True)


def tells_what_to_do(person: Person) -> bool:
    """Whether the newest says when to call 112, with somebody to talk to, and no exercise."""
    text = text_of(person.last)
    exercise = any("min" in button.split() for button in person.buttons)
    return all(number in text for number in ("112", "113")) and not exercise


@SPOKEN
@pytest.mark.parametrize("place", LITTLE)
async def test_a_place_that_asks_for_a_word_or_a_number_waits_no_more(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, place)
    before = await person.record()
    told = text_of(await person.say(TAKEN[spoken]))
    assert told.endswith(person.book.replies["not_kept"])
    sleeps = {"nl": "ik ga slapen", "en": "going to sleep"}[spoken]
    for text in ("20", FEELS[spoken], sleeps, {"nl": "gent", "en": "ghent"}[spoken]):
        await stage.walk(seconds=40)
        await person.say(text)
        assert "112" in text_of(person.last), text
    after = await person.record()
    assert before is not None
    assert after is not None
    assert (before.daily_at, before.zone) == (after.daily_at, after.zone)
    assert not (await table(stage, "client"))[0]["nickname_sealed"]


@SPOKEN
async def test_what_was_only_doubted_lets_the_hour_be_set(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, "settings:hour")
    await person.say(VEILED[spoken])
    await person.say({"nl": "nee", "en": "no"}[spoken])
    await person.say("20")
    record = await person.record()
    assert record is not None
    assert record.daily_at == 20 * 60


@SPOKEN
@pytest.mark.parametrize("place", ["/brief", "plan:make", "anchor:sentence"])
async def test_where_somebody_writes_what_may_be_grave_comes_first(
    stage: Stage, spoken: str, place: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, place)
    await person.say(TAKEN[spoken])
    for text in ("20", FEELS[spoken], {"nl": "het wordt zwart", "en": "it goes black"}[spoken],
                 LONG[spoken]):  # fmt: skip
        await stage.walk(seconds=40)
        await person.say(text)
        assert tells_what_to_do(person), (text, text_of(person.last)[:99])
    for name in ("letter", "safety_plan", "anchor"):
        assert await table(stage, name) == []


@SPOKEN
async def test_a_longer_letter_is_one_still_after_plain_words(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await wait_at(person, "/brief")
    await person.say(PLAIN[spoken])
    await stage.walk(minutes=5)
    await person.say(BREAD[spoken])
    assert len(await table(stage, "letter")) == 1
    assert text_of(person.last).startswith(person.words("letter.sealed"))
    assert person.words("letter.sealed_body") not in text_of(person.last)


@SPOKEN
async def test_a_good_night_after_plain_words_is_no_letter(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await wait_at(person, "/brief")
    await person.say({"nl": "slaap lekker", "en": "good night"}[spoken])
    assert await table(stage, "letter") == []
    assert "112" in text_of(person.last)


@SPOKEN
async def test_a_place_that_was_opened_since_takes_its_answer_but_no_body(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(TAKEN[spoken])
    await wait_at(person, "settings:hour")
    await person.say(FEELS[spoken])
    assert tells_what_to_do(person)
    await wait_at(person, "settings:hour")
    await person.say("20")
    record = await person.record()
    assert record is not None
    assert record.daily_at == 20 * 60


@SPOKEN
async def test_a_plan_that_is_made_after_plain_words_keeps_what_helps(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(PLAIN[spoken])
    await wait_at(person, "plan:part:calms")
    breathes = {"nl": "rustig ademen", "en": "breathing slowly"}[spoken]
    await person.say(breathes)
    assert len(await table(stage, "safety_plan")) == 1


@SPOKEN
async def test_the_coach_is_told_and_below_it_stands_whom_to_ring(
    stage: Stage, spoken: str
) -> None:
    person = await agreed(await stage.enrolled("Noor", spoken))
    coach = await stage.coach()
    await person.say("/coach")
    await person.say(TAKEN[spoken])
    for text in ("20", FEELS[spoken]):
        await stage.walk(seconds=40)
        await person.say(text)
        assert any(text in heard for heard in coach.texts), text
        assert person.words("contact.passed_on") in text_of(person.last)
        assert person.book.replies["still_people"].strip() in text_of(person.last)
        assert person.words("contact.meanwhile") not in text_of(person.last)
        assert person.words("button.now") not in person.buttons


@SPOKEN
@pytest.mark.parametrize("visits", [False, True])
async def test_where_she_is_gets_the_numbers_of_that_country_and_no_screen(
    stage: Stage, spoken: str, *, visits: bool
) -> None:
    person = stage.person("Vis", spoken) if visits else await stage.enrolled("Noor", spoken)
    if visits:
        await person.start()
    await person.say(PLAIN[spoken])
    text = text_of(await person.say(GHENT[spoken]))
    assert person.book.replies["still_place"].strip() in text
    assert "1813" in text
    assert "0800-0113" not in text
    await person.say(FEELS[spoken])
    assert "112" in text_of(person.last)
    if not visits:
        assert stands(person) is False, "the lines are those of one country"
        assert "0800-0113" not in text_of(person.last)
        record = await person.record()
        assert record is not None
        assert record.country == "BE"


@SPOKEN
async def test_after_a_throat_too(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(THROAT[spoken])
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert "1712" in text_of(await person.say(GHENT[spoken]))
    assert "112" in text_of(await person.say(SWALLOW[spoken]))


UTRECHT = {"nl": "ik ben in utrecht", "en": "i am in utrecht"}
HITS = {"nl": "hij slaat me", "en": "he hits me"}


@SPOKEN
@pytest.mark.parametrize("place", [UTRECHT, GHENT])
@pytest.mark.parametrize("told", [HITS, THROAT])
async def test_the_first_place_she_names_changes_nothing_of_what_she_told(
    stage: Stage, spoken: str, told: dict[str, str], place: dict[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(told[spoken])
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    await person.say(place[spoken])
    text = text_of(person.last)
    assert person.book.replies["still_taken"].strip() not in text
    assert person.book.replies["still"].strip() not in text
    assert ("0800-2000" if place is UTRECHT else "1712") in text
    assert "0800-0113" not in text
    assert "1813" not in text
    await person.say({"nl": "mag ik hier blijven", "en": "what can i do"}[spoken])
    assert person.book.replies["still_taken"].strip() not in text_of(person.last)


@SPOKEN
async def test_while_somebody_may_look_nothing_lights_up_for_a_place(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(THROAT[spoken])
    text = text_of(await person.say(GHENT[spoken]))
    assert text == person.book.replies["not_emergency"].strip()
    await person.say({"nl": "ja", "en": "yes"}[spoken])
    assert "0800-2000" not in text_of(person.last)


@SPOKEN
async def test_in_a_calm_hour_a_place_is_a_setting(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(GHENT[spoken])
    assert text_of(person.last) == person.words("settings.which_zone")
