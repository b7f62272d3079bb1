"""Somebody else has her phone and types: "it's her husband, stop messaging my wife".

Whoever it is learns no more than that this is a program: nothing of her, nothing of danger, no
lines that would tell what she came for. Somebody who may be there to help finds the way to help.
Only a whole text that is nothing else counts: who tells more is heard in that.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox import letters, sight
from bot.outbox.letters import say
from bot.safety.questions import Open, Questions
from bot.screens import typed
from bot.screens.frame import help_button
from bot.text import join
from bot.understanding.words import words_of

PARTNER, HELPER = "partner", "helper"
_KEYS = {PARTNER: "somebody_types", HELPER: "somebody_helps"}
_STILL = timedelta(minutes=30)
"""So long what is asked below that line may be asked by the same person."""
_LONGEST = 16
_PARTNERS = (
    r"(?:man|vriend|vriendje|vent|echtgenoot|partner|verloofde|lief|ex|exman|exvriend|vrouw"
    r"|vriendin|husband|hubby|boyfriend|bf|fiance|fiancee|wife|girlfriend|gf|fella|bloke"
    r"|ex husband|ex boyfriend|other half|old man)"
)
_HELPERS = (
    r"(?:(?:beste |best |goede |good )?(?:friend|mate|vriendinnetje)|beste vriendin|moeder|mama|ma"
    r"|vader|papa|pa|zus|zusje|broer|broertje|dochter|zoon|buurvrouw|buurman|collega|nicht|neef"
    r"|tante|oom|oma|opa|mum|mom|mother|dad|father|sister|brother|daughter|son|neighbour|neighbor"
    r"|flatmate|housemate|roommate|aunt|uncle|colleague|cousin|gran|nan)"
)
_MINE = rf"(?:my|mijn|mn|men|me) {_PARTNERS}"
_SMALL = (
    r"(?:hoi|hallo|hey|hee|hi|hello|yo|dag|ok|oke|nee|no|sorry|luister|listen|zeg|en|and|well|nou"
    r"|eh|uh|yes|ja|right|goeiedag|goedenavond) "
)
_NAMES = (
    r"(?:ik ben|kben|dit is|t is|het is|(?:je|u|jij) (?:spreekt|praat|chat|typt|appt) (?:nu )?met"
    r"|hier is|this is|its|it is|im|i am|(?:youre|you are) (?:now )?"
    r"(?:talking|speaking|texting|chatting|messaging) (?:to|with)?)"
)
_HERE = (
    r"(?: (?:hier|here|speaking|now|nu|on|using|op|from|with|typing|her|haar|zijn|his|phone"
    r"|telefoon|gsm|mobiel|account|borrowed|ik heb|gebruik|via|dr|de|the|and|en|i|ik))*"
)
_ASKS = (
    r"(?:(?:i want to|i wanna|id like to|ik wil|mag ik)? ?(?:know|weten)? ?"
    r"(?:what|wat|who|wie|whats|whos|why|waarom)(?: (?:is|the|hell|fuck|this|that|dit|dat|moet"
    r"|moeten|stelt|voor|voorstellen|ben|bent|je|jij|u|are|you|eigenlijk|betekenen|hier|going|on|er|aan|de"
    r"|hand|it|het|voor|iets|for|kind|of|app|bot|ding|thing|chat))*"
    rf"|stop (?:messaging|texting|contacting|writing|talking|chatting|sending)"
    rf"(?: (?:to|with|her|him|messages|{_MINE}))*"
    rf"|(?:laat|leave) (?:haar|hem|her|him|{_MINE}) (?:met rust|alone)"
    rf"|stop (?:hiermee|met (?:haar|{_MINE}) (?:te )?(?:appen|berichten|lastigvallen|chatten))"
    r"|(?:ze|zij|she|shes) (?:is )?(?:er )?(?:niet|not)(?: (?:here|hier|er|available))?"
    r"|(?:stuur|app) (?:haar|hem) (?:niks|niet|geen berichten)(?: meer)?)"
)
_SHE = rf"(?:ze|zij|she|hij|he|{_MINE})"
_TELLS = (
    r"(?:zegt|schrijft|typt|vertelt|verteld|gezegd|geschreven|says|said|writes|wrote|tells|told"
    r"|telling|saying|writing|typing|typed|say|tell|write)"
)
_OF_PARTNER = re.compile(
    rf"(?:{_SMALL})*{_NAMES} (?:haar|dr|der|her) {_PARTNERS}{_HERE}(?: {_ASKS})?"
    rf"|(?:{_SMALL})*(?:dit is|its|this is|hier is) (?:zijn|his) {_PARTNERS}{_HERE}"
    rf"(?: {_ASKS})?"
    rf"|(?:{_SMALL})*(?:je spreekt )?met (?:haar|zijn) {_PARTNERS} hier{_HERE}(?: {_ASKS})?"
    rf"|(?:{_SMALL})*(?:haar|her) {_PARTNERS} (?:hier|here|speaking){_HERE}(?: {_ASKS})?"
    rf"|(?:{_SMALL})*stop (?:messaging|texting|contacting|writing|talking)"
    rf"(?: (?:to|with))? {_MINE}"
    rf"|(?:{_SMALL})*(?:laat|leave) {_MINE} (?:met rust|alone)"
    rf"|(?:{_SMALL})*stop met {_MINE} (?:te )?(?:appen|berichten|lastigvallen|chatten)"
    rf"|(?:{_SMALL})*(?:laat|let|show)(?: (?:eens|maar|me|mij|even))* (?:zien|see)? ?"
    rf"(?:wat|what) {_SHE}"
    rf"(?: (?:hier|here|jou|je|you|to|has|been|is|allemaal|heeft|tegen))* ?{_TELLS}?"
    rf"(?: (?:hier|here|over|about|mij|me|you|to|jou|tegen|heeft))* ?{_TELLS}?"
    rf"|(?:{_SMALL})*(?:wat|what) (?:heeft|zegt|schrijft|typt|vertelt|has|did|does|is) {_SHE}"
    rf"(?: (?:been|allemaal|over mij|about me))*(?: {_TELLS})?"
    rf"(?: (?:hier|here|tegen jou|tegen je|aan jou|jou|you|to you))(?: (?:over mij|about me))?"
    rf"(?: {_TELLS})?"
    rf"|(?:{_SMALL})*what is {_SHE} {_TELLS}(?: (?:about me|here|to you|you))+"
    rf"|(?:{_SMALL})*waarom (?:chat|chatte|praat|typt|appt|app|schrijft|bericht) {_SHE}"
    r" (?:met|naar|aan|tegen) (?:jou|je|jullie|een bot|dit)"
    rf"|(?:{_SMALL})*why (?:is|was|does|are) {_SHE} (?:talk|chat|text|messag|writ|typ)\w*"
    r"(?: (?:to|with))? (?:you|this|a bot|u)"
    rf"|(?:{_SMALL})*(?:wie ben|who are|what are|wat ben) (?:je|jij|you|u) (?:en|and|to)"
    rf"(?: \w+){{0,4}} (?:{_MINE}|haar|her)(?: \w+){{0,2}}"
    rf"|(?:{_SMALL})*(?:hoe ken je|how do you know|wat wil je van|what do you want (?:with|from))"
    rf" (?:{_MINE}|haar|her)"
)
_OF_HELPER = re.compile(
    rf"(?:{_SMALL})*{_NAMES} (?:(?:haar|dr|der|her|zijn|his) {_HELPERS}"
    rf"|(?:a|een) (?:friend|vriend|vriendin) (?:of|van) (?:hers|haar|his|hem)){_HERE}(?: {_ASKS})?"
    rf"|(?:{_SMALL})*(?:haar|her|zijn|his) {_HELPERS} (?:hier|here|speaking){_HERE}(?: {_ASKS})?"
)
_AFTER = re.compile(
    rf"(?:{_SMALL})*(?:{_ASKS}|answer(?: me)?|antwoord(?: me)?|geef antwoord|hallo|hello|ja|yes|no"
    r"|nee|wie dan|who then|zeg op|tell me|zeg het|en|nou|well|what|wat|huh|ik vraag je wat)"
    r"|(?:ik wil weten|i want to know|zeg me|tell me) (?:wat|what) (?:ze|zij|she)(?: \w+){0,4}"
)


def read(text: str) -> str:
    """Who it is that types, by what is said; "": nothing of the kind, or more."""
    words = words_of(text)
    line = " ".join(words)
    if len(words) > _LONGEST:
        return ""
    if _OF_PARTNER.fullmatch(line):
        return PARTNER
    return HELPER if _OF_HELPER.fullmatch(line) else ""


async def is_answered(context: Context, found: Open, questions: Questions) -> bool:
    """True: the one line was said. Where it was asked whether she can type, she cannot: that
    question is not left in sight, and no room takes what is typed next for hers.
    """
    if context.is_coach:
        return False
    who = read(context.text) or _still(context, await typed.in_sight(context))
    if not who:
        return False
    await context.leave_place()
    of_safety = [one for one in found.questions if one.is_about_safety]
    for question in of_safety:
        if (number := await question.message_id(context)) is not None:
            context.send(letters.delete(context.chat_id, [number]))
    await questions.close(context, of_safety)
    rows = [[help_button(context.t)]] if who == HELPER else []
    context.send(say(context.chat_id, context.book.replies[_KEYS[who]], rows).silenced())
    return True


def _still(context: Context, shown: Shown | None) -> str:
    """Who goes on asking below that line; "": nobody, as far as can be told."""
    if shown is None or context.now - shown.at > _STILL:
        return ""
    said = sight.said_as(join([context.book.replies[_KEYS[PARTNER]]]).plain)
    words = words_of(context.text)
    asks = len(words) <= _LONGEST and _AFTER.fullmatch(" ".join(words))
    return PARTNER if shown.said == said and asks else ""
