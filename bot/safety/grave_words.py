"""Words that may tell of an attempt, a farewell, a body, an amount, a time or a place. Pure.

While the reply to a crisis stands a single one is enough to say of it again: twelve lines too
many cost less than a light word to somebody who has taken something.
"""

from __future__ import annotations

import re

from bot.safety.plain_words import phrases, words_in
from bot.understanding.closed_lists import folded_set
from bot.understanding.notes import may_be_medical
from bot.understanding.words import tokens_of

_AMOUNTS = folded_set("""
    twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig veertig
    vijftig zestig honderd tientallen half halve hele helft paar stuk stuks handvol handje hand zak
    zakje two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
    fifty sixty hundred dozen dozens half whole handful couple few several packet pack box bag
    alles allemaal iedereen everything everyone everybody rest leeg empty genoeg enough teveel
    veel lot many
""")
_MEANS = re.compile(
    r"\w*(?:pil|pillen|pilletjes?|pills?|tablet\w*|medicijn\w*|medicatie|meds|medication|drugs?)"
    r"|(?:parac\w+|para|ibu\w*|aspirin\w*|naproxen|diclo\w*|panadol|tylenol|advil|valium|xanax"
    r"|tramadol|morfine|morphine|oxy\w*|fentanyl|methadon\w*|lithium|sertralin\w*|prozac|lyrica"
    r"|quetiapin\w*|seroquel|insulin\w*|ritalin\w*|concerta|melatonin\w*|ghb|ketamin\w*|coke"
    r"|cocain\w*|speed|xtc|heroin\w*|alcohol|wijn|wine|wodka|vodka|whisky|rum|gin|bier|beer|drank"
    r"|gedronken|drunk|dronken|bleek|bleach|chloor|antivries|gif|poison|gas|benzo\w*|anti\w*)"
    r"|\w{3,}(?:pam|zolam|profen|codon|codone|pram|etine|azine|cetamol)"
    r"|touw|strop|rope|noose|mes|mesje|scheermes\w*|knife|blades?|razors?|pistool|wapen|gun"
)
_BODY = folded_set("""
    keel hals hoofd hoofdpijn buik buikpijn maag maagpijn arm armen pols polsen benen borst
    hart adem ademen ademhaling slik slikken stem mond lippen ogen oren vingers handen nek huid
    lever lijf lichaam duizelig draaierig misselijk suf duf wazig zwak tril trillen trilt beef
    bloed bloeden bloedt gebloed wond wonden flauw flauwgevalen bewusteloos overgeven overgegeven
    zwart kots kotsen gekotst braken gebraakt spugen gespuugd koud zweet zweten pijn zeer ziek slap
    raar vreemd weird strange funny
    stoned slaperig verdoofd verlamd tinteling gewond gesneden snee sneden stikken benauwd high
    throat neck head headache stomach belly chest heart breath breathe breathing swallow voice
    mouth lips eyes eye arms wrist wrists legs skin liver body dizzy woozy nauseous nausea sick
    sicker drowsy groggy drugged numb faint fainted fainting passed unconscious vomit vomited
    vomiting threw throwing puked puking blurry shaking shaky shivering bleed bleeding blood wound
    cut cuts hurt hurts hurting pain painful ache aching sore sleepy weak cold sweating floaty
    choking black
""")
_SLEEP = folded_set("""
    slaap slapen slaapt geslapen inslapen wakker bed bedje liggen lig rust rusten sleep sleeping
    slept asleep awake woke wake bed lie lying rest nap
""")
_TIRED = folded_set("moe doodmoe uitgeput kapot tired exhausted knackered")
_DONE = folded_set("""
    gelukt lukte mislukt gewerkt gedaan gebeurd begonnen klaar genomen ingenomen geslikt gepakt
    gestikt spijt helaas jammer bijna straks laatste afscheid vaarwel doei adieu brief briefje
    testament vergeef vergeven houdoe worked done finished happened started took taken swallowed
    regret unfortunately sadly almost nearly last goodbye bye byebye farewell note forgive letter
    failed lieg loog gelogen leugen lied lying lie liar sorry
    gebeuren gebeurt begint beginnen lukt ciao beloof happening starting starts begins
    promise gedag diep deep dubbel double spinning draait snelst sneller fastest faster
    ziekenhuis seh hospital ambulance slot locked plan
""")
_PHRASES = phrases(
    "al in, heb ze in, ze erin, zitten erin, all gone, all in, down me",
    "te laat, too late, didnt work, did not work, its working, it works, het werkt, it didnt",
    "is weg, ben weg, ik ga weg, im gone, im going, better off, beter af, beter zo, beter voor",
    "voor jullie, voor iedereen, it was good, het was goed, was goed zo, for all",
    "for you all, for everything, voor alles",
    "hou van jullie, hou van je, love you, mis me niet, nooit meer, never again, no more",
    "niet meer, het is goed zo, over and out, had ik maar, was het maar, if only, i wish, ik wou",
    "just now, did it, i did, niet lang meer, not long, nog even, dag zeggen, tot nooit",
    "het einde, the end, so long, signing off, here goes, finally peace, say goodbye",
    "ik doe het, doe het weer, doing it, do it again, hoe lang duurt, how long",
    "voel niks, voel niets, feel nothing, cant feel, mogen het niet weten, cant know, nog niks",
    "word rustig, getting calm, ik heb het, rij nu, volgende keer, next time, should i worry",
    "is it bad, is het erg, wil leven, wil toch leven, want to live, wanna live, nog 1x",
    "nog 1 keer, nog een keer zien, een laatste keer, one more time, one last",
)  # fmt: skip
_TIMES = folded_set("""
    gister gisteren gisteravond gisternacht vannacht vanavond vanmorgen vanochtend vanmiddag straks
    net daarnet zonet geleden uur uren minuut minuten kwartier dagen weken yesterday tonight
    tomorrow later ago hour hours minute minutes mins since already soon
""")
_WHEN = folded_set("""
    morgen morge morgenvroeg morgenochtend morgenmiddag morgenavond overmorgen middernacht dadelijk
    weekend morning afternoon evening midnight noon
""")
"""When something is to be, also where a message is asked for."""
_PLACES = folded_set("""
    brug brg spoor rails station perron trein dak balkon raam flat viaduct toren water kanaal
    rivier auto garage zolder reling afgrond klif boven metro bridge track tracks rails
    platform train roof ledge balcony window tower woods river canal sea car garage attic cliff
    motorway highway subway
""")
_STANDS = phrases(
    "niet staan, niet meer staan, sta op, ksta op, sta boven, sta aan, op de grond, op de vloer",
    "stand up, cant stand, standing on, on the floor, on the ground",
)
_SIGNS = frozenset("💊🔪🔫⚰🪦👋🕊🩸😵💀☠🥃🍷🍾🍺🤮🤢😴💤👼")
_ANY = _AMOUNTS | _BODY | _SLEEP | _DONE | _TIMES | _WHEN | _PLACES
_THROAT = folded_set("""
    keel hals nek slik slikken stem adem ademen ademhaling benauwd gewurgd wurgde throat neck
    swallow swallowing voice breath breathe breathing choked strangled
""")


def may_be_grave(text: str, *, denied: bool = False, when: bool = True) -> bool:
    """Whether a word of it may be of that. `denied`: it is a no to what was asked, beside which a
    tiredness is the reason for it. `when`: a time that is to come counts.
    """
    words, tokens = words_in(text, strip=False), tokens_of(text)
    said = set(words)
    any_ = _ANY if when else _ANY - _WHEN
    if said & any_ or _SIGNS & set(text) or (said & _TIRED and not denied):
        return True
    if any(any(map(str.isdecimal, one)) or _MEANS.fullmatch(one) for one in tokens):
        return True
    line = f" {' '.join(words)} "
    return any(f" {one} " in line for one in _PHRASES + _STANDS) or may_be_medical(tokens)


def is_of_a_body(text: str) -> bool:
    """Whether it names a body, or what may have been taken: no number, time or place."""
    words, tokens = words_in(text, strip=False), tokens_of(text)
    if set(words) & _BODY or _SIGNS & set(text) or any(map(_MEANS.fullmatch, tokens)):
        return True
    return may_be_medical(tokens)


def is_of_the_throat(text: str) -> bool:
    """Whether it is about the throat, the voice or breathing: a doctor is to look at those."""
    return bool(set(words_in(text)) & _THROAT)
