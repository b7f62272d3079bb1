"""Signs of a heart attack or a stroke: "my chest hurts and my left arm is numb". Pure.

Whoever is in a panic feels many of them, and nobody can tell the two apart from afar. So pain in
the chest, and whatever is named as a heart attack, gets whom to ring and no exercise. A heart that
races, a throat that closes and a heavy chest alone are left to what helps against panic; and so is
the ache of who misses somebody, however much it hurts.
"""

from __future__ import annotations

import re

from bot.understanding.notes import LISTS, MEDICAL
from bot.understanding.verdict import CRISIS_SUICIDE, CRISIS_VIOLENCE, Verdict

NOTE = "heart-or-stroke"
_SURE = 1.0
_FEW = 2
_STORY = 30
"""Words from which on pain in a chest alone is a part of a story, ..."""
_PART = 16
"""... and how many words of it are looked at together."""
_GAP = r"(?: \w+){0,3}"
_A = r"(?:(?:a|an|the|een|n|de|het|nen|my|mijn|mn|some|kind of|soort) )*"
_ATTACK = (
    r"(?:(?:heart|hart) ?(?:attacks?|aanval\w*|infarct\w*)|hartstilstand|infarct|beroerte"
    r"|herseninfarct|herseninfark|hersenbloeding|attaque|cva|(?<=een )tia|(?<=a )tia|stroke"
    r"|cardiac arrest|brain bleed)"
)
_NAMED = re.compile(
    rf"\b(?:having|have|has|getting|get|gets|got|suffering|signs of|symptoms of|krijg|krijgt|heb"
    rf"|hebt|heeft|kheb|hebben|krijgen|tekenen van|symptomen van|lijkt op|lijkt wel|voelt als"
    rf"|feels like|be|is|dit|this|it|het|of|or|perhaps|maybe|misschien|also|ook|nu|now)"
    rf" {_A}(?:\w+ )?{_ATTACK}\b"
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
    r"|bezorg\w*|joke|grap|family|familie)\b"
    rf"|\b(?:geen|nooit|niet|not|never|no|isnt|wasnt) (?:\w+ ){{0,3}}{_ATTACK}\b"
    rf"|(?<!net een ){_ATTACK}(?: \w+){{0,2}} gehad\b"
)
_OF_A_FRIGHT = re.compile(
    r"\b(?:whenever|everytime|every time|each time|telkens|elke keer|iedere keer|steeds als)\b"
    r"|\b(?:thought|dacht|wist)(?: \w+){0,2} (?:i was|ik)\b"
    r"|\b(?:when|toen|wanneer|als|if)(?: \w+){0,3}"
    r" (?:text\w*|call\w*|rings?|appt?|belt?|belde|appte|ziet?|zag|see|saw|name|naam|phone"
    r"|telefoon|online|bel|door|deur|message\w*|bericht\w*|typing|typen|foto\w*|photo\w*)\b"
)
"""What makes a heart stop in words alone, and what was only thought then."""
_LONGS = re.compile(
    r"\b(?:hoop|hopelijk|hope|hoping|hopefully|wish|wou|wilde|wil|want|wanna|liever|rather"
    r"|laat|let|mag|mocht|pray|bid|bad|deserve|verdien|jaloers|jealous|maar dood)\b"
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
    r"|elephant|knelt|knellend\w*|klem|vice|gewicht|weight)"
)
_TIGHT = r"(?:tight|tightness|heavy|zwaar|strak|beklemd|beklemming|benauwd|vast|gespannen)"


def _near(one: str, other: str) -> str:
    return rf"(?:{one}{_GAP} {other}|{other}{_GAP} {one})"


