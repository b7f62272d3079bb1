"""What the scenes look for in the log, and where they have it from."""

from __future__ import annotations

import json

import pytest
import structlog

from tests.cast import TOKEN, Person, Stage
from tests.listening import listening, quoted, what_is_said


@pytest.mark.parametrize(
    "text",
    ["ik wil dood", "he hits me", "hij slaat me", "Noortje", "kastanjeboom", "zeehondje-schuur",
     "/tijd kastanjelaan", "é" * 6, 'zij zei: "weg"', "twee\nregels"],
)  # fmt: skip
@pytest.mark.parametrize("line", ["{}", "odd: {}!", "lower"])
def test_a_short_text_is_found_in_a_line(text: str, line: str) -> None:
    words = text.removeprefix("/tijd ")
    told = words.lower() if line == "lower" else line.format(words)
    for event in ({"event": "odd", "words": told}, {"event": told}, {"event": "x", "l": [told]}):
        assert quoted([json.dumps(event)], {text}) == [words]


def test_what_the_program_says_itself_is_nobodys() -> None:
    line = json.dumps(
        {
            "event": "update failed",
            "cause": "u:1:2",
            "kind": "sendMessage",
            "trace": ["intake/attempts.py:102 _attempt", "safety/guard.py:77 look_at"],
        }
    )
    said = {"update failed", "sendmessage", "look_at", "intake", "attempt", "ended", "update"}
    assert quoted([line], said - {"update"}) == []
    assert quoted([line.replace("failed", "of a client failed")], said) == ["update"]


def test_the_token_is_found_whatever_stands_around_it() -> None:
    assert quoted([json.dumps({"event": f"https://there/bot{TOKEN}/sendMessage"})], ()) == [TOKEN]


async def test_captions_changes_and_labels_are_looked_for_as_well(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = what_is_said(monkeypatch)
    noor = await stage.enrolled("Noortjelief")
    await noor.say("/drang")
    label = noor.buttons[0]
    await noor.say(label)
    await noor.send("photo", caption="onderschrift")
    written = stage.world.say(noor.id, "eerst dit")
    await noor.edit(written.message_id, "en dan dat")
    stage.world.delete_for_me(noor.id, written.message_id)
    assert {label, "onderschrift", "eerst dit", "en dan dat", "Noortjelief"} <= said
    assert not said & set(noor.texts)


async def test_a_line_that_quotes_a_caption_is_found(noor: Person) -> None:
    with pytest.MonkeyPatch.context() as patch, listening() as heard:
        said = what_is_said(patch)
        await noor.send("photo", caption="bij de schuur")
        structlog.get_logger("bot.features").info("odd", about="Bij de schuur")
    assert quoted(heard, said) == ["bij de schuur"]
