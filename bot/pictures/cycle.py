"""The cycle: six phases round a compass rose, the one where somebody is now lit.

It looks like a tide dial on purpose: whoever glances at the screen sees an instrument. The ring
runs clockwise from the top. Beside the way back from the last phase to the first stands the sign
of beginning again, because that is where the loop restarts.

A picture takes 0.13 s of work and 90 kB.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures import lettering, palette, svg
from bot.pictures.lettering import Block
from bot.pictures.svg import Point

WIDTH = 1080
PHASES = 6

_MIDDLE = WIDTH / 2
_FRAME = 16
_EDGE = 44  # nothing but the frame comes nearer to the border
_RADIUS = 360
_CROWN = 84  # what the highest label may rise above the ring

_LABEL_SIZES = range(48, 32, -3)  # 16 to 11 pixels on a phone that shows the picture 360 wide
_LABEL_WISH = 264  # a longer label is broken in two, so that the ring stays in sight
_LABEL_LIMIT = 400
_PAD = 30  # between a label and the edge of its shell
_GAP = 22  # between a shell and the ring
_HALO = 10  # the second outline of a lit shell

_ROSE = 128
_DIAL = _ROSE + 26
_NEEDLE = 224
_ROOM_FOR_ARROW = 14  # degrees

_HAIRLINE = f'fill="none" stroke="{palette.LINE}" stroke-width="2.5"'


@dataclass(frozen=True)
class CycleLabels:
    """Words in the client's language; `phases` are six, in the order in which they follow."""

    title: str
    phases: tuple[str, ...]
    subtitle: str = ""

    def __post_init__(self) -> None:
        if len(self.phases) != PHASES:
            raise ValueError(f"the cycle has {PHASES} phases, not {len(self.phases)}")


@dataclass(frozen=True)
class _Shell:
    """A label's place on the ring: its middle and its words."""

    x: float
    y: float
    block: Block

    @property
    def half_width(self) -> float:
        return self.block.width / 2 + _PAD

    @property
    def half_height(self) -> float:
        return self.block.height / 2 + _PAD

    def reaches(self, point: Point, margin: float) -> bool:
        x, y = point
        return (
            abs(x - self.x) < self.half_width + margin
            and abs(y - self.y) < self.half_height + margin
        )


@dataclass(frozen=True)
class _Stretch:
    """The free part of the ring between two shells, in degrees."""

    start: float
    end: float

    @property
    def degrees(self) -> float:
        return self.end - self.start


def cycle_png(labels: CycleLabels, lit: int | None = None) -> bytes:
    """The picture as an opaque PNG, 1080 wide."""
    return svg.to_png(cycle_svg(labels, lit))


def cycle_svg(labels: CycleLabels, lit: int | None = None) -> str:
    """The picture as SVG; `lit` is the index of the phase to light, None leaves all even."""
    if lit is not None and not 0 <= lit < PHASES:
        raise ValueError(f"there is no phase {lit}")
    heading, bottom = svg.heading(labels.title, labels.subtitle, WIDTH, top=_EDGE, above=30)
    if heading:
        bottom += 36
    centre = (_MIDDLE, round(bottom + _CROWN + _RADIUS))
    height = centre[1] + _RADIUS + _CROWN + _EDGE
    shells, stretches = _laid_out(labels.phases, centre)
    return svg.document(
        WIDTH,
        height,
        svg.card(WIDTH, height, _FRAME),
        heading,
        *_ring(stretches, centre),
        *_rose(shells, centre, lit),
        *(_label(shell, lit=index == lit) for index, shell in enumerate(shells)),
    )


def _laid_out(phases: tuple[str, ...], centre: Point) -> tuple[list[_Shell], list[_Stretch]]:
    """Labels of one size, the largest at which an arrow still fits between each two."""
    shells, stretches = [], []
    for size in _LABEL_SIZES:
        shells = [_shell(label, size, index, centre) for index, label in enumerate(phases)]
        stretches = [
            _stretch(index, shell, shells[(index + 1) % PHASES], centre)
            for index, shell in enumerate(shells)
        ]
        if all(stretch.degrees >= _ROOM_FOR_ARROW for stretch in stretches):
            break
    return shells, stretches


def _shell(label: str, size: int, index: int, centre: Point) -> _Shell:
    # Measured in bold whatever is lit, so that nothing moves when the light does.
    block = lettering.fit(label, "Bold", size, wish=_LABEL_WISH, limit=_LABEL_LIMIT)
    x, y = svg.polar(centre, _angle(index), _RADIUS)
    room = _EDGE + block.width / 2 + _PAD
    return _Shell(min(max(x, room), WIDTH - room), y, block)


