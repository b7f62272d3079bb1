"""Somebody else does not wake, breathe or respond: the emergency number comes before all else."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES, Content
from bot.understanding.classify import Classifier
from tests.cast import Stage, text_of
from tests.scenes.fixed import kind_of

SPOKEN = pytest.mark.parametrize("spoken", LANGUAGES)
HELPLESS = {
    "nl": (
        "mijn zoon ligt en reageert niet, is bij hem", "kind reageert nergens op wat moet ik",
        "mn dochtertje wordt niet wakker en ze ademt raar", "ze wordt niet wakker",
        "me zoon is buiten bewustzijn hij ligt op de bank", "ik krijg haar niet wakker",
        "de baby is slap en krijgt geen lucht", "hij ligt op de vloer en reageert niet",
        "mijn moeder ligt op de grond en zegt niks meer", "baby loopt blauw aan",
        "mn zoontje is van de trap gevallen en bloedt uit zn hoofd",
        "mn kleine ligt slap in bed en reageert niet", "mijn oom ademt niet meer",
        "mijn nichtje ademt niet", "mijn tante ligt op de grond en reageert niet",
        "ze heeft ghb op en reageert niet", "ze heeft teveel gedronken en reageert niet",
        "hij heeft veel te veel ghb gehad en reageert niet",
        "hij wordt niet wakker ik heb hem pillen gegeven",
    ),
    "en": (
        "my daughter isn't responding, she wont wake up", "my little girl is unresponsive",
        "my sons not waking up and hes gone blue", "baby isnt breathing right what do i do",
        "my mums on the floor and she wont respond", "he passed out and i cant wake him",
        "my dad collapsed and hes not responding", "i cant wake my baby",
        "my daughter is having a seizure", "my son wont wake up what do i do",
        "my uncle collapsed and isnt responding", "my neighbour is unconscious",
        "my cousin isnt breathing", "my nephew stopped breathing",
        "he drank too much and isnt responding", "hes had too much ghb and wont respond",
    ),
}  # fmt: skip
A_PHONE = {
    "nl": (
        "mijn zoon reageert niet op mn appjes", "hij reageert niet",
        "mijn zoon ligt op bed en reageert niet op mijn berichten",
        "mijn zoon wordt niet wakker van de wekker", "kind ligt te slapen eindelijk",
        "hij heeft teveel gedronken en reageert niet op mijn appjes",
        "hij was dronken en reageert nu niet", "mijn ex krijgt geen lucht van het lachen",
        "hij liep blauw aan van woede",
    ),
    "en": (
        "my son isnt responding to my texts", "he isnt responding", "she wont respond",
        "he passed out on the sofa again, drunk", "he had a fit about the text",
        "he drank too much and isnt responding to my texts", "he has a seizure disorder",
    ),
}  # fmt: skip


@SPOKEN
async def test_the_emergency_number_comes_first(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(HELPLESS[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        answer = await person.say(text)
        assert kind_of(person, answer) == "medical", text
        assert "112" in text_of(answer)


@SPOKEN
async def test_who_answers_no_message_or_sleeps_needs_no_ambulance(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(A_PHONE[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) != "medical", text


PLAIN = {
    "nl": ("hij sloeg me wakker van zijn alarm en dreigt me te vermoorden",),
    "en": ("hes breathing down my neck and says hes going to kill me",
           "i dont want to wake up for school anymore i want to die"),
}  # fmt: skip


@SPOKEN
def test_an_alarm_or_school_beside_it_puts_no_crisis_in_doubt(
    content: Content, spoken: str
) -> None:
    for text in PLAIN[spoken]:
        assert Classifier(content).hear(text, spoken).is_plain, text
