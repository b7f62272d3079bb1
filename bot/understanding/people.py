"""People whom somebody names beside the other: of her family, friends, who lives or works near.

One list for each group, so that a word that people use is added once. Who counts differs by rule:
each takes the groups that it is about, and has beside them what it alone reads.

- Not picking up a phone is of grown-ups: a child that cannot be reached may be in danger.
- What another says he will do is believed of those near enough to bargain with her.
- Of violence the partner is nobody else: it is he who does it.

Rules that read other kinds of people keep a list of their own: whom somebody lost long ago
(`frames`), with whom a child is (`out_of_reach`), whom somebody is afraid of (`wished_dead`), who
may look at the phone (`closed_lists`).
"""

from __future__ import annotations

from bot.understanding.closed_lists import word_set

PARENTS = word_set("""
    moeder mama mam ma vader papa pap pa ouders
    mother mum mom father dad parents
""")
SIBLINGS = word_set("""
    zus zusje zussie broer broertje
    sister sis brother bro
""")
GRANDPARENTS = word_set("""
    oma opa bomma bompa
    gran nan grandma grandad grandpa
""")
WIDER_FAMILY = word_set("""
    oom nonkel tante neef nicht schoonmoeder schoonvader schoonzus schoonbroer
    uncle aunt auntie cousin
""")
"""No "neefje" or "niece": that may be a child."""
FRIENDS = word_set("""
    vriendin vriendinnetje maat makker kameraad
    friend mate bestie pal
""")
"""No "vriend": that is the partner, save where a rule knows better."""
NEARBY = word_set("""
    buurman buurvrouw huisgenoot huisgenote kamergenoot kotgenoot collega
    neighbour neighbor flatmate housemate roommate colleague coworker
""")
SONS_AND_DAUGHTERS = word_set("""
    zoon zoontje dochter dochtertje
    son daughter
""")
"""Grown up or not."""

GROWN_UP = PARENTS | SIBLINGS | GRANDPARENTS | WIDER_FAMILY | FRIENDS | NEARBY
CLOSE_FAMILY = PARENTS | SIBLINGS | SONS_AND_DAUGHTERS
