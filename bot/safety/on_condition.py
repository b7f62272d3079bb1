"""What is said to "are you thinking of ending your life?" of the other: on which condition, or
what it would be to them. Pure.

"If he leaves me, yes", "then he'd be sorry", "he wouldn't even notice": nobody says so who does
not think of it, or not far from it. With a yes in it it is a doubt, which is taken as a yes; else
the question is asked once more. Alone such words sound like danger by the other, so they are read
while the question is open, and every word has to be one that is expected here.
"""

from __future__ import annotations

from bot.safety.answers import UNSURE
from bot.safety.plain_words import NO_WORDS, YES_WORDS, words_in
from bot.safety.thinking import AGAIN
from bot.understanding.closed_lists import folded_set

_LONGEST = 9
_IF = folded_set("""
    als wanneer zodra zolang dan zonder door misschien mss wie
    when if once then without unless because maybe until
""")
_TO_THEM = folded_set("""
    merkt merken mist missen spijt schelen schuldig notice care cared sorry regret guilty
""")
_YES = YES_WORDS | folded_set("wel")
_WITH_IT = folded_set("""
    hij hem m em ie die zij ze haar hun ik k me mij mn mijn je het t dat er iemand niemand ex
    man vriend vriendin vrouw partner kinderen ander anders andere nieuwe is ben was zou zal
    zal kan heb heeft hebt krijgt gaat ga wil wilt doet blijft blijf moet verlaat verlaten
    vertrekt weg weggaat laat laten vallen uitmaakt uit dumpt zitten alleen over terug
    terugkomt teruggaat komt kom weer nooit niet nie ni meer ook toch eens echt nog maar nu wel
    gewoon dus zo pas eindelijk misschien altijd van bij naar met voor aan om af in de het een
    n belt bel appt app antwoordt reageert negeert ziet weet zegt eraan mezelf nodig gelukkig
    kwijt
    mis miss he him hed hell hes she her shed shes they them theyd theyll i im id ill me my it
    its that this is was would wouldnt will wont do does doesnt dont did can cant could go goes
    gone leave leaves left leaving come comes came back again ever never not no more anymore
    even just only really still too now finally of to for with by from and about alone somebody
    someone nobody else new ignores ignore calls call texts text answers answer reply replies
    sees see know knows feel feels dumps dumped love loves want wants be been have has had
    happy without one the a
""")


def read_on_condition(text: str) -> str | None:
    """What is meant by it; None: it is something else."""
    words = words_in(text)
    said = set(words)
    if len(words) > _LONGEST or not said & (_IF | _TO_THEM):
        return None
    if not said <= _IF | _TO_THEM | _YES | _WITH_IT | NO_WORDS:
        return None
    return UNSURE if said & _YES and not said & NO_WORDS and said & _IF else AGAIN
