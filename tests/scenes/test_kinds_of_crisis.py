"""Each kind of crisis has a reply of its own, in both languages, with the lines that fit."""

from __future__ import annotations

import re

import pytest

from bot.content.model import Book, Content
from tests.cast import Person, Stage, text_of
from tests.scenes.fixed import QUESTIONS, TOPICS, kind_of, lines, reply
from tests.scenes.prepared import agree_to_calls, make_plan, unlock_calls

AT_ONCE = {
    ("nl", "ik wil dood"): "suicide",
    ("en", "i want to die"): "suicide",
    ("nl", "ik heb pillen ingenomen"): "medical",
    ("en", "i took an overdose"): "medical",
    ("nl", "mijn vriendin wil zelfmoord plegen"): "third_suicide",
    ("en", "my friend says she wants to die"): "third_suicide",
    ("nl", "ik ben bang dat ik hem iets aandoe"): "harm",
    ("en", "i'm afraid i'll hurt my child"): "harm",
    ("nl", "iedereen is beter af zonder mij"): "suicide_veiled",
    ("en", "everyone would be better off without me"): "suicide_veiled",
    ("nl", "hij slaat me"): "violence",
    ("en", "he hit me"): "violence",
    ("nl", "hij kneep mijn keel dicht"): "strangulation_ask",
    ("en", "he choked me"): "strangulation_ask",
}


@pytest.mark.parametrize(("spoken", "words"), AT_ONCE)
async def test_the_words_get_the_reply_of_their_kind(
    stage: Stage, spoken: str, words: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(words)) == AT_ONCE[spoken, words]


