"""A yes to "are you thinking of ending your life?" in one's own words: how often, since when, "it
crosses my mind". Pure.

Nobody who thinks of it answers with a bare yes. What is on these closed lists is taken as a doubt
and gets the reply; a plain no is read before them. Most are idioms that elsewhere say something
else, so they count only while nothing else was said since the question (`near`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.safety.plain_words import NO_WORDS, YES_WORDS, hesitates, phrases, without
from bot.understanding.closed_lists import folded_set

_SHORT = 11

_HONEST = phrases(
    "eerlijk gezegd, als ik eerlijk ben, om eerlijk te zijn, heel eerlijk, eerlijk, stiekem",
    "diep vanbinnen, diep van binnen, diep in mij, ergens, ik bedoel, in mijn hoofd",
    "in mn hoofd, honestly, to be honest, tbh, if im honest, if im being honest, to be fair",
    "i mean, secretly, deep down, deep inside, toch, allee, amai",
)  # fmt: skip
"""Said before it, and nothing by itself."""

_MOMENTS = folded_set("""
    vannacht vanavond vandaag vanochtend vanmorgen vanmiddag gister gisteren gisteravond
    eergisteren daarnet daarstraks zonet net straks eerder daarvoor uur uren week weken maand
    maanden jaar jaren dag
    dagen nacht nachten avond avonden ochtend snachts nachts savonds avonds tijd tijdje poos
    poosje lang momenten
    earlier tonight today morning mornings evening evenings night nights yesterday week weeks month
    months year years day days while long ages hour hours time times moments
""")
_WHICH = folded_set("""
    elke elk iedere ieder alle meeste al sinds vorige laatste afgelopen hele heel vooral meestal
    bijna alleen enkel wel nog geleden door
    every each most all this since for last past whole mainly mostly almost only ago still
""")
_BESIDE_MOMENTS = folded_set("""
    de het een n s t k in op om van dit deze paar ik er ook zo was heb had
    the a an of at by in on these that few couple i did was have had been so just
