"""Words that may tell of danger, or answer a question about it: none is passed over for what it
resembles, or for the way in which it was said.
"""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES, Content
from bot.understanding.classify import Classifier
from bot.understanding.verdict import CRISIS_SUICIDE, CRISIS_VIOLENCE
from tests.cast import Person, Stage, text_of
from tests.scenes.database import table
from tests.scenes.fixed import kind_of
from tests.scenes.guessing import SAID, is_held

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
SUICIDE = {"nl": "ik wil dood", "en": "i want to die"}
HIT = {"nl": "hij slaat me", "en": "he hit me"}
URGE = {"nl": "ik wil hem appen", "en": "i want to text him"}


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    return Classifier(content)


def own(stage: Stage, person: Person) -> int:
    """The number of the first message that she wrote."""
    return next(m.message_id for m in stage.world.chat(person.id) if not m.from_bot)


@SPOKEN
@pytest.mark.parametrize("crisis", [SUICIDE, HIT])
@pytest.mark.parametrize("older", [True, False])
async def test_an_urge_told_by_an_edit_opens_no_exercise_below_a_crisis(
    stage: Stage, spoken: str, crisis: dict[str, str], *, older: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    if older:
        await person.say({"nl": "hallo", "en": "hello"}[spoken])
    await person.say(crisis[spoken])
    await stage.walk(seconds=40)
    await person.edit(own(stage, person), URGE[spoken])
    assert person.words("urge.first") not in person.texts
    assert await table(stage, "urge") == []


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("en", "I'm scared I'll do something bad to my son"),
        ("nl", "ik ben bang dat ik iets doe bij mijn kind"),
        ("nl", "ik ben bang dat ik iets stoms doe met mijn dochter"),
    ],
)
async def test_who_fears_what_she_will_do_to_her_child_is_afraid_of_harming(
    stage: Stage, spoken: str, text: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(text)) == "harm"


@SPOKEN
@pytest.mark.parametrize("label", [CRISIS_SUICIDE, CRISIS_VIOLENCE])
async def test_something_else_below_an_exercise_denies_nothing(
    stage: Stage, spoken: str, label: str, guessed: dict[str, object]
) -> None:
    guessed["label"] = label
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    await person.say({"nl": "nu", "en": "now"}[spoken])
    await person.say({"nl": "iets anders", "en": "something else"}[spoken])
    assert await is_held(person)


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("nl", "mijn ex is slap"),
        ("nl", "mijn ex is zo slap"),
        ("en", "my ex is limp"),
        ("en", "my ex is so limp"),
        ("nl", "eindelijk voor altijd rust voor mezelf"),
        ("nl", "rust voor mezelf voor altijd"),
        ("nl", "eindelijk rust voor mezelf"),
        ("nl", "ik vertrouw mezelf niet vanavond"),
        ("nl", "ik vertrouw mezelf niet"),
        ("en", "i don't trust myself tonight"),
    ],
)
def test_what_may_be_a_body_or_a_farewell_is_asked_about(
    classifier: Classifier, spoken: str, text: str
) -> None:
    assert classifier.hear(text, spoken).is_crisis


@pytest.mark.parametrize(
    "text", ["ik vertrouw mezelf niet vanavond", "ik vertrouw mezelf niet alleen met hem"]
)
def test_who_does_not_trust_herself_may_mean_him(classifier: Classifier, text: str) -> None:
    assert not classifier.hear(text, "nl").is_plain


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        ("nl", "nee ik ben bang"),
        ("nl", "nee, hij wordt boos"),
        ("nl", "nee de kinderen zijn erbij"),
        ("en", "no he'll see"),
        ("en", "no i'm scared"),
    ],
)
async def test_a_no_with_its_reason_is_silence_below_a_slight_question_too(
    stage: Stage, spoken: str, text: str, guessed: dict[str, object]
) -> None:
    guessed["label"] = CRISIS_VIOLENCE
    person = await stage.enrolled("Noor", spoken)
    await person.say(SAID)
    await person.say(text)
    assert person.texts[-1] == person.book.replies["violence_unsafe"].strip()


@SPOKEN
async def test_a_yes_that_makes_light_of_it_is_a_yes(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(
        {"nl": ("ja hoor het gaat wel", "ja het gaat", "ja ok"),
         "en": ("yes im fine", "yeah its ok", "yes ok")}[spoken]
    ):  # fmt: skip
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say(HIT[spoken])
        assert kind_of(person, await person.say(text)) == "violence_safe", text


@SPOKEN
async def test_a_voice_where_a_word_is_asked_hides_no_crisis(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(SUICIDE[spoken])
    await person.tap_data("settings:hour", message_id=1, stale=True)
    answer = text_of(await person.send("voice"))
    assert answer != person.words("other.not_text_here")
    assert "112" in answer
