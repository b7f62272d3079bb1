"""A mother whose child is with somebody else and cannot be reached: another may be in danger."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
YES = {"nl": "ja", "en": "yes"}
WORRIED = {
    "nl": ("mn dochter zit bij hem en ik krijg haar niet te pakken",
           "mn dochtertje is bij hem en ze neemt niet op",
           "ik kan mijn zoon niet bereiken, hij is bij zijn vader",
           "ik vertrouw hem niet met de kleine",
           "mn kind neemt niet op", "mn dochter neemt dr telefoon niet op",
           "mijn zoon neemt niet op en ik maak me zorgen",
           "kinderen zijn bij hem en ik vertrouw hem niet", "kids bij hem, vertrouw t niet",
           "de kinderen slapen bij hem dit weekend en ik ben bang dat er iets gebeurt",
           "de kinderen zijn bij mijn ex ik heb er geen goed gevoel bij",
           "ik durf mn dochter niet bij hem te laten",
           "hij brengt de kids niet terug en zijn tel staat uit"),
    "en": ("i cant reach my kid hes with his dad",
           "my daughter's at his place and she isn't picking up",
           "i can't get through to my son, he's at his dad's",
           "i dont trust him with the kids",
           "my kid isnt picking up", "my daughter wont answer her phone",
           "the kids are with him and i dont trust him",
           "kids are at his tonight and hes been drinking",
           "my son is at his dads and im worried",
           "i dont feel safe leaving my daughter with him",
           "he hasnt brought the kids back and his phones off"),
}  # fmt: skip
HURTS = {
    "nl": {"ik vertrouw mezelf niet met de kleine": "harm",
           "ik krijg mn baby niet stil en ik heb haar geschud": "harm",
           "ik krijg mn zoontje niet te pakken hij is bij mn ex en ik wil dood": "suicide",
           "ik heb mn dochter geslagen en ze is nu bij haar vader": "harm",
           "mn dochter neemt niet op en ze heeft pillen": "third_suicide",
           "mn zoon stuurde een afscheidsbrief en neemt niet op": "third_suicide"},
    "en": {"i dont trust myself with the baby": "harm",
           "i shook my baby, shes with his dad now": "harm",
           "i cant reach my son hes with his dad, i want to kill myself": "suicide",
           "i cant reach anyone": "suicide_veiled",
           "my daughter isnt picking up she said she wants to die": "third_suicide",
           "my kid isnt picking up and hes taken pills": "medical"},
}  # fmt: skip
SHE_TOO = {
    "nl": ("ik en de kinderen zijn bij hem en hij heeft gedronken",
           "ik ben vannacht alleen thuis met hem en de baby en hij heeft gedronken",
           "ik ben bang thuis met hem en de kinderen",
           "ik ben bang alleen met hem en de baby"),
    "en": ("me and the kids are with him and hes drunk",
           "im alone in the house with him and the kids and hes drinking",
           "he is drunk at his place with me and the kids",
           "im scared in the house with him and the baby"),
}  # fmt: skip
AT_EASE = {
    "nl": ("ik ben niet bang meer, de kinderen zijn bij hem",
           "mijn kind is bij hem, het is zo goed, ik ben niet bang",
           "de kinderen zijn bij hem, ik ben er niet meer bang voor"),
    "en": ("kids are safe with him now, im not scared",),
}  # fmt: skip
NO_DANGER = {
    "nl": (
        "de kids zijn bij hem dit weekend en ik vind het eng alleen",
        "ik krijg mijn coach niet te pakken",
        "de kinderen zijn dit weekend bij hem",
        "kinderen zijn bij hem en ik mis ze",
        "mijn zoon drinkt met een vriend",
    ),
    "en": (
        "the kids are with their dad this weekend and i feel scared alone",
        "the kids are with their dad and im worried about being alone",
        "i cant get hold of my coach",
        "the kids are with him this weekend",
        "the kids are with him and i miss them",
        "kids are with him and im lonely",
    ),
}


@SPOKEN
async def test_it_is_asked_whether_typing_is_safe_and_then_she_reads_about_another(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(WORRIED[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text
        assert kind_of(person, await person.say(YES[spoken])) == "third_violence", text
        heard = text_of(await person.say({"nl": "ze is 6", "en": "she is 6"}[spoken]))
        assert heard.startswith(person.book.replies["still_of_another"].strip()), heard


@SPOKEN
async def test_who_is_there_with_the_child_reads_about_herself(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(SHE_TOO[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text
        assert kind_of(person, await person.say(YES[spoken])) != "third_violence", text


@SPOKEN
async def test_who_fears_nothing_any_more_is_asked_about_her_life(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(AT_EASE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        kind = kind_of(person, await person.say(text))
        assert kind in ("suicide", "suicide_veiled"), text


A_PHONE = {
    "nl": ("mn moeder neemt niet op", "mijn vriendin neemt haar telefoon niet op",
           "mijn moeder neemt niet op ik ben zo alleen", "mijn bompa neemt niet op"),
    "en": ("my mum isnt picking up", "my sister isnt answering", "my grandad isnt picking up",
           "my friend isnt picking up and im so lonely"),
}  # fmt: skip
MORE_THAN_A_PHONE = {
    "nl": ("mn moeder neemt niet op en ze zei dat ze niet meer wil",
           "mn broer neemt niet op en hij heeft afscheid genomen",
           "mijn beste vriendin neemt niet op. dan niet. dag", "mijn zus neemt niet op, vaarwel"),
    "en": ("my brother isnt picking up he said goodbye",
           "my sister isnt answering she said she wants to die",
           "my sister isnt picking up. bye"),
}  # fmt: skip
OF_HERSELF = {
    "nl": {"mn moeder neemt niet op ik wil dood": "suicide",
           "mn vader neemt niet op en ik sta op de brug": None},
    "en": {"my mum isnt picking up i want to die": "suicide",
           "my dad isnt picking up and im on the bridge": None},
}  # fmt: skip


@SPOKEN
async def test_a_parent_or_friend_who_does_not_pick_up_is_no_crisis(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(A_PHONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        heard = text_of(await person.say(text))
        assert "112" not in heard, text
        assert "113" not in heard, text


@SPOKEN
async def test_with_a_sign_of_danger_it_is(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(MORE_THAN_A_PHONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "third_suicide", text


@SPOKEN
async def test_what_is_said_of_herself_beside_it_stands(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(OF_HERSELF[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        heard = kind_of(person, await person.say(text))
        assert heard is not None, text
        assert kind is None or heard == kind, text


@SPOKEN
async def test_what_she_does_herself_is_heard(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(HURTS[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text


@SPOKEN
async def test_who_is_where_is_no_crisis(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(NO_DANGER[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) is None, text