""")
_NOT_NOW = folded_set("niet nu not now")

_IDIOMS = phrases(
    "wil rust, wil gewoon rust, alleen rust, wil weg zijn, weg willen zijn, er niet zijn",
    "er niet te zijn, het ophoudt, alles ophoudt, het stopt, alles stopt, ophouden te bestaan",
    "it to stop, it to end, to be over, want peace, just peace, to be gone, not be here",
    "wouldnt do it, i wont though, zou kunnen, zou best kunnen, kan zijn, kan wel, zoiets",
    "zo ongeveer, min of meer, half half, half om half, fifty fifty, 50 50, wel op neer",
    "op neer, bang van wel, vrees van wel, denk van wel, denk wel, peis van wel, kpeis van wel",
    "vrees het, vrees ik, vrees van ja, zo kun je het noemen, zou je het kunnen noemen",
    "zo kan je het noemen, in die richting, speel ermee, met de gedachte, met die gedachte",
    "met het idee, met dat idee, met gedachten, spookt, door mijn hoofd, door mn hoofd",
    "door me heen, door mij heen, in mijn hoofd, in mn hoofd, in me op, in mij op",
    "gedachte is er, gedachten zijn er, gedachte heb ik, gedachten heb ik, die gedachte",
    "die gedachten, heb die gedachten, heb gedachten, gedachte komt, gedachten komen",
    "blijft terugkomen, blijft maar terugkomen, komt steeds terug, denk eraan, denk er aan",
    "denk ik eraan, denk ik er aan, denk ik aan, denk daaraan, denk erover, denk ik over",
    "denk er over, denk daarover, denk erover na, denk er over na, er weleens aan",
    "eraan gedacht, er aan gedacht, daar aan gedacht, daaraan gedacht, aan zitten denken",
    "er over nagedacht, erover nagedacht, daarover nagedacht, over nagedacht, peis eraan",
    "peis er, peis der, kpeis er, peins erover, deel van mij, deel van me, stuk van mij",
    "stukje van mij, stukje van me, kant van mij, moeilijk te zeggen, lastig te zeggen",
    "als het zo is, wat dan nog, alleen als, vooral als, soms als, enkel als, sinds hij",
    "sinds zij, sinds ze, sinds het uit is, alleen in gedachten, in gedachten wel",
    "keer of twee, paar keer, meer dan ik, vaker dan, steeds meer, wel de gedachte, denken wel",
    "could be, might be, may be, afraid so, fear so, more or less, something like that",
    "along those lines, could say that, could say so, could call it that, crosses my mind",
    "crossed my mind, crossing my mind, goes through my mind, through my mind, through my head",
    "in my head, into my head, on my mind, in my mind, back of my mind, keeps coming back",
    "thought is there, thoughts are there, thoughts come, thoughts keep, thought keeps",
    "the thoughts, come and go, comes and goes, been thinking, thought about it",
    "think about it, think of it, do think, part of me, hard to say, so what if i am",
    "what if i am, only when, only if, sometimes when, mostly when, when im alone",
    "when im drunk, since he, since she, since it ended, once or twice, few times",
    "couple of times, more than i, more than id, more often than, more and more",
    "from time to time, time to time, once in a while, now and then, now and again, on and off",
    "off and on, all the time, thinking yes, passive, passively, toying with",
)  # fmt: skip
_DESPITE_NOT = phrases(
    "niet meer wakker, nooit meer wakker, er niet zijn, er niet te zijn, er niet meer zijn",
    "zou het nooit doen, zou het nooit durven, zou het niet doen, zou het niet durven",
    "maar doe het niet, maar ik doe het niet, not wake up, never wake up, not be here",
    "not to be here, never do it, not do it, never dare, wouldnt dare, soms als, alleen als",
    "vooral als, only when, only if, sometimes when, mostly when, nee en ja, no and yes",
    "al aan gedacht, denk er wel, denk daar wel, er wel aan, daar wel aan, denken wel",
    "wel denken, maar ja, maar denk, maar ik denk, wel de gedachte, alleen de gedachte",
    "wel gedachten, bedoel ja, niet actief, niet concreet, niet direct, niet meteen",
    "niet serieus, niet bewust, waarom niet, zou niet weten, zou het niet weten",
    "kzou niet weten, niet altijd, niet constant, niet de hele tijd, niet elke dag",
    "niet zo vaak, niet vaak, bijna nooit, keer of twee, but i think about, but think about",
    "but yes, but yeah, but i do, thinking yes, just thoughts, only thoughts",
    "just the thoughts, just the thought, denken niet doen, mean yeah, mean yes, not actively",
    "not seriously, not all the time, not always, not every day, not immediately",
    "not that often, not often, almost never, why not",
)  # fmt: skip
"""What is a doubt although there is a "not" in it."""
_WHOLE = frozenset(phrases(
    "heb ik gedaan, heb ik al gedaan, jein, ik wel, wel, toch, wie weet, wat denk je zelf",
    "wat denk je, wat dacht je, wat anders, nou en, ja wat anders, duh, dat klopt, idd, idd ja",
    "precies, exact, juist, uiteraard, logisch, bwa, tja, hmm, mm, doet dat ertoe",
    "maakt dat uit, nu even, dat wel, dit wel, was het maar waar, waarom ook niet, i do, i am",
    "i have, i did, i have been, i was, ive been, i can, who knows, what do you think",
    "what else, what else would i mean, of course, ofc, obviously, obvs, exactly, thats right",
    "that is right, too right, does it matter, would it matter, so what, depends, it depends",
    "just now, x, who cares, it is, ish, quite a lot, a lot",
))  # fmt: skip
_NODS = frozenset("👍✅✔☑")
_TONES = frozenset("\ufe0f🏻🏼🏽🏾🏿")


def is_own_yes(words: Sequence[str], *, near: bool) -> bool:
    """Whether these words, which begin with no plain yes, are one all the same."""
    left, honest = without(words, _HONEST)
    if len(words) > _SHORT:
        return False
    if (honest and left and left[0] in YES_WORDS) or hesitates(left):
        return True
    if _tells_when(words) or _tells_when(left):
        return True
    return near and (_is_nod(words) or " ".join(words) in _WHOLE or _is_idiom(words))


def _tells_when(words: Sequence[str]) -> bool:
    """ "Most nights", "for weeks", "vannacht nog"."""
    said = set(words)
    if said & YES_WORDS or "wel" in said:
        said = said - _NOT_NOW  # "Yesterday yes, not now."
    known = _MOMENTS | _WHICH | _BESIDE_MOMENTS | YES_WORDS
    return bool(said & _MOMENTS and said & (_WHICH | YES_WORDS)) and said <= known


def _is_idiom(words: Sequence[str]) -> bool:
    among = _DESPITE_NOT if NO_WORDS & set(words) else _IDIOMS + _DESPITE_NOT
    return without(words, among)[1]


def _is_nod(words: Sequence[str]) -> bool:
    signs = set("".join(words)) - _TONES
    return bool(signs) and signs <= _NODS
