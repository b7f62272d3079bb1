"""A figure as it stands in the table, and the table."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from bot.clock import SystemClock


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `met` None: there is no goal to meet."""

    what: str
    seen: str
    count: str
    goal: str = ""
    met: bool | None = None


def percentile(values: Sequence[float], part: int) -> float:
    """The value below which `part` percent of the values lie."""
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[part - 1]


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, to a tenth below a hundred."""
    value = seconds * 1000
    return (
        f"{value:.0f} ms"
        if value >= 100
        else f"{value:.2g} ms"
        if value < 1
        else f"{value:.1f} ms"
    )


def spread(values: Sequence[float], form: str = "{:.0f}") -> str:
    """Median, with the least and the most."""
    shown = [form.format(value) for value in (median(values), min(values), max(values))]
    return f"{shown[0]} ({shown[1]}–{shown[2]})"


def machine() -> str:
    """Where and when, and how busy the machine was with other things."""
    load = os.getloadavg()[0]
    now = SystemClock().now()
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
        f" {platform.machine()}, {now:%Y-%m-%d %H:%M} UTC, load {load:.1f} at the start"
    )


def header() -> str:
    """The first lines of the table."""
    return f"| {machine()} | seen | of | goal | |\n|---|---|---|---|---|"


def lines(figures: Iterable[Figure]) -> str:
    """The figures as lines of the table."""
    return "\n".join(
        f"| {figure.what} | {figure.seen} | {figure.count} | {figure.goal} | {_verdict(figure)} |"
        for figure in figures
    )


def _verdict(figure: Figure) -> str:
    if figure.met is None:
        return ""
    return "met" if figure.met else "**missed**"
