"""What is counted for operators: plain numbers in memory, no person in any label.

Counting is an addition in a dictionary; whatever costs more is asked for when somebody looks
(`bot.web.figures`). Written out in the text format of Prometheus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.road.lanes import Lane

Labels = tuple[str, ...]
LANES = tuple(lane.name.lower() for lane in Lane)
OUTCOMES = ("sent", "again", "held", "unreachable", "refused", "expired", "dropped")
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
PATIENT = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Upper edges of buckets, in seconds."""


@dataclass(slots=True)
class Counter:
    """A number that only grows, one for each combination of labels."""

    name: str
    about: str
    labels: Labels = ()
    values: dict[Labels, float] = field(default_factory=dict)

    def add(self, *labels: str, amount: float = 1) -> None:
        """Count once more."""
        self.values[labels] = self.values.get(labels, 0) + amount

    def lines(self) -> Iterator[str]:
        yield from written(self.name, "counter", self.about, self.labels, self.values)


@dataclass(slots=True)
class Histogram:
    """How many took how long."""

    name: str
    about: str
    edges: tuple[float, ...]
    counts: list[int] = field(init=False)
    total: float = 0.0

    def __post_init__(self) -> None:
        self.counts = [0] * (len(self.edges) + 1)

    def note(self, seconds: float) -> None:
        """One more; a clock that was set back counts as no time."""
        seconds = max(0.0, seconds)
        self.counts[bisect_left(self.edges, seconds)] += 1
        self.total += seconds

    def lines(self) -> Iterator[str]:
        yield from _head(self.name, "histogram", self.about)
        below = 0
        for edge, count in zip((*self.edges, "+Inf"), self.counts, strict=True):
            below += count
            yield f'{self.name}_bucket{{le="{edge}"}} {below}'
        yield f"{self.name}_sum {self.total:g}"
        yield f"{self.name}_count {below}"


def written(
    name: str, kind: str, about: str, labels: Labels, values: Mapping[Labels, float]
) -> Iterator[str]:
    """One metric with all its values; without labels it stands at 0 until something is counted."""
    yield from _head(name, kind, about)
    for own, value in (values or ({} if labels else {(): 0.0})).items():
        shown = ",".join(
            f'{label}="{_escaped(one)}"' for label, one in zip(labels, own, strict=True)
        )
        yield f"{name}{{{shown}}} {value:.12g}" if shown else f"{name} {value:.12g}"


def _head(name: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


class Metrics:
    """Everything that is counted while the bot works."""

    def __init__(self) -> None:
        self.letters = Counter(
            "anker_letters_total",
            "Attempts to send, by lane and by what became of them.",
            ("lane", "outcome"),
            # From 0 on, so that the first of each can be seen as a rise.
            {(lane, outcome): 0 for lane in LANES for outcome in OUTCOMES},
        )
        self.updates = Counter(
            "anker_updates_total",
            "Updates from Telegram: accepted, handled, failed (an attempt), set aside.",
            ("outcome",),
            {(outcome,): 0 for outcome in ("accepted", "handled", "failed", "aside")},
        )
        self.tick_failures = Counter("anker_tick_failures_total", "Ticks that failed.", ("tick",))
        self.poll_conflicts = Counter(
            "anker_poll_conflicts_total", "How often another process polled with this token."
        )
        self.webhook_refused = Counter(
            "anker_webhook_refused_total", "Calls of the webhook without its secret."
        )
        self.webhook_lost = Counter(
            "anker_webhook_lost_total", "How often the webhook was taken away and set again."
        )
        self.reply_seconds = Histogram(
            "anker_reply_seconds",
            "From an update accepted to its reply taken by Telegram.",
            PATIENT,
        )
        self.loop_lag_seconds = Histogram(
            "anker_event_loop_lag_seconds", "How late the event loop woke up.", QUICK
        )

    def lines(self) -> Iterator[str]:
        for one in (
            self.letters, self.updates, self.tick_failures, self.poll_conflicts,
            self.webhook_refused, self.webhook_lost,
        ):  # fmt: skip
            yield from one.lines()
        yield from self.reply_seconds.lines()
        yield from self.loop_lag_seconds.lines()
