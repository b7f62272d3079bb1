"""That it has to stop, or does not help, and not what: the messages, or living. It is asked about;
beside the question of her life stands the way to stop the messages, and so it does after a no.
"""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import BELOW, Button, Rows
from bot.safety.harmless_no import names_programme
from bot.safety.plain_words import words_in
from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

STOPS_MESSAGES = f"settings:stop:{BELOW}"
"""The button that asks whether the messages of the program are to stop."""
_GROUPS = {
    "so": "nee|neen|sorry|ok|oke|ja|maar|dus|hoi|nou|denk|ik|k|dat|gewoon|echt|nu|no|yes|but|well"
    "|think|i|just|really|guess|please|so|pls|misschien|maybe|liever|eigenlijk|hey|anker",
    "want": "wil|wilde|wou|ga|moet|mag|kan|zou|want|wanna|need|going|gonna|can|like|may",
    "of": "er|ermee|hier|hiermee|dit|deze|die|ze|mee|ook|even|weer|maar|toch|with|this|it|these"
    "|them|those|em|now|all|getting|receiving|having|out|of|the|from",
    "me": "me|mij",
}
_LINES = whole_lines(
    """
        @so? @so? @so? @want? ik|k? @want? @of? @of? @want? stoppen|ophouden|kappen|uitstappen
        @so? @so? @so? @want? ik|k? @me? @of? @of? uitschrijven|afmelden
        @so? @so? ik|k? stop @of? @of?
        @so? @so? haal @me @of? @of? @of? uit|af|eruit|eraf|weg|hieruit
        @so? @so? haal @me van de|die|je|jullie lijst af?
        @so? @so? schrijf|meld @me @of? uit|af
        @so? @so? ik|k? doe @of? @of? niet|nie @of? @of? @of? meer? mee
        @so? @so? ik|k? @want niet|nie meer @of? @of? meedoen|verder
        @so? @so? ik|k? wil|hoef @of niet|nie meer
        @so? @so? ik|k? ben @of? @of? klaar mee?
        @so? @so? ik|k? heb @of? niks|niets|weinig @of? @of? meer? aan
        @so? @so? dit|het|dat werkt|helpt|doet @of? niet|nie|niks|niets @of? voor|bij? @me?
        @so? @so? dit|het|dat helpt|werkt @me @of? niet|nie|niks|niets
        @so? @so? elke|iedere dag is @me? te veel voor? @me?
        @so? @so? dit|het|dat is @me? te veel voor? @me? elke|iedere? dag?
        @so? @so? i? @want to|2? stop|quit|leave @of? @of? @of? @of?
        @so? @so? im? stopping|quitting|leaving|stop|quit @of? @of? @of?
        @so? @so? take|get|sign|count me @of? @of? off|out @of? @of? your? list?
        @so? @so? i dont @want to? do? @of any? more|anymore
        @so? @so? i dont @want|need @of any? more|anymore
        @so? @so? im @so? done with @of @of?
        @so? @so? @of is|isnt|its not? helping|working for? me? anymore?
        @so? @so? @of doesnt|dont|does help|work not? for? me? anymore?
        @so? @so? every day is too much for? me?
        @so? @so? unsubscribe|remove me? @of? @of?
    """,
    _GROUPS,
)
_WITH_IT = ("ermee", "hiermee")
_STOPS = frozenset(["stoppen", "stop", "ophouden", "kappen"])


def ways(context: Context) -> Rows:
    """The row for a client who may mean the messages; the question and its numbers stay."""
    words = words_of(context.said)
    of_them = _LINES.fullmatch(line_of(words)) is not None or _stops_with_it(words)
    return _row(context) if of_them else []


def ways_after(context: Context, shown: Shown | None) -> Rows:
    """The same after an answer: she says now that she means them, or it stood beside the question
    that is in sight.
    """
    beside = shown is not None and shown.holds(STOPS_MESSAGES)
    return _row(context) if beside or names_programme(words_in(context.text)) else []


def _stops_with_it(words: list[str]) -> bool:
    """ "I think I'll stop with it, because …": a reason follows, and it is not said what stops."""
    return any(one in words for one in _WITH_IT) and not _STOPS.isdisjoint(words)


def _row(context: Context) -> Rows:
    if context.client is None:
        return []
    return [[Button(context.t("lines.button.stop_messages"), STOPS_MESSAGES)]]