_CHEST_PAIN = re.compile(rf"\b{_near(_CHEST, _PAINS)}\b")
_CHEST_PRESSED = re.compile(rf"\b{_near(_CHEST, _PRESSES)}\b")
_CHEST_TIGHT = re.compile(rf"\b{_near(_CHEST, _TIGHT)}\b")
_HEART_PAIN = re.compile(rf"\b{_near('(?:hart|heart)', _PAINS)}\b")
_ODD = (
    r"(?:raar|raars|vreemd|slap|doof|dood|gevoelloos|verlamd|tintel\w*|slaapt|verdoofd|zwaar|pijn"
    r"|zeer|weird|funny|odd|numb|dead|tingl\w*|tingly|weak|limp|heavy|paralys\w*|hurts?|hurting"
    r"|pains?|aches?|aching|pins and needles|useless)"
)
_LEFT_ARM = re.compile(
    r"\b(?:linkerarm|linker arm|linkerarmen|linkerhand|linker hand|left arms?"
    rf"|left hand){_GAP} {_ODD}\b"
    rf"|\b{_ODD}{_GAP} (?:linkerarm|linker arm|left arms?)\b"
)
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
    r"(?<!his )(?<!her )(?<!your )(?<!zijn )(?<!haar )(?<!jouw )"
    r"\b(?:arms?|armen|linkerarm|kaak|kaken|jaw|schouder\w*|shoulders?)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:zweet|zweten|klam|sweat\w*|clammy|misselijk|nauseous|nausea|feel sick|vomit\w*"
    r"|throw up|kots\w*|flauwvall?\w*|faint\w*|passing out|pass out|passed out|collaps\w*|numb"
    r"|gevoelloos|grauw|grey)\b"
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
    r"|\b(?:my|one) (?:left |right )?(?:arm|leg) (?:has )?(?:gone|went|is) (?:dead|limp|weak)\b"
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
    r"\b(?:he|she|they|him|her|hij|ie|zij|ze|hem|haar|ex|man|vriend|boyfriend|husband|wife)\b"
)
_BLOW = re.compile(
    r"\b(?:hit|hits|punch\w*|kick\w*|push\w*|shov\w*|threw|throw\w*|beat\w*|grab\w*|slap\w*"
    r"|twist\w*|chok\w*|strangl\w*|slaat|sloeg|geslagen|stomp\w*|gestompt|schop\w*|geschopt"
    r"|trapt\w*|getrapt|duw\w*|geduwd|gooi\w*|gegooid|gepakt|greep|hing|hangt|zat|zit|lag|ligt|sat|sits|sitting|lay|knie|knee"
    r"|knijp\w*|kneep|geknepen"
    r"|wurg\w*|gedraaid|did|done|gedaan|deed)\b"
)
"""What another did."""
_WORDS = re.compile(
    rf"\b{_ATTACK}\b|\b{_CHEST}\b|\b(?:hart|heart|{_SIDE}|{_FACE}|links|linker\w*|left|arms?|armen"
    r"|been|leg|kaak|kaken|jaw|schouder|shoulder|slurr\w*|speech|praat|praten|words)\b"
)
"""Without one of these it is none of it: most texts are looked at no further."""
_OF_AN_ARM = re.compile(
    r"\b(?:cut\w*|snij\w*|sned\w*|sneed|snee|gesneden|kras\w*|brand\w*|burn\w*|blo[eo]d\w*"
    r"|bleed\w*|slept|lying|gelegen|geslapen|lag|lig|tattoo|tandarts|kies|dentist|tooth|prik|vaccin\w*|jab|carrying|tillen)\b"
)
"""What makes an arm hurt, or sleep, by itself."""
_DRUNK = re.compile(r"\b(?:drunk|dronken|zat|wijn|wine|beers?|vodka|tipsy|pissed|drinks)\b")
_DENIED = re.compile(
    rf"\b(?:geen|no|without|zonder)(?: \w+)? (?:{_PAINS}|{_PRESSES}|{_CHEST}|{_ATTACK})\b"
    rf"|\b{_CHEST}(?: \w+){{0,2}} (?:doet|doe|doesnt|dont|isnt|niet|not)(?: \w+){{0,2}}"
    rf" (?:niet|geen|hurt|meer|anymore|sore)\b"
    r"|\bpijn is weg\b|\bpain (?:is|has) gone\b"
)


