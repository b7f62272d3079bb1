"""Signs of a heart attack or a stroke: "my chest hurts and my left arm is numb". Pure.

Whoever is in a panic feels many of them, and nobody can tell the two apart from afar. So pain in
the chest, and whatever is named as a heart attack, gets whom to ring and no exercise. A heart that
races, a throat that closes and a heavy chest alone are left to what helps against panic; and so is
the ache of who misses somebody, however much it hurts. In doubt it is what it would be otherwise:
words that may be of an urge, of her own life or of what another did keep their own reply.
"""

from __future__ import annotations

import re

from bot.understanding.closed_lists import word_set
from bot.understanding.notes import LISTS, MEDICAL
from bot.understanding.verdict import CRISIS_SUICIDE, Verdict

NOTE = "heart-or-stroke"
_SURE = 1.0
_STORY = 30
"""Words from which on a text is a story, ..."""
_PART = 16
"""... and how many words of it are looked at together."""
_GAP = r"(?: \w+){0,3}"
_A = r"(?:(?:a|an|the|een|n|de|het|nen|my|mijn|mn|some|kind of|soort) )*"
_ATTACK = (
    r"(?:(?:heart|hart) ?(?:attacks?|aanval\w*|infarct\w*)|hartstilstand|infarct|beroerte"
    r"|herseninfarct|herseninfark|hersenbloeding|attaque|cva|(?<=een )tia|(?<=a )tia|stroke"
    r"|cardiac arrest|brain bleed)"
)
_KIND = r"(?:(?:mild|massive|small|silent|real|lichte|zware|kleine|echte) )?"
_NAMED = re.compile(
    rf"\b(?:having|have|has|getting|get|gets|got|suffering|signs of|symptoms of|krijg|krijgt|heb"
    rf"|hebt|heeft|kheb|hebben|krijgen|tekenen van|symptomen van|lijkt op|lijkt wel|voelt als"
    rf"|feels like|be|is|dit|this|it|het|of|or|perhaps|maybe|misschien|also|ook|nu|now)"
    rf" {_A}{_KIND}{_ATTACK}\b"
    rf"|\b(?:heb|heeft|krijg|krijgt) (?:ik|hij|ze|zij|k|mijn \w+|mn \w+) {_A}{_ATTACK}\b"
    rf"|\b{_ATTACK} (?:\w+ )?(?:krijg|krijgt|kreeg|heb|heeft|aan het krijgen|is)\b"
)
_WHOLE = re.compile(
    rf"(?:(?:help|ik|k|denk|i|think|its|is|het|t|dat|this|dit|omg|pls|please|nu|now|or|of|maybe"
    rf"|misschien|a|een|n) )*{_ATTACK}"
    r"(?: (?:help|ik|i|denk|think|nu|now|pls|please|of|zo|maybe|misschien|or|something))*"
)
_NOT_NOW = re.compile(
    r"\b(?:bijna|nearly|almost|practically|haast|zowat|vroeger|ooit|vorig|vorige|jaar|jaren"
    r"|last year|years?|once|died|overleden|gestorven|survived|overleefd|recover\w*|herstel\w*"
    r"|luck|genius|midnight|films?|series?|movie|book|boek|gave me|give me|gives me|gaf me"
    r"|bezorg\w*|joke|grap|family|familie|best|swim\w*|zwem\w*|would|hed|shed|theyd|youd|will|hell"
    r"|shell|theyll|zou|zouden|zal|zullen|if|als|when"
    r"|toen|every|elke|iedere|yesterday|gisteren)\b"
    rf"|\b{_ATTACK} (?:van|from|because|door|over|about)\b"
    rf"|\b(?:geen|nooit|niet|not|never|no|isnt|wasnt) (?:\w+ ){{0,3}}{_ATTACK}\b"
    rf"|(?<!net een ){_ATTACK}(?: \w+){{0,2}} gehad\b"
)
_SEES = re.compile(
    r"\b(?:whenever|everytime|every time|each time|telkens|elke keer|iedere keer|steeds als"
    r"|see|sees|saw|seeing|zie|ziet|zag|zien|online|text\w*|appt?|appen|appte|typing|typen"
    r"|foto\w*|photo\w*|pics?|message\w*|bericht\w*|name|naam|dacht|thought|wist)\b"
)
"""What makes a heart stop in words alone, and what was only thought then."""
_LONGS = re.compile(
    r"\b(?:hoop|hopelijk|hope|hoping|hopefully|wish|wou|wilde|wil|want|wanna|liever|rather"
    r"|laat|let|mag|mocht|pray|bid|deserve|verdien|jaloers|jealous|maar dood)\b"
)
"""Who would have one is asked about her life."""
_CHEST = (
    r"(?:borst|borstkas|borststreek|borstbeen|linkerborst|hartstreek|chest|breastbone|sternum)"
)
_PAINS = (
    r"(?:pijn|zeer|pijnlijk|pijnscheut\w*|steken|steekt|stekende?|krampen|kramp|pains?"
    r"|painful|hurts?|hurting|hurtin|aches?|aching|stabbing|stabs|sore|agony|killing)"
)
_PRESSES = (
    r"(?:druk|drukt|drukkend\w*|drukking|pressure|crushing|crushed|squeezing|squeezed|band|olifant"
    r"|elephant|knelt|knellend\w*|klem|vice)"
)
_TIGHT = r"(?:tight|tightness|heavy|zwaar|strak|beklemd|beklemming|benauwd|vast|gespannen)"


