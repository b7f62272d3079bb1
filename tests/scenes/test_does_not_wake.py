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
        "hij wordt niet wakker ik heb hem pillen gegeven", "hij wordt niet wakker ik ga nu weg",
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
        "he doesnt wake up im leaving now", "im scared he wont wake up",
        "i gave him my pills i hope he doesnt wake up", "he had two bottles so he wont wake up",
    ),
}  # fmt: skip
A_PHONE = {
    "nl": (
        "mijn zoon reageert niet op mn appjes", "hij reageert niet",
        "mijn zoon ligt op bed en reageert niet op mijn berichten",
        "mijn zoon wordt niet wakker van de wekker", "kind ligt te slapen eindelijk",
        "hij heeft teveel gedronken en reageert niet op mijn appjes",
        "hij was dronken en reageert nu niet", "mijn ex krijgt geen lucht van het lachen",
        "hij liep blauw aan van woede", "mijn ex is zo slap en laf",
    ),
    "en": (
        "my son isnt responding to my texts", "he isnt responding", "she wont respond",
        "he passed out on the sofa again, drunk", "he had a fit about the text",
        "he drank too much and isnt responding to my texts", "he has a seizure disorder",
        "he went blue with rage",
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


ASLEEP = {
    "nl": ("ik hoop dat hij niet wakker wordt", "hopelijk wordt hij niet wakker",
           "ik moet zachtjes typen zodat hij niet wakker wordt",
           "als hij maar niet wakker wordt", "ik hoop dat hij nooit meer wakker wordt",
           "hij mag niet wakker worden ik pak mijn tas", "laat hem aub niet wakker worden"),
    "en": ("i hope he doesnt wake up", "im praying he doesnt wake up when i leave",
           "im typing quietly so he doesnt wake up", "please god dont let him wake up",
           "he mustnt wake up im leaving now", "i hope he never wakes up",
           "i hope my dad doesnt wake up", "i hope the kids dont wake up hes shouting"),
}  # fmt: skip
EVERY_EVENING = {
    "nl": ("ik hoop dat de kleine niet wakker wordt", "hopelijk wordt de baby niet wakker"),
    "en": ("i hope the baby doesnt wake up tonight", "hopefully the kids dont wake up"),
}
BESIDE_HOPING = {
    "nl": {"ik hoop dat hij niet wakker wordt en ik wil dood": "suicide",
           "ik hoop dat de kinderen niet wakker worden, ik ga nu": "suicide",
           "ik hoop dat de kleine niet wakker wordt als ik weg ben": "suicide_veiled",
           "de kinderen slapen. ik hoop dat ze niet wakker worden. ik ga nu": "suicide",
           "ik hoop dat hij niet wakker wordt ik heb hem neergestoken": "medical",
           "ik hoop dat hij niet wakker wordt als ik weg ben": "violence",
           "ik hoop dat de baby nooit meer wakker wordt": "harm",
           "ik hoop dat ik niet meer wakker word": "suicide"},
    "en": {"i hope he doesnt wake up i want to die": "suicide",
           "i hope the kids dont wake up when im gone": "suicide",
           "i hope the kids dont wake up, im leaving now. goodbye": "suicide",
           "i hope the kids dont wake up and find me": "suicide",
           "i hope my son doesnt wake up and see this": "suicide_veiled",
           "i hope the baby doesnt wake up im so tired": "suicide_veiled",
           "i hope she doesnt wake up before im gone": "suicide_veiled",
           "i hope he doesnt wake up im standing on the bridge": "suicide",
           "i hope he doesnt wake up i hit him with a pan": "medical",
           "i hope he doesnt wake up when im gone": "suicide_veiled",
           "i hope my baby never wakes up": "harm",
           "i hope i dont wake up": "suicide"},
}  # fmt: skip


@SPOKEN
async def test_who_hopes_that_he_sleeps_on_is_asked_whether_typing_is_safe(
    stage: Stage, spoken: str
) -> None:
    for number, text in enumerate(ASLEEP[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == "violence", text


@SPOKEN
async def test_a_child_that_is_to_sleep_on_is_no_crisis(stage: Stage, spoken: str) -> None:
    for number, text in enumerate(EVERY_EVENING[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) is None, text


@SPOKEN
async def test_what_is_said_beside_such_a_hope_is_heard(stage: Stage, spoken: str) -> None:
    for number, (text, kind) in enumerate(BESIDE_HOPING[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(text)) == kind, text


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
