"""How a question that may be mistaken is turned down in somebody's own words, and what turns
nothing down. Pure.

Three kinds of whole lines; one word more than these, and it is none of them.

- *Something else was meant*: she was misread, it was a joke, a figure of speech, a film, or she
  let off steam. That is said of the words, so it takes back what was only guessed from them, of
  either matter, and only while the doubt is slight. Words that were plain, or less doubtful, it
  leaves standing: people joke about those too.
- *No such danger*: nobody hurts her. It turns down a slight question about danger by another, and
  says nothing of her own life.
- *Brushed off*: "it's fine", "it's nothing", "not that bad", "never mind", a laugh with a no, or
  a question back. People in danger make it small in just these words, so they deny nothing; nor
  does such a "no" say that typing is not safe. It is asked once more, in few words.

"He does nothing" is none of them: that is said of a danger too, and a bare "no" says that typing
is not safe. "There is no danger" is said of now: she can type.
"""

from __future__ import annotations

import re

from bot.safety.plain_words import YES_WORDS
from bot.understanding.closed_lists import line_of, whole_lines
from bot.understanding.words import words_of

_GROUPS = {
    "so": "nee|neen|nope|hoor|joh|oh|o|haha|sorry|nou|maar|ja|hey|gewoon|echt|gelukkig"
    "|no|nah|naw|nope|well|really|honestly|but|lol|hahaha|oops|oeps",
    "is": "er|hier|is|s|there|theres|hoor|echt|helemaal|at|all",
    "there": "er|hier|is|nu|hoor|echt|momenteel|there|theres|really|now",
    "now": "nu|meer|hoor|now|anymore|any|more|right",
    "me": "me|mij",
    "no": "nee|neen|neeje|nope|no|nah|naw",
    "laugh": "haha|hahaha|hahahaha|hihi|hehe|ahaha|lol|lmao",
    "wow": "haha|hahaha|hahahaha|hihi|hehe|ahaha|lol|lmao|wtf|omg|huh|wat|what|joh|man|jong|gast"
    "|dude|bro|mate|serieus|jeetje|god|jezus|jesus|echt|hoor",
    "felt": "boos|kwaad|moe|verdrietig|gefrustreerd|overstuur|gestrest|dronken|angry|mad|tired|sad"
    "|frustrated|upset|stressed|drunk",
    "that": "dat|dit|het|t|that|this|it",
    "was": "is|was|s",
    "just": "maar|gewoon|slechts|alleen|echt|een|n|just|only|really|a|an|totally",
    "little": "wel|best|hoor|joh|nu|weer|verder|echt|prima|thanks|thank|you|dank|je|really|now"
    "|just|honestly|ok|oke|okay",
    "story": "film|serie|boek|liedje|nummer|spel|game|droom|grap|song|movie|show|book|dream|play"
    "|werk|work|job|voetbal|football|tentamen|examen|exam",
}
_OTHERWISE = whole_lines(
    """
        @so? @so? zo bedoel|bedoelde ik het|dat|hem niet @so?
        @so? @so? dat|het bedoel|bedoelde ik niet|anders zo? @so?
        @so? @so? ik bedoel|bedoelde dat|het|iets niet|anders zo? @so?
        @so? @so? @so? niet zo bedoeld? @so?
        @so? @so? dat|dit is niet wat ik bedoelde|bedoel|zei @so?
        @so? @so? dat zei ik niet @so?
        @so? @so? daar|hier gaat|ging het niet over|om @so?
        @so? @so? dit|dat|het gaat|ging daar|hier niet over|om @so?
        @so? @so? het|dit|dat gaat|ging nergens over @so?
        @so? @so? @just? het|dit|dat? gaat|ging @just? over de|een|mijn|mn? @story @so?
        @so? @so? je begrijpt|begreep|snapt|snapte @me|het verkeerd @so?
        @so? @so? je leest|las|hoort|hoorde @me|het|dat|dit verkeerd @so?
        @so? @so? je hebt @me|het|dat verkeerd begrepen|gelezen @so?
        @so? @so? dat? heb|hebt je @me? verkeerd begrepen|gelezen @so?
        @so? @so? je hebt|zit het? mis|ernaast @so?
        @so? @so? verkeerd begrepen @so?
        @so? @so? @that? @was? een? misverstand @so?
        @so? @so? @that? @was? @just? @just? grapje|grap|geintje|gein|dolletje @so?
        @so? @so? ik maak|maakte maar? een? grapje|grap|geintje @so?
        @so? @so? @that? @was? @just? @just? spreekwoord|uitdrukking|gezegde @so?
        @so? @so? @that? @was? @just? bij wijze van spreken @so?
        @so? @so? @that? @was? @just? figuurlijk bedoeld? @so?
        @so? @so? niet letterlijk bedoeld? @so?
        @so? @so? ik? moest|wilde|wou? @just? @just? even|ff? stoom afblazen @so?
        @so? @so? ik? moest|wilde|wou? @just? even|ff? mijn|mn hart luchten @so?
        @so? @so? ik? was|ben @just? aan het klagen|mopperen|zeuren|ventileren @so?
        @so? @so? i didnt mean it|that like? that? @so?
        @so? @so? thats|that|its not|isnt what i meant|mean|said @so?
        @so? @so? i? didnt say that @so?
        @so? @so? i meant|mean something else @so?
        @so? @so? not|nothing like that @so?
        @so? @so? its nothing like that @so?
        @so? @so? that|this isnt what this|it|that is about @so?
        @so? @so? thats not what this|it|that is about @so?
        @so? @so? @that|its|im|i? @was|am? @just? talking? about the|a|an|my? @story @so?
        @so? @so? you misunderstood|misunderstand|misread @me? @that? @so?
        @so? @so? you got|have|ve @me|it|that all? wrong @so?
        @so? @so? youve got @me|it|that all? wrong @so?
        @so? @so? youre wrong @so?
        @so? @so? got @me|it|that all? wrong @so?
        @so? @so? @that|its? @was? @just? misunderstanding @so?
        @so? @so? i|im|ive? was|am|been? @just? @just? joking|kidding|messing|venting|ranting @so?
        @so? @so? needed|need|wanted? to? vent|rant @so?
        @so? @so? i just? needed|need|wanted to? vent|rant @so?
        @so? @so? i? was|am|im? @just? letting|blowing off? steam off? @so?
        @so? @so? @that|its? @was? @just? @just? joke|expression|saying @so?
        @so? @so? @that|its? @was? @just? @just? figure of speech @so?
        @so? @so? not literally @so?
        @so? @so? jk @so?
    """,
    _GROUPS,
)
_OF_DANGER = whole_lines(
    """
        @so? @so? @is? @is? @is? niks|niets aan de hand @so? @so?
        @so? @so? dit|dat|het gaat niet over|om geweld|gevaar|angst @so?
        @so? @so? geen geweld|ruzie @so?
        @so? @so? no violence @so?
        @so? @so? niemand doet @me iets|wat|pijn @so?
        @so? @so? nothing is|s? wrong @so?
        @so? @so? nothings wrong @so?
        @so? @so? thats|its|this|that not|isnt about that|danger|violence @so?
        @so? @so? nobody|noone is|s? hurting @me
        @so? @so? nobodys|noones hurting @me
        @so? @so? no one is|s? hurting @me
    """,
    _GROUPS,
)
_BRUSHED_OFF = whole_lines(
    """
        @so? @so? het|t? gaat @little? @little? @little? @little?
        @so? @so? ik? ben? ok|oke|okay @little? @little?
        @so? @so? met? mij|me gaat het? @little @little? @little?
        @so? @so? alles is? ok|oke|goed|prima @little?
        @so? @so? het|t? is|was? maar|echt? niks|niets @little?
        @so? nothing|niks|niets @little?
        @so? @so? het|t? stelt|stelde niks|niets voor @little?
        @so? @so? het|t? valt|viel|vielt @little? mee @little?
        @so? @so? het|t|dat was @just? @just? een|1 keer|keertje @so?
        @so? @so? it|that was @just? @just? once @so?
        @so? @so? it|that was @just? @just? one|1 time @so?
        @so? @so? zo erg|heftig|ernstig|bijzonder|dramatisch|bedoeld is|was het|t niet @so?
        @so? @so? het|t|dat? is|was? niet|nie zo erg|heftig|ernstig @so?
        @so? @so? geen zorgen @so?
        @so? @so? maak je maar? geen zorgen @so?
        @so? @so? niet nodig @so?
        @so? @so? laat maar zitten? @so?
        @so? @so? vergeet het|maar maar? @so?
        @so? @so? ik? overdreef|overdrijf|overdreven @just? @so?
        @so? @so? ik? stel|stelde me|mij @just? aan @so?
        @so? @so? hoe kom je daarbij|daaraan|erbij
        @so? @so? hoezo dan? dat?
        @so? @so? waar heb je het over
        @so? @so? wat bedoel|zeg je daarmee? dan?
        @so? @so? je snapt|begrijpt het|er|me niet|niks echt? @so?
        @so? @so? dat? klopt niet @so?
        @so? @so? niet waar @so?
        @so? @so? fout @so?
        @so? @so? im|i @little? am? @little? fine|ok|okay|alright|good @little? @little? @little?
        @so? @so? its|it is? @little? fine|ok|okay|alright|good|nothing @little? @little?
        @so? @so? it was nothing @little?
        @so? @so? all good @little?
        @so? @so? its|it is|s|was? not|isnt|wasnt that|so bad|serious|deep @so?
        @so? @so? not that bad|serious|deep @so?
        @so? no worries @little?
        @so? @so? dont worry about? it|me? @so?
        @so? @so? never mind @so?
        @so? @so? nevermind|nvm @so?
        @so? @so? forget it @so?
        @so? @so? im|i|was? was? @just? being? dramatic|overreacting|exaggerating @so?
        @so? @so? what are you? on|talking about
        @so? @so? what do you mean
        @so? @so? wdym
        @so? @so? how so
        @so? @so? you dont get|understand it|me|this? @so?
        @so? @so? thats|its not true|right @so?
        @so? @so? wrong @so?
        @so? @so? ik? ben|was @just? @just? @felt @so?
        @so? @so? i|im? was|am? @just? @just? @felt @so?
        @wow @wow? @wow? @no @no? @wow? @wow? @wow?
        @no joh|man|wtf|huh|what|haha|hahaha|lol|gast|dude|bro|mate @wow? @wow?
        @laugh @laugh?
        huh|wat|what|hoezo|wdym
    """,
    _GROUPS,
)
_TOO = "ook"
"""Who says that of herself as well makes nothing small; folded, it would be an "ok"."""
_SAFE_NOW = whole_lines(
    """
        @so? @so? @there? @there? @there? geen gevaar @now? @now? @so?
        @so? @so? ik ben|loop echt? niet meer? in gevaar @now? @so?
        @so? @so? ik loop geen gevaar @now? @so?
        @so? @so? @there? is|s? @there? no danger @now? @now? @so?
        @so? @so? im not in any? danger @now? @now? @so?
        @so? @so? i am not in any? danger @now? @now? @so?
    """,
    _GROUPS,
)


def says_otherwise(text: str) -> bool:
    """Whether all of it is that something else was meant by what was said."""
    return _matches(_OTHERWISE, text)


def says_no_danger(text: str) -> bool:
    """The same, or that nobody hurts her."""
    return says_otherwise(text) or _matches(_OF_DANGER, text)


def brushes_off(text: str) -> bool:
    """Whether all of it makes light of the question, or asks back: that denies nothing. A yes is a
    yes, whatever follows.
    """
    words = words_of(text)
    if YES_WORDS.issuperset(words[:1]) or _TOO in words or says_no_danger(text):
        return False
    return _matches(_BRUSHED_OFF, text)


def says_safe_now(text: str) -> bool:
    """Whether all of it is that there is no danger: that denies nothing of what was told."""
    return _matches(_SAFE_NOW, text)


def _matches(lines: re.Pattern[str], text: str) -> bool:
    return lines.fullmatch(line_of(words_of(text))) is not None