async def test_self_harm_gets_its_own_reply_once_it_is_told_apart(
    noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_of(monkeypatch, "crisis_suicide", "selfharm")
    assert kind_of(noor, await noor.say("ik heb het weer gedaan")) == "selfharm"


async def test_what_may_have_been_done_already_comes_before_any_other_kind(
    noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_of(monkeypatch, "crisis_suicide", "selfharm", "third-person-current", "medical")
    text = text_of(await noor.say("alles tegelijk"))
    assert text == reply(noor, "medical")
    assert text.index("112") < text.index("113")


async def test_violence_against_somebody_else_is_asked_about_first_too(
    noor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_of(monkeypatch, "crisis_violence", "third-person-current")
    assert kind_of(noor, await noor.say("hij slaat de buurvrouw")) == "violence"
    assert kind_of(noor, await noor.press("lines.button.safe")) == "third_violence"


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_of_strangulation_care_comes_first_and_112_stands_in_the_question(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    words = {"nl": "hij kneep mijn keel dicht", "en": "he choked me"}
    assert "112" in text_of(await person.say(words[spoken]))
    answer = await person.press("lines.button.safe")
    assert text_of(answer) == reply(person, "strangulation")
    assert len(person.heard) == 1


async def test_of_strangulation_unsafe_leaves_one_neutral_line(noor: Person) -> None:
    await noor.say("hij kneep mijn keel dicht")
    await noor.press("lines.button.unsafe")
    assert noor.texts == [noor.book.replies["violence_unsafe"]]


async def test_a_forged_code_in_the_answer_gives_the_usual_reply(noor: Person) -> None:
    asked = await noor.say("hij slaat me")
    answer = await noor.tap_data("safety:safe:zzz", asked.message_id, stale=True)
    assert kind_of(noor, answer) == "violence_safe"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mijn vriendin wil zelfmoord plegen", "lines.button.myself"),
        ("ik ben bang dat ik hem iets aandoe", "lines.button.hurt"),
    ],
)
async def test_who_was_misunderstood_can_say_so(noor: Person, words: str, expected: str) -> None:
    await noor.say(words)
    answer = await noor.press(expected)
    assert kind_of(noor, answer) == ("violence" if expected.endswith("hurt") else "suicide")


async def test_a_sentence_to_read_out_is_one_tap_away_and_can_be_copied(noor: Person) -> None:
    await noor.say("ik wil dood")
    answer = await noor.press("lines.button.say")
    sentence = noor.book.replies["suicide_sentence"]
    assert sentence in text_of(answer)
    assert lines(noor, noor.book, ("danger", "suicide")) in text_of(answer)
    _, button = noor.find_button(noor.words("lines.button.copy"))
    assert button.copy_text == sentence


COUNTRIES = [("NL", "113"), ("BE", "1813"), ("any", "findahelpline.com")]


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize(("country", "shown"), COUNTRIES)
async def test_every_kind_shows_the_lines_of_the_country_alone(
    stage: Stage, spoken: str, country: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/instellingen")
    await person.press("settings.button.about_me")
    await person.press(f"country.{country}")
    await person.say("nu")  # nothing is being typed any more
    for note, kind in (("medical", "medical"), ("third-person-current", "third_suicide")):
        say_of(monkeypatch, "crisis_suicide", note)
        text = text_of(await person.say("..."))
        assert text == reply(person, kind, country)
        assert shown in text


@pytest.mark.parametrize("kind", TOPICS)
async def test_no_reply_offers_an_exercise(
    stage: Stage, noor: Person, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    label, *notes = LABELS[kind]
    say_of(monkeypatch, label, *notes, veiled=kind == "suicide_veiled")
    await noor.say("...")
    if noor.words("lines.button.safe") in noor.buttons and label == "crisis_violence":
        await noor.press("lines.button.safe")
    assert kind_of(noor, noor.last) == kind
    for word in ("oefening", "adem in", "voeten"):
        assert word not in text_of(noor.last).lower()
    assert noor.words("button.exercises") not in noor.buttons


LABELS = {
    "suicide": ("crisis_suicide",),
    "suicide_veiled": ("crisis_suicide",),
    "medical": ("crisis_suicide", "medical"),
    "ill": ("crisis_suicide", "heart-or-stroke"),
    "selfharm": ("crisis_suicide", "selfharm"),
    "third_suicide": ("crisis_suicide", "third-person-current"),
    "violence_safe": ("crisis_violence",),
    "strangulation": ("crisis_violence", "strangulation"),
    "third_violence": ("crisis_violence", "third-person-current"),
    "harm": ("crisis_violence", "client-intent-to-harm"),
}


@pytest.mark.parametrize("kind", [kind for kind in TOPICS if kind != "suicide_veiled"])
async def test_the_own_plan_and_the_coach_are_one_tap_away_from_every_reply(
    stage: Stage, noor: Person, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_plan(noor)
    await unlock_calls(stage)
    await agree_to_calls(noor)
    label, *notes = LABELS[kind]
    say_of(monkeypatch, label, *notes)
    await noor.say("...")
    if noor.words("lines.button.safe") in noor.buttons:
        assert noor.words("lines.button.plan") not in noor.buttons, "somebody may look along"
        await noor.press("lines.button.safe")
    assert noor.words("lines.button.plan") in noor.buttons
    assert noor.words("lines.button.call") in noor.buttons


async def test_a_visitor_and_a_client_without_a_plan_see_no_button_that_leads_nowhere(
    noor: Person, visitor: Person
) -> None:
    for person in (noor, visitor):
        await person.say("ik wil dood")
        assert person.buttons == [person.words("lines.button.say")]


# The words themselves

NEVER = {
    "nl": r"plegen|gelukt|mislukt|beloof|beloven|depress|borderline|narcis|psych|komt goed|"
    r"denk aan je|je kinderen|overdrij|laag risico|hoog risico|verzekeren|geheim|"
    r"ik blijf|wij blijven|ik ben er voor je|oefening|ga weg bij|verlaat|blokkeer|geef aan bij|!",
    "en": r"commit|succe|fail|promise|depress|borderline|narcis|psych|will be (fine|ok)|"
    r"think of your|your children|overreact|low risk|high risk|secret|"
    r"i'll stay|we'll stay|i am here for you|exercise|leave (him|her|them)|block|!",
}
"""Words that no reply to a crisis has: blame, diagnosis, promises, methods, advice to act now."""

FIXED = (*QUESTIONS, *TOPICS, "violence_unsafe", "suicide_again", "suicide_no", "suicide_say",
         "not_kept", "write_on")  # fmt: skip


def texts(book: Book) -> dict[str, str]:
    """Every text of a reply."""
    afters = {name: text for name, text in book.replies.items() if name.endswith("_after")}
    return {name: book.replies[name] for name in FIXED} | afters


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_reply_has_a_word_that_harms(content: Content, language: str) -> None:
    for name, text in texts(content[language]).items():
        assert not re.search(NEVER[language], text.lower()), name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reply_is_short(content: Content, language: str) -> None:
    for name, text in texts(content[language]).items():
        for paragraph in text.split("\n\n"):
            sentences = re.split(r"(?<=[.?!])\s+", paragraph)
            assert len(sentences) <= 4, name
            assert all(len(sentence.split()) <= 28 for sentence in sentences), name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reply_with_lines_says_that_nobody_reads_along(
    content: Content, language: str
) -> None:
    honest = {"nl": "niemand leest mee", "en": "nobody reads what you write"}[language]
    for kind in TOPICS:
        after = {"violence_safe": "violence_after"}.get(kind, f"{kind}_after")
        replies = content[language].replies
        assert honest in replies[kind] + replies.get(after, ""), kind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_112_is_the_first_number_where_a_body_is_in_danger(
    content: Content, language: str
) -> None:
    for kind in ("medical", "selfharm", "harm", "third_suicide"):
        numbers = re.findall(r"\d{3,}[\d-]*", content[language].replies[kind])
        assert numbers[:1] == ["112"], kind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_throat_that_was_squeezed_is_looked_at_today_or_at_once_by_112(
    content: Content, language: str
) -> None:
    for kind in ("strangulation", "violence_safe"):
        numbers = re.findall(r"\d{3,}[\d-]*", content[language].replies[kind])
        assert numbers == ["1733", "112"], kind


def say_of(monkeypatch: pytest.MonkeyPatch, label: str, *notes: str, veiled: bool = False) -> None:
    """Whatever is written counts as this."""
    from bot.understanding.classify import Classifier, Verdict

    verdict = Verdict(label, 1.0, "set by the test", "nl", veiled, frozenset(notes))
    monkeypatch.setattr(Classifier, "classify", lambda *_: verdict)
