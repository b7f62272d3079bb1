"""The progress picture: each urge a wave, and under them how far the number went with an exercise.

The waves stand one after the other as they came, not on a calendar: a week without one leaves no
hole. Nothing in the picture counts, ranks or judges: every wave has the same colour, and where
there was contact a small ring hangs over it, as a moon would.

Sixty waves and three exercises take 0.2 s of work and 110 kB.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from bot.pictures import lettering, palette, svg
from bot.pictures.svg import Point

WIDTH = 1080
MOST_WAVES, MOST_ROWS = 96, 3
"""More are not drawn: the newest waves, and the first exercises."""

_MIDDLE = WIDTH / 2
_FRAME = 16
_EDGE = 44
_SIDE = 76  # between the border and what is drawn
_TOP_NUMBER = 10

_HEADING_SIZE, _LABEL_SIZE = 44, 40
_SMALL_SIZE = 34  # 11 pixels on a phone that shows the picture 360 wide

_WIDEST_WAVE = 250
_MOST_IN_A_LINE = 16
_LEAST = 7  # pixels that a wave of 0 still rises
_MOON, _OVER = 10.5, 22  # the ring's radius, and how far over the crest its middle hangs
_UNRATED = 2.2  # how high a wave without a number is drawn, in numbers
_DATES = 56  # under each line of waves

_ROW = 104
_SCALE = (590.0, WIDTH - _SIDE - 16.0)  # where 0 and 10 lie
_RING = f'fill="{palette.PAPER}" stroke="{palette.TIDE}" stroke-width="6"'
_DOT = f'fill="{palette.TIDE}"'
_MOON_PAINT = f'fill="{palette.PAPER}" stroke="{palette.INK}" stroke-width="5"'
_WAVE_PAINT = f'fill="{palette.WATER}"'
_UNRATED_PAINT = (
    f'fill="none" stroke="{palette.WATER}" stroke-width="4" stroke-dasharray="3 10" '
    f'stroke-linecap="round"'
)


@dataclass(frozen=True)
class Wave:
    """One urge: its numbers in order (0 to 10, perhaps none); its day as the client reads it."""

    numbers: tuple[int, ...]
    contact: bool
    day: str


@dataclass(frozen=True)
class Change:
    """One exercise: its name, what is known of it in words, the number before and after."""

    title: str
    detail: str
    before: float
    after: float


@dataclass(frozen=True)
class ProgressLabels:
    """Words in the client's language."""

    title: str
    subtitle: str
    calm: str
    """Stands over flat water when there is no wave."""
    height: str
    contact: str
    unrated: str
    changes: str


@dataclass(frozen=True)
class _Sea:
    """How the waves are laid out: how many in a line, how wide and how high each may be."""

    columns: int
    pitch: float
    height: float

    @property
    def line(self) -> float:
        """The height of one line of waves, moons and dates with it."""
        return self.height + _OVER + 2 * _MOON + _DATES


def progress_png(
    labels: ProgressLabels, waves: Sequence[Wave], changes: Sequence[Change]
) -> bytes:
    """The picture as an opaque PNG, 1080 wide."""
    return svg.to_png(progress_svg(labels, waves, changes))


def progress_svg(labels: ProgressLabels, waves: Sequence[Wave], changes: Sequence[Change]) -> str:
    """The picture as SVG."""
    waves, changes = waves[-MOST_WAVES:], changes[:MOST_ROWS]
    heading, bottom = svg.heading(labels.title, labels.subtitle, WIDTH, top=_EDGE, above=28)
    parts, y = [heading], bottom + 34
    y = _waves(parts, labels, waves, y) if waves else _calm(parts, labels, y)
    if changes:
        y = _changes(parts, labels, changes, y)
    height = round(y + _EDGE)
    return svg.document(WIDTH, height, svg.card(WIDTH, height, _FRAME), *parts)


