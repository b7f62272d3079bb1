"""The way back for whoever was asked about danger by mistake: she says that nothing happened, and
that it is the urge; or, once it is answered, that she is sad.

Only what was guessed is taken back, in words that stand in closed lists as a whole, and not once
typing may be unsafe. What waits because of the question waits on.
"""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST
from bot.safety import lasting, replies
from bot.safety.doubts import Doubt
from bot.safety.questions import Open, Questions
from bot.safety.reply_in_sight import kinds_told
from bot.screens import typed
from bot.understanding.classify import DISTRESS, URGE
from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

_LONGEST = 18
_GROUPS = {
    "no": "nee|neen|nou|ja|sorry|oh|no|nope|yes|yeah|oke|ok|hoor",
    "so": "maar|en|want|dus|het|but|and|because|so|its",
    "just": "alleen|gewoon|gwn|echt|nu|weer|zo|graag|heel|erg|just|only|really|so|now|again|alone",
    "none": "niets|niks|nothing",
    "other": "hij|ie|zij|ze|he|she",
    "him": "hem|haar|m|him|her",
    "urge": "drang|trek|hunkering|urge|craving",
    "worse": "erger|sterker|heftiger|groter|worse|stronger|bigger",
    "sad": "verdrietig|somber|triest|eenzaam|sad|low|lonely|gloomy",
    "contact": "appen|bellen|zien|spreken|schrijven|text|call|see|message|write",
}
_NOTHING = whole_lines(
    """
        @no? @no? er? is? ook? @none gebeurd|voorgevallen hoor?
        @no? @no? er? is? @none aan de hand hoor?
        @no? @no? er? is? geen gevaar|geweld
        @no? @no? @other heeft|doet @none gedaan?
        @no? @no? @other is hier|er niet
        @no? @no? ik|k ben @just? veilig
        @no? @no? zo|dat bedoel|bedoelde ik|k? het? niet
        @no? @no? @none has? happened
        @no? @no? theres|there is? no danger|violence
        @no? @no? @other did|didnt|hasnt|has do|done? anything|nothing
        @no? @no? hes|shes not here
        @no? @no? im|i am? @just? safe
        @no? @no? im|i am? not in danger
        @no? @no? thats|that is? not what i meant|mean
    """,
    _GROUPS,
)
_URGE = whole_lines(
    """
        @so? @so? @just? de|mijn @urge
        @so? @so? @just? de|mijn @urge is|wordt @just? @just? @worse|terug|sterk|groot
        @so? dit|dat|t|is is|was? @just? @just? de|mijn @urge die? @worse? wordt?
        @so? ik|k bedoel|bedoelde @just? dat? de|mijn @urge @worse? wordt?
        @so? @so? ik|k heb @just? @just? @urge
        @so? @so? ik|k wil @him? @just? @just? @just? @him? @contact
        @so? @so? ik|k mis @him @just? @just?
        @so? @so? @just? the|my @urge
        @so? @so? @just? the|my @urge is|gets|got @just? @just? getting? @just? @worse|back|strong
        @so? this|that|it is|was @just? the|my @urge getting? @worse?
        @so? @so? i mean|meant @just? the|my @urge is? getting? @worse?
        @so? @so? i @just? @just? want|wanna to? @just? @contact @him
        @so? @so? i @just? miss @him @just?
    """,
    _GROUPS,
)
_SADNESS = whole_lines(
    """
        @no? @so? ik|k wou|wil|wilde @just? @just? zeggen dat ik|k @just? @just? @sad ben
        @no? @so? ik|k wou|wil|wilde @just? @just? zeggen dat ik|k me|mij @just? @just? @sad voel
        @no? @so? ik|k ben @just? @just? @just? @sad @just?
        @no? @so? ik|k voel me|mij @just? @just? @just? @sad @just?
        @no? @so? ik|k moet|zit @just? @just? te? huilen
        @no? @so? i @just? want|wanted to say|tell you? that? im|i am|feel? @just? @just? @sad
        @no? @so? im|i am|feel? feeling? @just? @just? @just? @sad @just?
        @no? @so? im|i am? @just? crying
    """,
    _GROUPS,
)
"""No more than that: a word on the other, or on fear, may tell of danger after all."""
_SAFE = "safety:safe:"
_OF_HERSELF = ("safety:thinking", "safety:not_thinking", "safety:say", "safety:hurt")
"""How buttons begin below replies to something else than danger by another."""


def says_only_urge(text: str) -> bool:
    """Whether it says both, in either order, and nothing else."""
    words = words_of(text)
    if len(words) > _LONGEST:
        return False
    lines = [(line_of(words[:at]), line_of(words[at:])) for at in range(1, len(words))]
    return any(
        (_NOTHING.fullmatch(one) and _URGE.fullmatch(other))
        or (_URGE.fullmatch(one) and _NOTHING.fullmatch(other))
        for one, other in lines
    )


async def goes_back(context: Context, questions: Questions, found: Open, text: str) -> bool:
    """True: she is back in her urge, and the rooms answer that. The reply that was a guess is the
    newest in sight.
    """
    shown = await typed.answered(context, surely=True) if says_only_urge(text) else None
    if shown is None or shown.kind != FIRST or not _was_guessed(context, shown):
        return False
    if any(not one.is_about_safety or one.doubt is None for one in found.questions):
        return False
    await questions.close(context, found.questions)
    await context.leave_place()
    context.unit.label, context.unit.back_in_urge = URGE, True
    return True


def is_sad_after_a_guess(context: Context, shown: Shown | None) -> bool:
    """Whether somebody tells of sadness and of nothing else, where danger by another was all that
    was asked about, in doubt, and that is answered: she is comforted then.
    """
    crisis, unit = lasting.newest(context, shown), context.unit
    if context.client is None or unit.asked_safety or crisis is None or unit.label != DISTRESS:
        return False
    is_sad = _SADNESS.fullmatch(line_of(words_of(context.text))) is not None
    return is_sad and _was_guessed(context, crisis)


def _was_guessed(context: Context, shown: Shown) -> bool:
    """Whether nothing was told since the day began but what was asked about in doubt."""
    told = (shown, *shown.earlier)
    asked = [data.split(":") for one in told for data in one.data(_SAFE)]
    doubted = [len(parts) > 3 and Doubt.of(parts[3]) is not None for parts in asked]
    if not doubted or not all(doubted) or any(one.holds(_OF_HERSELF) for one in told):
        return False
    return kinds_told(context) <= {replies.VIOLENCE}