def _near(one: str, other: str) -> str:
    return rf"(?:{one}{_GAP} {other}|{other}{_GAP} {one})"


_CHEST_PAIN = re.compile(rf"\b{_near(_CHEST, _PAINS)}\b")
_CHEST_PRESSED = re.compile(rf"\b{_near(_CHEST, _PRESSES)}\b")
_CHEST_TIGHT = re.compile(rf"\b{_near(_CHEST, _TIGHT)}\b")
_HEART_PAIN = re.compile(rf"\b{_near('(?:hart|heart)', _PAINS)}\b")
_SPREADS = re.compile(
    r"\b(?:straalt|straal|uitstral\w*|trekt|schiet|radiat\w*|spread\w*|shoot\w*|going|goes|moving"
    r"|travel\w*|runs|running)(?: \w+){0,2}"
    r" (?:to|into|in|down|up|naar|door|through|across)(?: (?:my|the|mijn|mn|men|me|de|left|linker"
    r"|both|beide))* (?:arms?|armen|linkerarm|kaak|kaken|schouder|jaw|shoulder)\b"
)
_OF_PAIN = re.compile(
    rf"\b(?:{_PAINS}|straalt|uitstral\w*|radiat\w*|spread\w*|{_CHEST}|tingl\w*|tintel\w*)\b"
)
_IN_AN_ARM = re.compile(
    r"\b(?:arm|linkerarm|kaak|kaken|jaw|schouder\w*|shoulders?"
    r"|(?:my|mijn|mn|both|beide) (?:arms|armen))\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:zweet|zweten|klam|sweat\w*|clammy|misselijk|nauseous|nausea|feel sick|vomit\w*"
    r"|throw up|kots\w*|flauwvall?\w*|faint\w*|passing out|pass out|passed out|collaps\w*)\b"
)
_SHORT_OF_BREATH = re.compile(
    r"\b(?:adem\w*|lucht|benauwd|kortademig|breath|breathe|breathing|breathless)\b"
)
_SIDE = r"(?:half|helft|kant|zijde|side|mondhoek|ooglid|linkerkant|rechterkant|halve)"
_FACE = r"(?:gezicht|mond|lip|wang|face|mouth|smile|cheek|eyelid|lijf|lichaam|body|hoofd|head)"
_FAILS = (
    r"(?:numb|verlamd|scheef|hangt|hangen|afhangt|droop\w*|sagging|slap|gevoelloos|doof|lopsided"
    r"|paralys\w*|weak|wont move|cant feel|cant move|voel ik niet|verdoofd|tintelt|uitgevallen)"
)
_ONE_SIDE = re.compile(
    rf"\b{_SIDE}(?: \w+){{0,3}} {_FACE}(?: \w+){{0,4}} {_FAILS}\b"
    rf"|\b(?:linkerkant|rechterkant|left side|right side|one side|mondhoek)(?: \w+){{0,4}}"
    rf" {_FAILS}\b"
    rf"|\b{_FAILS}(?: \w+){{0,3}} (?:one|left|right|linker|rechter|een) ?(?:side|kant)\b"
    rf"|\b(?:mond|gezicht|mouth|face|smile)(?: \w+){{0,2}}"
    r" (?:hangt|scheef|droop\w*|sagging|lopsided)\b"
)
_ARM_FAILS = re.compile(
    r"\b(?:kan|krijg) (?:\w+ )?(?:mijn|mn|men|een|n) (?:linker |rechter )?"
    r"(?:arm|linkerarm|rechterarm|been|linkerbeen|rechterbeen)"
    r" (?:\w+ )?(?:niet|nie|ni) (?:meer )?(?:optillen|omhoog|bewegen|voelen)\b"
    r"|\bcant (?:lift|raise|move|feel) (?:my|one) (?:left |right )?(?:arm|leg)\b"
    r"|\b(?:arm|been) (?:doet|wil) het (?:ineens |opeens )?niet(?: meer)?\b"
)
_SPEECH_FAILS = re.compile(
    r"\b(?:slurr\w*|speech (?:is|has|went)|words (?:are |come )?(?:coming |come )?out wrong"
    r"|praat (?:ineens |opeens )?(?:raar|krom|onduidelijk|wartaal)"
    r"|praten (?:lukt|gaat) (?:ineens |opeens )(?:niet|raar|moeilijk))\b"
)
_OF_SORROW = re.compile(
    r"\b(?:verdriet\w*|gemis|liefdesverdriet|heimwee|mis (?:je|hem|haar|ze|m|em|zo)|missen"
    r"|denk|denken|gedachte|miss|missing|missed|misses|grief|grieving|sorrow|sad|sadness"
    r"|heartbroken|heartbreak|broken|gebroken|crying|cried|cry|huilen|gehuild|janken|longing"
    r"|verlang\w*|love|liefde|(?:aches|ache|aching) for|for (?:him|her|them)|without (?:him|her)"
    r"|zonder (?:hem|haar)|van (?:hem|haar|jou)|think|thinking|lonely|eenzaam|hoe hij|spijt"
    r"|laughing|lachen|coughing|hoesten|gym|training|sportschool|tattoo|babys?|borstvoeding"
    r"|off (?:my|his|her|your) chest|breasts?|breastfeed\w*|borsten|bh|bra|period|ongesteld)\b"
)
"""What hurts a chest otherwise: missing somebody, crying, a cough, a child at the breast."""
_ANOTHER = re.compile(
    r"\b(?:he|hes|hed|she|shes|they|him|his|her|hers|hij|ie|zij|ze|hem|zijn|haar|ex|exes|man|vriend"
    r"|boyfriend|husband|wife|fist|vuist|punch\w*|grip|greep|klap|klappen|duw|blade|knife|mes|mesje"
    r"|razor|scissors|schaar)\b"
)
"""What another did, or she to herself, may hurt as much."""
_OF_A_BODY = re.compile(
    r"\b(?:cut\w*|snij\w*|sned\w*|sneed|snee|gesneden|kras\w*|brand\w*|burn\w*|blo[eo]d\w*"
    r"|bleed\w*|slept|slaapt|asleep|lying|gelegen|geslapen|tattoo|tandarts|kies|dentist|tooth"
    r"|prik|vaccin\w*|jab|carrying|tillen|boxes|dozen|exercise\w*|oefening\w*|ademoefening"
    r"|drunk|dronken|wijn|wine|beers?|vodka|tipsy|pissed|drinks|last (?:week|month|year)"
    r"|vorige?|years|jaren)\b"
)
"""What makes an arm heavy, or a tongue, by itself; and what is long past."""
_DENIED = re.compile(
    rf"\b(?:geen|no|without|zonder)(?: \w+)? (?:{_PAINS}|{_PRESSES}|{_CHEST}|{_ATTACK})\b"
    rf"|\b{_CHEST}(?: \w+){{0,2}} (?:doet|doe|doesnt|dont|isnt|niet|not)(?: \w+){{0,2}}"
    rf" (?:niet|geen|hurt|meer|anymore|sore)\b"
    r"|\bpijn is weg\b|\bpain (?:is|has) gone\b"
)
_NUMB = re.compile(r"\b(?:numb|gevoelloos)\b")
_ELSE = (_OF_SORROW, _SEES, _ANOTHER, _OF_A_BODY)
_WORDS = re.compile(
    rf"\b{_ATTACK}\b|\b{_CHEST}\b|\b(?:hart|heart|{_SIDE}|{_FACE}|links|linker\w*|left|arms?|armen"
    r"|been|leg|kaak|kaken|jaw|schouder|shoulder|slurr\w*|speech|praat|praten|words)\b"
)
"""Without one of these it is none of it: most texts are looked at no further."""
_SAID_TOGETHER = re.compile(
    rf"{_ARM_FAILS.pattern}|{_SPEECH_FAILS.pattern}"
    r"|\bcant (?:breathe|talk|speak|feel it|catch my breath|get (?:any |my )?(?:air|breath))\b"
    r"|\b(?:kan|krijg) (?:ik )?(?:niet|geen) (?:goed )?(?:ademen|praten|lucht|adem)\b"
    r"|\bof niet\b|\bfeels? sick\b|\bpassing out\b|\bpins and needles\b|\bpanic attack\b"
)
_SIGNS_ALONE = word_set("""
    i im ive ik k kheb my mijn mn men me mij a an the een n de het t in op aan naar to down into of
    or en and also ook maar but with met is its it this dit that dat be am has have having got heb
    hebt heeft krijg krijgt kreeg getting get gets gone went going goes doet doe voel voelt feel
    feels feeling felt like als wel lijkt zo so really heel erg very echt helemaal all such bit
    little beetje now nu just net ineens opeens suddenly since sinds vanmorgen vanochtend vandaag
    zon today morning hour uur minuten minutes think denk idk help please pls omg bad badly
    112 999 911 call bel someone ja yes signs symptoms tekenen symptomen van misschien maybe
    perhaps suffering something zoiets
    moeder vader mother father mum mom dad mums moms dads oma opa grandma grandpa
    heart hart hartkloppingen hartkloppi palpitations racing races beating pounding klopt bonkt
    bonst snel fast paniek paniekaanval panic left linker right rechter links one half kant side
    arm arms armen hand been leg linkerarm rechterarm linkerhand kaak jaw schouder shoulder rug
    back neck nek gezicht face mond mouth lip lijf body
    straalt straal uit uitstraalt uitstralin radiates radiating radiate spreads spreading shooting
    shoots trekt schiet travels through door across
    raar raars vreemd numb gevoelloos tingles tingling tingly tintelt tintelen tintelingen slap
    weak weird funny verlamd scheef hangt droopy drooping lopsided
    zweet zweten zweterig klam sweating sweaty sweat clammy misselijk nauseous nausea kapot
    duizelig dizzy lucht adem ademen breath breathing breathless benauwd kortademig
""")
_CUT_SHORT = re.compile(r"\b(?:this|that|dit|dat) (?:is|was) (?:it|het)(?: |$)(?!a|an|een|n)")
_OF_ITSELF = re.compile(rf"\b(?:{_ATTACK}|{_CHEST}|{_PAINS}|{_PRESSES}|{_TIGHT})\b")