def _calm(parts: list[str], labels: ProgressLabels, y: float) -> float:
    block = lettering.fit(
        labels.calm, "Medium", _LABEL_SIZE, wish=WIDTH - 320, limit=WIDTH - 2 * _SIDE
    )
    y += 40
    parts.append(svg.lines(block, _MIDDLE, y, "Medium", palette.INK))
    y += block.height + 90
    for depth, colour in enumerate((palette.WATER, palette.MIST, palette.FOAM)):
        parts.append(_ripple(y + 34 * depth, colour))
    return y + 100


def _ripple(y: float, colour: str) -> str:
    """Water that hardly moves, from one side to the other."""
    step = (WIDTH - 2 * _SIDE) / 6
    swell = f"M {_SIDE} {y:.1f} q {step / 2:.1f} -14 {step:.1f} 0" + f" t {step:.1f} 0" * 5
    return f'<path d="{swell}" fill="none" stroke="{colour}" stroke-width="6"/>'


def _waves(parts: list[str], labels: ProgressLabels, waves: Sequence[Wave], y: float) -> float:
    sea = _sea_for(len(waves))
    for start in range(0, len(waves), sea.columns):
        line = waves[start : start + sea.columns]
        y += sea.line
        parts += _line(line, sea, y - _DATES)
    return _legend(parts, labels, waves, y)


def _sea_for(count: int) -> _Sea:
    lines = ceil(count / 12) if count <= 24 else ceil(count / _MOST_IN_A_LINE)
    columns = ceil(count / lines)
    pitch = min((WIDTH - 2 * _SIDE) / columns, _WIDEST_WAVE)
    return _Sea(columns, pitch, {1: 230, 2: 160, 3: 124}.get(lines, 96))


def _line(waves: Sequence[Wave], sea: _Sea, base: float) -> Iterator[str]:
    """One line of waves on its water, with the days of the first and the last under it."""
    left = (WIDTH - sea.columns * sea.pitch) / 2
    for place, wave in enumerate(waves):
        yield from _wave(wave, sea, left + place * sea.pitch, base)
    right = left + len(waves) * sea.pitch
    edge = max(_SIDE, left)
    yield svg.hairline((_SIDE, base), (WIDTH - _SIDE, base))
    days = [(waves[0].day, edge, "start"), (waves[-1].day, right, "end")]
    if waves[0].day == waves[-1].day:
        days = [(waves[0].day, (left + right) / 2, "middle")]
    elif right - left < _room_for(days):
        days = [(f"{waves[0].day} – {waves[-1].day}", (left + right) / 2, "middle")]
    for day, x, anchor in days:
        yield _small(day, x, base + 16, anchor)


def _room_for(days: Sequence[tuple[str, float, str]]) -> float:
    return sum(lettering.text_width(day, _SMALL_SIZE, "Medium") for day, _, _ in days) + 30


def _wave(wave: Wave, sea: _Sea, left: float, base: float) -> Iterator[str]:
    """Up to the strongest number and down to the last; without a number, a dotted swell."""
    numbers = wave.numbers or (_UNRATED,)
    heights = [max(_LEAST, sea.height * number / _TOP_NUMBER) for number in numbers]
    # The first number is where the wave breaks the water, so that a single one is a whole wave.
    first = left + sea.pitch * (0.42 if len(heights) <= 2 else 0.28)
    step = (left + sea.pitch * 0.78 - first) / max(1, len(heights) - 1)
    points: list[Point] = [(left + sea.pitch * 0.04, base)]
    points += [(first + step * n, base - height) for n, height in enumerate(heights)]
    points.append((left + sea.pitch * 0.98, base))
    yield f'<path d="{_flowing(points)}" {_WAVE_PAINT if wave.numbers else _UNRATED_PAINT}/>'
    if wave.contact:
        crest = max(range(len(heights)), key=heights.__getitem__)
        yield svg.circle((points[crest + 1][0], base - heights[crest] - _OVER), _MOON, _MOON_PAINT)