def signs_of(words: list[str]) -> bool:
    """Whether more than pain in a chest alone tells of a heart attack or a stroke.

    In a story what belongs together stands together.
    """
    if len(words) < _STORY:
        return _tells(" ".join(words))
    parts = range(0, len(words) - _PART // 2, _PART // 2)
    return any(_tells(" ".join(words[at : at + _PART])) for at in parts)


def chest_hurts(words: list[str]) -> bool:
    """Whether a chest hurts, of no sorrow that is named."""
    line = " ".join(words)
    if len(words) >= _STORY or _OF_SORROW.search(line) or _LONGS.search(line):
        return False
    return bool(_CHEST_PAIN.search(line)) and not _DENIED.search(line)


def beside(words: list[str]) -> str:
    """What else is said where a chest hurts; two words tell nothing."""
    rest = _CHEST_PAIN.sub(" ", " ".join(words)).split()
    return " ".join(rest) if len(rest) > _FEW else ""


def goes_before(heard: Verdict, words: list[str], rest: Verdict | None) -> bool:
    """Whether it is answered though this was heard. `rest`: what is heard beside it, where a chest
    hurts and nothing more. What a phrase says goes first, and so does what was taken, or done by
    another.
    """
    if heard.is_crisis and (not heard.guessed or LISTS[MEDICAL] in heard.notes):
        return False
    if heard.label == CRISIS_VIOLENCE and _is_of_a_blow(" ".join(words)):
        return False
    return rest is None or not rest.is_crisis


def verdict_in(language: str) -> Verdict:
    """What it is taken for."""
    reason = "signs of a heart attack or a stroke"
    notes = frozenset([NOTE])
    return Verdict(CRISIS_SUICIDE, _SURE, reason, language, notes=notes)


def _is_of_a_stroke(line: str) -> bool:
    fails = _ONE_SIDE.search(line) or _ARM_FAILS.search(line)
    side = _ELSEWHERE.search(line) or _IN_AN_ARM.search(line)
    speech = _SPEECH_FAILS.search(line) and side
    if not (fails or speech) or _OF_AN_ARM.search(line):
        return False
    return not (_OF_SORROW.search(line) or _DRUNK.search(line))


def _is_of_a_heart(line: str) -> bool:
    pressed = not _DENIED.search(line) and _CHEST_PRESSED.search(line)
    chest = pressed or (not _DENIED.search(line) and _CHEST_PAIN.search(line))
    arm = _IN_AN_ARM.search(line) is not None
    if chest and (arm or _ELSEWHERE.search(line)):
        return True
    tight = _CHEST_TIGHT.search(line) or _HEART_PAIN.search(line)
    if tight and arm:
        return not _OF_SORROW.search(line)
    if pressed and _SHORT_OF_BREATH.search(line):
        return not _OF_SORROW.search(line)
    if _SPREADS.search(line) and _OF_PAIN.search(line):
        return True
    return bool(_LEFT_ARM.search(line)) and not _OF_AN_ARM.search(line)


def _is_of_a_blow(line: str) -> bool:
    doer = _ANOTHER.search(line)
    return doer is not None and _BLOW.search(line, doer.end()) is not None


def _tells(line: str) -> bool:
    if not _WORDS.search(line):
        return False
    if _is_named(line):
        return True
    if _LONGS.search(line):
        return False
    return _is_of_a_stroke(line) or _is_of_a_heart(line)


def _is_named(line: str) -> bool:
    if _LONGS.search(line):
        return False
    if _WHOLE.fullmatch(line):
        return True
    found = _NAMED.search(line)
    return found is not None and not (_NOT_NOW.search(line) or _OF_A_FRIGHT.search(line))
