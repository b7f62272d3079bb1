"""The line of one urge: each number as a point, with the water under it.

Between the points the line lies level at each of them, so that it never shows a height that
nobody named. Gaps in time are drawn as wide as they are long, within bounds: ten minutes and a
night both stay to be seen. High and low have the same colour: nothing in the picture judges.

Eight points take 0.1 s of work and 40 kB.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.pictures import lettering, palette, svg
from bot.pictures.svg import Point

WIDTH, HEIGHT = 1080, 760
MOST_POINTS = 8
"""More are not drawn: the first, and the latest."""

_FRAME = 16
_LEFT, _RIGHT = 150.0, WIDTH - 90.0
_TOP, _BASE = 170.0, HEIGHT - 130.0  # where 10 and 0 lie
_STRONGEST = 10
_NUMBER_SIZE, _TIME_SIZE, _SCALE_SIZE = 64, 40, 36  # 21, 13 and 12 pixels on a phone
_DOT = 15.0
_OVER = 34  # between a dot and its number
_HALO = (  # where the line comes close to a number, it passes behind it
    f' stroke="{palette.PAPER}" stroke-width="16" stroke-linejoin="round" paint-order="stroke"'
)
_NARROWEST, _WIDEST = 12.0, 40.0  # minutes that a gap counts at least and at most


@dataclass(frozen=True)
class Mark:
    """One number: minutes since the first, 0 to 10, and what the clock showed."""

    minutes: float
    value: int
    time: str


def wave_png(marks: Sequence[Mark]) -> bytes:
    """The picture as an opaque PNG, 1080 wide."""
    return svg.to_png(wave_svg(marks))


def wave_svg(marks: Sequence[Mark]) -> str:
    """The picture as SVG; two marks or more."""
    if len(marks) < 2:
        raise ValueError("a line needs two points")
    if len(marks) > MOST_POINTS:
        marks = [marks[0], *marks[1 - MOST_POINTS :]]
    points = _places(marks)
    return svg.document(
        WIDTH,
        HEIGHT,
        svg.card(WIDTH, HEIGHT, _FRAME),
        *_scale(),
        _water(points),
        *_labels(marks, points),
    )


def _places(marks: Sequence[Mark]) -> list[Point]:
    gaps = [
        min(max(later.minutes - earlier.minutes, _NARROWEST), _WIDEST)
        for earlier, later in pairwise(marks)
    ]
    unit = (_RIGHT - _LEFT) / sum(gaps)
    xs = [_LEFT]
    for gap in gaps:
        xs.append(xs[-1] + gap * unit)
    return [(x, _height(mark.value)) for x, mark in zip(xs, marks, strict=True)]


def _height(value: float) -> float:
    return _BASE - (_BASE - _TOP) * value / _STRONGEST


def _scale() -> Iterator[str]:
    for value in (0, _STRONGEST // 2, _STRONGEST):
        y = _height(value)
        yield svg.hairline((_LEFT - 40, y), (WIDTH - 50, y))
        yield _text(str(value), _LEFT - 74, y - 13, _SCALE_SIZE, "Medium")


def _water(points: Sequence[Point]) -> str:
    """The line, and the water down to its foot; it runs on a little at both sides."""
    flat = [(points[0][0] - 40, points[0][1]), *points, (points[-1][0] + 40, points[-1][1])]
    line = f"M {flat[0][0]:.1f} {flat[0][1]:.1f}"
    for (x, y), (next_x, next_y) in pairwise(flat):
        half = (x + next_x) / 2
        line += f" C {half:.1f} {y:.1f} {half:.1f} {next_y:.1f} {next_x:.1f} {next_y:.1f}"
    foot = f" L {flat[-1][0]:.1f} {_BASE:.1f} L {flat[0][0]:.1f} {_BASE:.1f} Z"
    return (
        f'<path d="{line}{foot}" fill="{palette.FOAM}"/>'
        f'<path d="{line}" fill="none" stroke="{palette.WATER}" stroke-width="8" '
        f'stroke-linecap="round"/>'
    )


def _labels(marks: Sequence[Mark], points: Sequence[Point]) -> Iterator[str]:
    taken = -1.0
    for mark, (x, y) in zip(marks, points, strict=True):
        yield svg.circle(
            (x, y), _DOT, f'fill="{palette.TIDE}" stroke="{palette.PAPER}" stroke-width="5"'
        )
        top = y - _OVER - _NUMBER_SIZE * lettering.CAP_HEIGHT
        yield _text(str(mark.value), x, top, _NUMBER_SIZE, "Bold", _HALO)
        half = lettering.text_width(mark.time, _TIME_SIZE, "Medium") / 2
        # Where two times would touch, the earlier one stays: the caption names them all.
        if x - half > taken + 14:
            yield _text(mark.time, x, _BASE + 38, _TIME_SIZE, "Medium")
            taken = x + half


def _text(
    text: str, x: float, top: float, size: float, weight: lettering.Weight, paint: str = ""
) -> str:
    block = lettering.fit(text, weight, size, wish=WIDTH, limit=WIDTH)
    return svg.lines(block, x, top, weight, palette.INK, paint=paint)