def _flowing(points: Sequence[Point]) -> str:
    """A line that lies level at each point, so that it never rises over the highest."""
    path = [f"M {points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (next_x, next_y) in pairwise(points):
        half = (x + next_x) / 2
        path.append(f"C {half:.1f} {y:.1f} {half:.1f} {next_y:.1f} {next_x:.1f} {next_y:.1f}")
    return " ".join(path)


def _legend(parts: list[str], labels: ProgressLabels, waves: Sequence[Wave], y: float) -> float:
    """What height, ring and dots mean; only what is to be seen."""
    y += 20
    if any(wave.numbers for wave in waves):
        y = _legend_line(parts, labels.height, y)
    if any(wave.contact for wave in waves):
        y = _legend_line(parts, labels.contact, y, svg.circle((0, 0), _MOON, _MOON_PAINT))
    if not all(wave.numbers for wave in waves):
        swell = f'<path d="{_flowing([(-24, 9), (0, -9), (24, 9)])}" {_UNRATED_PAINT}/>'
        y = _legend_line(parts, labels.unrated, y, swell)
    return y


def _legend_line(parts: list[str], text: str, y: float, mark: str = "") -> float:
    block = lettering.fit(
        text, "Medium", _SMALL_SIZE, wish=WIDTH - 2 * _SIDE - 70, limit=WIDTH - 2 * _SIDE - 70
    )
    middle = _MIDDLE + (24 if mark else 0)
    parts.append(svg.lines(block, middle, y, "Medium", palette.INK))
    if mark:
        x, height = middle - block.width / 2 - 42, y + _SMALL_SIZE * lettering.CAP_HEIGHT / 2
        parts.append(f'<g transform="translate({x:.1f} {height:.1f})">{mark}</g>')
    return y + block.height + 26


def _changes(
    parts: list[str], labels: ProgressLabels, changes: Sequence[Change], y: float
) -> float:
    y += 20
    parts.append(svg.hairline((_SIDE, y), (WIDTH - _SIDE, y)))
    y += 38
    heading = lettering.fit(
        labels.changes, "Bold", _HEADING_SIZE, wish=_SCALE[0] - _SIDE - 40,
        limit=_SCALE[0] - _SIDE - 40,
    )  # fmt: skip
    parts.append(svg.lines(heading, _SIDE, y, "Bold", palette.INK, anchor="start"))
    for number in (0, _TOP_NUMBER):
        parts.append(_small(str(number), _on_scale(number), y + 8, "middle"))
    y += max(heading.height, 32) + 30
    for change in changes:
        parts += _change(change, y)
        y += _ROW
    return y - 18


def _change(change: Change, y: float) -> Iterator[str]:
    """Its name and what is known on the left; on the right a ring, and how far the dot went."""
    room = _SCALE[0] - _SIDE - 40
    name = lettering.fit(change.title, "Bold", _LABEL_SIZE, wish=4 * room, limit=room)
    detail = lettering.fit(change.detail, "Medium", _SMALL_SIZE, wish=4 * room, limit=room)
    yield svg.lines(name, _SIDE, y, "Bold", palette.INK, anchor="start")
    yield svg.lines(detail, _SIDE, y + 46, "Medium", palette.INK, anchor="start")
    middle = y + 36
    yield svg.hairline((_SCALE[0], middle), (_SCALE[1], middle))
    for end in _SCALE:
        yield svg.hairline((end, middle - 12), (end, middle + 12))
    before, after = _on_scale(change.before), _on_scale(change.after)
    yield svg.polygon([(before, middle - 2), (after, middle - 9), (after, middle + 9),
                       (before, middle + 2)], palette.WATER)  # fmt: skip
    yield svg.circle((before, middle), 13, _RING)
    # Where nothing moved, the dot lies within the ring, so that both are seen.
    yield svg.circle((after, middle), 17 if before != after else 6, _DOT)


def _on_scale(number: float) -> float:
    low, high = _SCALE
    return low + (high - low) * number / _TOP_NUMBER


def _small(text: str, x: float, top: float, anchor: str) -> str:
    room = WIDTH - 2 * _SIDE
    block = lettering.fit(text, "Medium", _SMALL_SIZE, wish=room, limit=room)
    return svg.lines(block, x, top, "Medium", palette.INK, anchor=anchor)
