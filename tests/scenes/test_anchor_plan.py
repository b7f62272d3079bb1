"""A plan of the anchor box, typed with the words that it says by itself."""

from __future__ import annotations

import pytest

from tests.cast import Stage
from tests.scenes.test_anchor import bring_out, in_an_urge


@pytest.mark.parametrize(
    ("spoken", "when", "then", "whole"),
    [
        ("nl", "als ik 's avonds laat op de bank zit,", "dan zet ik thee.",
         ("ik 's avonds laat op de bank zit", "zet ik thee")),
        ("nl", "Wanneer ik op de bank zit", "en dan bel ik Dan",
         ("ik op de bank zit", "bel ik Dan")),
        ("nl", "alsof ik nooit op de bank zit", "danken voor de dag",
         ("alsof ik nooit op de bank zit", "danken voor de dag")),
        ("nl", "als", "dan", ("als", "dan")),
        ("en", "If I am alone in the evening", "then I call Els",
         ("I am alone in the evening", "I call Els")),
        ("en", "when I sit on the couch.", "Dan gets the dog",
         ("I sit on the couch", "Dan gets the dog")),
    ],
)  # fmt: skip
async def test_what_the_plan_says_by_itself_is_said_once(
    stage: Stage, spoken: str, when: str, then: str, whole: tuple[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("anchor:plan", message_id=1, stale=True)
    await person.say(when)
    await person.say(then)
    plan = person.words("anchor.plan", when=whole[0], then=whole[1])
    await in_an_urge(person)
    assert await bring_out(person) == f"{person.words('anchor.out')}\n\n{plan}"