def goes_before(heard: Verdict, words: list[str]) -> bool:
    """Whether it is answered though this was heard: a crisis that is only guessed stays one, but
    where nothing else is said. What a phrase says goes first, and so does what was taken.
    """
    if heard.is_crisis and (not heard.guessed or LISTS[MEDICAL] in heard.notes):
        return False
    line = " ".join(words)
    if not _WORDS.search(line) or _LONGS.search(line):
        return False
    if len(words) < _STORY and _is_nothing_else(line):
        return _is_named(line) or _tells_alone(line)
    if heard.is_crisis:
        return False
    if len(words) < _STORY:
        return _tells(line)
    # In a story what belongs together stands together.
    parts = range(0, len(words) - _PART // 2, _PART // 2)
    return any(_tells(" ".join(words[at : at + _PART])) for at in parts)


def verdict_in(language: str) -> Verdict:
    """What it is taken for."""
    reason = "signs of a heart attack or a stroke"
    notes = frozenset([NOTE])
    return Verdict(CRISIS_SUICIDE, _SURE, reason, language, notes=notes)


def _is_nothing_else(line: str) -> bool:
    if _CUT_SHORT.search(line):
        return False
    rest = _OF_ITSELF.sub(" ", _SAID_TOGETHER.sub(" ", line))
    return _SIGNS_ALONE.issuperset(rest.split())


def _tells(line: str) -> bool:
    """Whether it tells of them, whatever else is said."""
    if _is_named(line):
        return True
    if _LONGS.search(line) or any(one.search(line) for one in _ELSE):
        return False
    return _is_of_a_stroke(line) or _is_of_a_heart(line)


def _tells_alone(line: str) -> bool:
    """The same where nothing else is said: pain in the chest is enough."""
    if _tells(line):
        return True
    if _DENIED.search(line):
        return False
    tight = _CHEST_TIGHT.search(line) or _HEART_PAIN.search(line)
    spreads = _SPREADS.search(line) and _OF_PAIN.search(line)
    fails = _ARM_FAILS.search(line) or (tight and _IN_AN_ARM.search(line))
    return bool(_CHEST_PAIN.search(line) or spreads or fails)


def _is_of_a_stroke(line: str) -> bool:
    side = _IN_AN_ARM.search(line) or _NUMB.search(line)
    return bool(_ONE_SIDE.search(line) or (_SPEECH_FAILS.search(line) and side))


def _is_of_a_heart(line: str) -> bool:
    if _DENIED.search(line) or not (_CHEST_PAIN.search(line) or _CHEST_PRESSED.search(line)):
        return False
    beside = (_IN_AN_ARM, _ELSEWHERE, _SHORT_OF_BREATH)
    return any(one.search(line) for one in beside)


def _is_named(line: str) -> bool:
    if _WHOLE.fullmatch(line):
        return True
    found = _NAMED.search(line)
    return found is not None and not (_NOT_NOW.search(line) or _SEES.search(line))
