"""What somebody may want of the program, said in ordinary words, and what is true of each wish."""

from __future__ import annotations

from enum import Flag, auto


class Trait(Flag):
    """What the rooms and the guard ask of a wish. Without any it is a client's, and is carried out
    whatever is in sight, save an open question of safety.
    """

    ANYBODYS = auto()
    """It means the same to a coach who takes no part; the others are a client's."""
    OF_MESSAGES = auto()
    """About messages that come to no coach: hers are set from her panel."""
    HIDES = auto()
    """Of somebody whose phone is looked at: it is carried out at any moment."""
    HIDES_WHEN_ASKED = auto()
    """The same where it is asked whether she can type safely. "All of it may go" may be said of a
    life where that is asked about.
    """
    OF_THE_CHAT = auto()
    """It may be what `/wis` and the words behind it are together: "wis alles over mij"."""
    LANGUAGE = auto()
    """Of a client it is carried out at an open question of safety too, which is then asked once
    more in words that she asked for.
    """
    WHILE_PAUSED = auto()
    """It is a wish only as long as no messages come: "I want to start again"."""
    BEFORE_URGES = auto()
    """It goes before phrases of an urge: what is written there is not sent, "should I ring" an
    ambulance is no wish to ring him, "I have to see him" for the children is none to see him, and
    whoever needs to talk to her coach needs no exercise.
    """
    LIGHT = auto()
    """It is no reason to go on as if nothing had been said while the reply to a crisis stands;
    others are carried out.
    """
    NOT_BELOW_COVER = auto()
    """It opens nothing below the neutral line that covers "can you type safely?": an exercise,
    what belongs to the programme, what nothing knows, and what whoever else holds the phone asks
    first, such as what this is.
    """
    PUT_OFF = auto()
    """It is for what is no answer to a crisis: how to get there later is told."""
    AT_A_NUMBER = auto()
    """It is answered where a number is asked for; others are carried out as they are elsewhere."""
    IN_A_LETTER = auto()
    """It is carried out while a letter is being written: somebody looks at the phone, or a person
    is wanted. The whole message is the wish; within a letter the same words are the letter's.
    """
    FOR_A_COACH = auto()
    """It may be words for a coach, where she is asked whether her coach may read along."""
    NO_SECOND_THOUGHT = auto()
    """It is no second thought of a coach about a message of hers."""


_T = Trait
_PROGRAMME = _T.LIGHT | _T.NOT_BELOW_COVER | _T.PUT_OFF
_TRAITS = {
    "": _T.LIGHT | _T.NOT_BELOW_COVER | _T.AT_A_NUMBER | _T.FOR_A_COACH,  # a text that is none
    "stop": _T(0),
    "halt": _T(0),
    "quitting": _T(0),
    "pause": _T.OF_MESSAGES,
    "resume": _T.OF_MESSAGES,
    "again": _T.WHILE_PAUSED,
    "erase": _T.ANYBODYS | _T.HIDES_WHEN_ASKED | _T.OF_THE_CHAT | _T.IN_A_LETTER,
    "hour": _T.OF_MESSAGES,
    "settings": _T.OF_MESSAGES,
    "hush": _T.OF_MESSAGES,
    "place": _T.OF_MESSAGES,
    "dutch": _T.OF_MESSAGES | _T.LANGUAGE,
    "english": _T.OF_MESSAGES | _T.LANGUAGE,
    "today": _PROGRAMME,
    "week": _PROGRAMME,
    "exercise": _T.LIGHT | _T.NOT_BELOW_COVER | _T.AT_A_NUMBER,
    "coach": _T.BEFORE_URGES | _T.IN_A_LETTER | _T.FOR_A_COACH,
    "call": _T.BEFORE_URGES | _T.IN_A_LETTER | _T.FOR_A_COACH,
    "plan": _T.IN_A_LETTER,
    "letter": _T.BEFORE_URGES,
    "letters": _T(0),
    "anchor": _T(0),
    "dates": _T(0),
    "appointment": _T(0),
    "meeting": _T.BEFORE_URGES,
    "helped": _PROGRAMME,
    "progress": _PROGRAMME,
    "wipe": _T.ANYBODYS | _T.HIDES | _T.OF_THE_CHAT | _T.IN_A_LETTER,
    "neutral": _T.HIDES | _T.IN_A_LETTER,
    "word": _T.HIDES | _T.IN_A_LETTER,
    "cycle": _PROGRAMME,
    "relief": _T.LIGHT | _T.NOT_BELOW_COVER,
    "hello": _T.ANYBODYS | _T.LIGHT | _T.AT_A_NUMBER | _T.FOR_A_COACH,
    "night": _T.LIGHT | _T.FOR_A_COACH,
    "human": _T.ANYBODYS | _T.BEFORE_URGES | _T.AT_A_NUMBER | _T.IN_A_LETTER,
    "home": _T.LIGHT,
    "quiet": _T.LIGHT | _T.FOR_A_COACH,
    "good": _T.LIGHT | _T.FOR_A_COACH,
    "robot": _T.ANYBODYS | _T.NO_SECOND_THOUGHT | _T.NOT_BELOW_COVER,
    "help": _T.ANYBODYS | _T.NO_SECOND_THOUGHT | _T.NOT_BELOW_COVER,
    "privacy": _T.ANYBODYS,
    "data": _T(0),
    "consent": _T(0),
    "thanks": _T.ANYBODYS | _T.LIGHT | _T.FOR_A_COACH | _T.NO_SECOND_THOUGHT,
    "join": _T.ANYBODYS,
    "young": _T(0),
}
WISHES = tuple(filter(None, _TRAITS))
"""Their names, as `content/*/wishes.txt` has them."""


def has(wish: str, traits: Trait) -> bool:
    """Whether one of these is true of this wish; "": of a text that is none."""
    return bool(_TRAITS[wish] & traits)
