"""Who was asked about danger by mistake says that nothing happened, and is back in her urge."""

from __future__ import annotations

import re

import pytest

from bot.content.model import LANGUAGES
from bot.safety.only_urge import says_only_urge
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.urging import come_to_states, do_one, labels, rate

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
GUESSED = "hij wordt weer erger"
"""What may be of danger, and is asked about."""
BACK = {
    "nl": (
        "nee er is niets gebeurd, de drang wordt erger",
        "ik bedoel de drang, er is niks aan de hand",
        "ja ik ben veilig, het is gewoon de drang",
        "er is niets gebeurd ik wil hem zo graag appen",
    ),
    "en": (
        "no nothing happened, the urge is getting worse",
        "i mean the urge, nothing happened",
        "i'm safe, it's just the urge",
        "nothing happened i just want to text him",
    ),
}
STAYS = {
    "nl": (
        "nee er is niets gebeurd",
        "de drang wordt erger",
        "er is niets gebeurd maar ik ben bang voor hem",
        "nee niet veilig, de drang wordt erger",
        "hij heeft niks gedaan alleen geduwd, het is de drang",
        "nee er is niets gebeurd, de drang om te springen wordt erger",
    ),
    "en": (
        "no nothing happened",
        "the urge is getting worse",
        "nothing happened but i'm scared",
        "not safe, it's just the urge",
        "nothing happened, the urge to die is getting worse",
    ),
}
OTHERWISE_NO_URGE = {"nl": BACK["nl"][0], "en": BACK["en"][2]}
HIT = {"nl": "hij heeft me geslagen", "en": "he hit me"}


async def asked(stage: Stage, name: str, spoken: str) -> tuple[Person, str]:
    """Somebody in an urge, and the hour promised to her, whose words were taken for danger."""
    person = await stage.enrolled(name, spoken)
    await come_to_states(person, 8)
    await person.press("urge.button.phone")
    await do_one(person)
    await rate(person, 4)
    promised = await person.tap({"nl": "Ja, om", "en": "Yes, at"}[spoken])
    (at,) = re.findall(r"\d\d:\d\d", text_of(promised))
    assert kind_of(person, await person.say(GUESSED)) == "violence"
    return person, at


@pytest.mark.long
@SPOKEN
@pytest.mark.parametrize("typed_safe", [True, False], ids=["said she can type", "not answered"])
async def test_she_is_back_in_the_urge_and_the_promise_stands(
    stage: Stage, spoken: str, *, typed_safe: bool
) -> None:
    for number, text in enumerate(BACK[spoken]):
        person, at = await asked(stage, f"Noor-{number}", spoken)
        if typed_safe:
            await person.press("lines.button.safe")
        answer = await person.say(text)
        assert text_of(answer).startswith(person.words("urge.first").strip()), text
        assert person.book.replies["not_emergency"] in text_of(answer)
        assert person.words("urge.promise_stands", at=at) in text_of(answer)
        assert person.words("button.help") in labels(answer)
        heard = len(person.heard)
        await stage.walk(minutes=21)
        assert len(person.heard) == heard + 1, text
        assert "10" in labels(person.last), "the number of the promised return"
        await stage.walk(days=1)


@SPOKEN
@pytest.mark.parametrize("typed_safe", [True, False])
async def test_half_of_it_or_more_than_it_is_answered_as_before(
    stage: Stage, spoken: str, *, typed_safe: bool
) -> None:
    for number, text in enumerate(STAYS[spoken]):
        person, _ = await asked(stage, f"Noor-{number}", spoken)
        if typed_safe:
            await person.press("lines.button.safe")
        said = text_of(await person.say(text))
        assert not said.startswith(person.words("urge.first").strip()), text


@SPOKEN
async def test_what_was_told_plainly_is_not_unsaid_by_it(stage: Stage, spoken: str) -> None:
    for number, safe in enumerate((True, False)):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(HIT[spoken])
        await person.press("lines.button.safe" if safe else "lines.button.unsafe")
        said = text_of(await person.say(OTHERWISE_NO_URGE[spoken]))
        assert not said.startswith(person.words("urge.first").strip())


@SPOKEN
async def test_nor_where_typing_is_not_safe(stage: Stage, spoken: str) -> None:
    person, _ = await asked(stage, "Noor", spoken)
    await person.press("lines.button.unsafe")
    said = text_of(await person.say(OTHERWISE_NO_URGE[spoken]))
    assert not said.startswith(person.words("urge.first").strip())


@pytest.mark.parametrize("text", [text for texts in STAYS.values() for text in texts])
def test_more_than_these_words_is_something_else(text: str) -> None:
    assert not says_only_urge(text)
