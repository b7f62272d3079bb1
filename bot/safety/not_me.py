"""What says, to a reply about one's own life, that another said it: "not me, him". Pure, but for
what was told here.

Only a whole text that is nothing else counts, and none that may be her reason: "it's about him" is
why somebody wants to die. The way back stands below what it gets.
"""

from __future__ import annotations

from bot.context import Context
from bot.safety import lasting, replies
from bot.safety.plain_words import words_in
from bot.safety.questions import Open
from bot.safety.reply_in_sight import kind_told
from bot.screens import typed
from bot.understanding.anothers_words import Threat
from bot.understanding.closed_lists import whole_lines
from bot.understanding.verdict import Verdict

OF_HERSELF = frozenset([replies.SUICIDE])
"""What may have been said by another: a wish to die in so many words. Below a question of her life
such words may give the reason for it.
"""
_GROUPS = {
    "no": "nee|neen|no|nope|nah|wacht|wait|sorry|maar|but|nono",
    "him": "hij|hem|zij|ze|haar|ie|him|he|her|she|them|they|hes|shes|hij|die|ex",
    "my": "mijn|mn|me|my",
    "it": "dat|dit|t|het|that|this|it|thats|its",
    "wrote": "zei|zegt|schreef|schrijft|appte|appt|stuurde|stuurt|typte|bedoelde|bedoelt",
    "said": "said|says|wrote|texted|sent|means|meant|saying",
    "me": "ik|mij|me|i|mezelf|myself|mine",
}
_WHOLE = """
    @no? @no? @it @wrote @my? @him hoor?
    @no? @no? @it @wrote|is|was @my? @him en? niet|nie|not @me hoor?
    @no? @no? niet|nie|not @me maar|but? @my? @him @wrote|@said|is? @it? hoor?
    @no? @no? @my? @him en? niet|nie|not @me hoor?
    @no? @no? ik|i bedoel|bedoelde|mean|meant @my? @him niet|nie|not @me
    @no? @no? @my? @him @wrote|@said|heeft @it gezegd|gestuurd|geschreven? niet|nie|not? @me?
    @no? @no? @it what|wat @my? @him @wrote|@said
    @no? @no? @it @my? @him|his|zijn words|woorden|bericht|message|text? not|niet @me
    @no? @no? dat|dit zijn zijn|haar woorden niet de|die? mijne
    @no? @no? @him @him @said @it
"""
_SAYS = whole_lines(_WHOLE, _GROUPS)


def says(text: str) -> bool:
    """Whether it says that it was another, and nothing more."""
    return _SAYS.fullmatch("".join(f" {word}" for word in words_in(text))) is not None


async def is_said(context: Context, found: Open, text: str) -> bool:
    """Whether that is said to a reply about her own life, and to no question."""
    if found.questions or not says(text):
        return False
    shown = await typed.in_sight(context)
    return kind_told(context, shown) in OF_HERSELF and await lasting.lasts(context, shown)


def verdict_in(context: Context, language: str) -> Verdict:
    """What was told is of another from now on."""
    context.deps.in_sight.take_back_told(context.chat_id, OF_HERSELF)
    return Threat.verdict_in(language)