def _stretch(index: int, shell: _Shell, following: _Shell, centre: Point) -> _Stretch:
    steps = [_angle(index) + part / 4 for part in range(4 * 60 + 1)]
    places = [(angle, svg.polar(centre, angle, _RADIUS)) for angle in steps]
    free = [
        angle
        for angle, place in places
        if not shell.reaches(place, _GAP) and not following.reaches(place, _GAP)
    ]
    return _Stretch(free[0], free[-1]) if free else _Stretch(steps[120], steps[120])


def _label(shell: _Shell, *, lit: bool) -> str:
    top = shell.y - shell.block.height / 2
    if not lit:
        box = _box(shell, 0, f'fill="{palette.SHELL}"')
        return box + svg.lines(shell.block, shell.x, top, "Medium", palette.INK)
    halo = _box(shell, _HALO, f'fill="{palette.PAPER}" stroke="{palette.TIDE}" stroke-width="5"')
    box = _box(shell, 0, f'fill="{palette.TIDE}"')
    return halo + box + svg.lines(shell.block, shell.x, top, "Bold", palette.WHITE)


def _box(shell: _Shell, grow: float, paint: str) -> str:
    half_width, half_height = shell.half_width + grow, shell.half_height + grow
    return (
        f'<rect x="{shell.x - half_width:.1f}" y="{shell.y - half_height:.1f}" '
        f'width="{2 * half_width:.1f}" height="{2 * half_height:.1f}" rx="{44 + grow}" {paint}/>'
    )


def _ring(stretches: list[_Stretch], centre: Point) -> Iterator[str]:
    yield svg.circle(centre, _RADIUS, _HAIRLINE)
    *onward, back = stretches
    for stretch in onward:
        yield _stream(stretch, centre, palette.WATER)
    yield _stream(back, centre, palette.CLAY)
    yield _again(centre)


def _stream(stretch: _Stretch, centre: Point, colour: str) -> str:
    """A stretch of the ring that swells the way it runs and ends in a point."""
    start, end = stretch.start, stretch.end
    neck = end - 5.5
    steps = [(part / 24, start + (neck - start) * part / 24) for part in range(25)]
    swell = [(angle, 1.5 + 5.5 * part) for part, angle in steps]
    outer = [svg.polar(centre, angle, _RADIUS + half) for angle, half in swell]
    inner = [svg.polar(centre, angle, _RADIUS - half) for angle, half in reversed(swell)]
    barb_out, barb_in = (svg.polar(centre, neck - 1, _RADIUS + side) for side in (21, -21))
    tip = svg.polar(centre, end, _RADIUS)
    return svg.polygon([*outer, barb_out, tip, barb_in, *inner], colour, stroke=3)


def _again(centre: Point) -> str:
    """An arrow that turns, readable without its colour.

    It stands outside the ring, where not even the widest labels come.
    """
    x, y = svg.polar(centre, -127, _RADIUS + 66)
    return (
        f'<g transform="translate({x:.1f} {y:.1f})">'
        f'<circle r="34" fill="{palette.CLAY}"/>'
        f'<path d="M 14.2 6.3 A 15.5 15.5 0 1 1 6.8 -13.9" fill="none" '
        f'stroke="{palette.WHITE}" stroke-width="5.5" stroke-linecap="round"/>'
        f'<polygon points="9.4,-23.8 18.5,-8.2 0.6,-5.8" fill="{palette.WHITE}" '
        f'stroke="{palette.WHITE}" stroke-width="2" stroke-linejoin="round"/></g>'
    )


def _rose(shells: list[_Shell], centre: Point, lit: int | None) -> Iterator[str]:
    yield svg.circle(centre, _DIAL, _HAIRLINE)
    for degree in range(0, 360, 10):
        inside = _DIAL - (14 if degree % 30 == 0 else 7)
        yield svg.hairline(svg.polar(centre, degree, inside), svg.polar(centre, degree, _DIAL))
    for index in range(PHASES):
        if index != lit:
            yield from _point(_angle(index), _ROSE, 40, centre, (palette.FOAM, palette.MIST))
    if lit is not None:
        length = _needle(shells[lit], _angle(lit), centre)
        yield from _point(_angle(lit), length, 48, centre, (palette.TIDE, palette.INK))
    yield svg.circle(centre, 12, f'fill="{palette.PAPER}"')


def _needle(shell: _Shell, angle: float, centre: Point) -> float:
    """As long as it can be without touching the label that it points at."""
    return next(
        length
        for length in range(_NEEDLE, 0, -2)
        if not shell.reaches(svg.polar(centre, angle, length), _HALO + 14)
    )


def _point(
    angle: float, length: float, waist: float, centre: Point, facets: tuple[str, str]
) -> Iterator[str]:
    """One point of the rose, light on one side and dark on the other."""
    tip = svg.polar(centre, angle, length)
    for turn, colour in zip((-30, 30), facets, strict=True):
        yield svg.polygon([centre, svg.polar(centre, angle + turn, waist), tip], colour, stroke=1)


def _angle(index: int) -> float:
    """Degrees clockwise from the right; the first phase is at the top."""
    return 60.0 * index - 90
