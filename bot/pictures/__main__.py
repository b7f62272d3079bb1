"""`python -m bot.pictures`: draws one picture in a process of its own.

The renderer holds Python's lock for as long as it draws (an eighth of a second), so neither a
thread nor the event loop's own time is good enough for it. One JSON order in, the bytes out.
"""

from __future__ import annotations

import json
import sys

from bot.pictures.breath import BreathLabels, BreathPattern, breath_animation
from bot.pictures.cycle import CycleLabels, cycle_png
from bot.pictures.progress import Change, ProgressLabels, Wave, progress_png
from bot.pictures.qr import qr_png
from bot.pictures.wave import Mark, wave_png


def main() -> None:
    """Draw what standard input asks for."""
    order = json.load(sys.stdin)
    if order["kind"] == "cycle":
        labels = CycleLabels(order["title"], tuple(order["phases"]), order["subtitle"])
        drawn = cycle_png(labels, order["lit"])
    elif order["kind"] == "progress":
        drawn = progress_png(
            ProgressLabels(**order["labels"]),
            [Wave(tuple(w["numbers"]), w["contact"], w["day"]) for w in order["waves"]],
            [Change(**change) for change in order["changes"]],
        )
    elif order["kind"] == "qr":
        drawn = qr_png(order["data"])
    elif order["kind"] == "wave":
        drawn = wave_png([Mark(**mark) for mark in order["marks"]])
    else:
        pattern = BreathPattern(order["seconds_in"], order["seconds_out"])
        drawn = breath_animation(pattern, BreathLabels(order["inhale"], order["exhale"]))
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
