"""The moving breath: a circle that widens while you breathe in and settles while you breathe out.

The word in the circle says which of the two it is; the paler basin shows how far the circle will
go; the small ring below fills with the breath and empties with it, so that the turn can be seen
coming. Nothing jumps and nothing flashes: circle and ring meet themselves where the loop closes,
and each word gives way shortly before the turn, so that the next one is there in time.

A GIF holds numbers of colours in a palette, and here those numbers are drawn directly. From paper
over basin and circle to letters they go up along one ramp, so a soft edge between two layers is
simply a number in between.

Four seconds in and six out: 167 frames, 334 kB, 0.6 s of work.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import atan2, ceil, cos, hypot, pi

from PIL import Image, ImageChops

from bot.pictures import lettering, palette, svg
from bot.pictures.lettering import Block
from bot.pictures.palette import Rgb

SIDE = 480
SHORTEST, LONGEST = 1.0, 8.0  # seconds, in or out

_FRAMES = 168  # more is smoother and heavier: a frame is about 2 kB
_SHORTEST_FRAME, _LONGEST_FRAME = 5, 8  # hundredths of a second: 20 to 12.5 frames a second

_MIDDLE = (SIDE // 2, 218)
_SMALL, _LARGE = 106.0, 178.0
_BASIN = 192.0

_DIAL_SIDE = 40
_DIAL_CORNER = ((SIDE - _DIAL_SIDE) // 2, 430)
_DIAL_RADIUS, _DIAL_HALF_WIDTH = 14.0, 3.5

_WORD_SIZE = 42
_WORD_LIMIT = 166  # stays inside the circle when that is small
_WORD_LEAVES = 0.6  # seconds before the turn, or a quarter of a short breath

_EDGE_STEPS, _WORD_STEPS, _DIAL_STEPS = 5, 12, 4  # shades between two layers
_DIAL_FROM = 2 * _EDGE_STEPS + _WORD_STEPS + 1
_UNCHANGED = _DIAL_FROM + _DIAL_STEPS * (_DIAL_STEPS + 1)


@dataclass(frozen=True)
class BreathPattern:
    """Seconds in and seconds out, 1 to 8 each; there is never a hold between them."""

    inhale: float
    exhale: float

    def __post_init__(self) -> None:
        if not all(SHORTEST <= part <= LONGEST for part in (self.inhale, self.exhale)):
            raise ValueError(
                f"breathing {self.inhale} s in and {self.exhale} s out is out of range"
            )


@dataclass(frozen=True)
class BreathLabels:
    """The two words in the client's language; the shorter the better, they stand in the circle."""

    inhale: str
    exhale: str


@dataclass(frozen=True)
class _Moment:
    """What one frame shows, in shares from 0 to 1."""

    lasts: int  # hundredths of a second
    fullness: float
    dial: tuple[float, float]  # where the filled part of the ring begins and ends
    words: tuple[float, float]  # how strongly each of the two is there


def breath_animation(pattern: BreathPattern, labels: BreathLabels) -> bytes:
    """One whole breath as a GIF that loops for ever."""
    words = _word_masks(labels)
    moments = list(_moments(pattern))
    frames = (_frame(moment, words) for moment in moments)
    gif = BytesIO()
    next(frames).save(
        gif,
        "GIF",
        save_all=True,
        append_images=frames,
        duration=[10 * moment.lasts for moment in moments],
        loop=0,
        palette=_colours(),
        transparency=_UNCHANGED,
        optimize=True,  # leaves out of a frame what has not changed
        disposal=1,
    )
    return gif.getvalue()


def _moments(pattern: BreathPattern) -> Iterator[_Moment]:
    longest = ceil(100 * (pattern.inhale + pattern.exhale) / _FRAMES)
    longest = min(max(longest, _SHORTEST_FRAME), _LONGEST_FRAME)
    for lasts, done in _steps_of(pattern.inhale, longest):
        staying, coming = _words_at(done, pattern.inhale)
        yield _Moment(lasts, _eased(done), (0, done), (staying, coming))
    for lasts, done in _steps_of(pattern.exhale, longest):
        staying, coming = _words_at(done, pattern.exhale)
        yield _Moment(lasts, _eased(1 - done), (done, 1), (coming, staying))


def _steps_of(seconds: float, longest: int) -> Iterator[tuple[int, float]]:
    """The frames of half a breath: how long each lasts, and the share done in its middle.

    They add up to the hundredth and are as even as whole numbers allow.
    """
    total = round(100 * seconds)
    count = ceil(total / longest)
    for number in range(count):
        start, end = total * number // count, total * (number + 1) // count
        yield end - start, (start + end) / 2 / total


def _eased(share: float) -> float:
    return (1 - cos(pi * share)) / 2


def _words_at(done: float, seconds: float) -> tuple[float, float]:
    """How strongly the word of this half is still there, and the word of the next already."""
    left = (1 - done) * seconds / min(_WORD_LEAVES, seconds / 4)
    return min(max(2 * left - 1, 0.0), 1.0), min(max(1 - 2 * left, 0.0), 1.0)


def _frame(moment: _Moment, words: list[Image.Image]) -> Image.Image:
    radius = _SMALL + (_LARGE - _SMALL) * moment.fullness
    frame = ImageChops.add(_disc(_BASIN), _disc(radius))
    for word, strength in zip(words, moment.words, strict=True):
        if strength:
            frame = ImageChops.add(frame, word.point(_levels(_WORD_STEPS * strength)))
    track, filled = _dial(*moment.dial)
    frame.paste(filled, _DIAL_CORNER, track)
    frame.putpalette(_colours())
    return frame


def _disc(radius: float) -> Image.Image:
    return _shaded(_distances(), -1, radius + 0.5, _EDGE_STEPS)


def _dial(start: float, end: float) -> tuple[Image.Image, Image.Image]:
    """Where the ring is, and its colours with the part from `start` to `end` filled."""
    track, turns = _empty_dial()
    length = 2 * pi * _DIAL_RADIUS + 1  # a pixel more, to be quite empty at 0 and quite full at 1
    before_end = _shaded(turns, 1 - length, end * length, _DIAL_STEPS)
    after_start = _shaded(turns, length - 1, 1 - start * length, _DIAL_STEPS)
    filled = ImageChops.add(track, ImageChops.darker(before_end, after_start))
    return track.point([0] + 255 * [255]), filled


@cache
def _empty_dial() -> tuple[Image.Image, Image.Image]:
    """The ring's colours, and for each pixel how far round it lies, from 0 at the top to 1."""
    centre = _DIAL_SIDE / 2
    off_line = _field(_DIAL_SIDE, lambda x, y: abs(hypot(x - centre, y - centre) - _DIAL_RADIUS))
    shade = _shaded(off_line, -1, _DIAL_HALF_WIDTH + 0.5, _DIAL_STEPS)
    firsts = [0, *range(_DIAL_FROM, _UNCHANGED, _DIAL_STEPS + 1)]
    track = shade.point(firsts + (256 - len(firsts)) * [0])
    return track, _field(_DIAL_SIDE, lambda x, y: atan2(centre - x, y - centre) / (2 * pi) + 0.5)


@cache
def _distances() -> Image.Image:
    """From each pixel to the middle of the circle."""
    return _field(SIDE, lambda x, y: hypot(x - _MIDDLE[0], y - _MIDDLE[1]))


def _field(side: int, value: Callable[[float, float], float]) -> Image.Image:
    """A number for the middle of every pixel."""
    numbers = array("f", (value(x + 0.5, y + 0.5) for y in range(side) for x in range(side)))
    return Image.frombytes("F", (side, side), numbers.tobytes())


def _shaded(field: Image.Image, scale: float, offset: float, steps: int) -> Image.Image:
    """All `steps` where `field * scale + offset` is 1 or more, none at 0 or less."""
    covered = field.point(lambda value: value * (255 * scale) + 255 * offset)
    return covered.convert("L").point(_levels(steps))


def _levels(steps: float) -> list[int]:
    """From the 256 shades of a mask to so many."""
    return [round(shade * steps / 255) for shade in range(256)]


def _word_masks(labels: BreathLabels) -> list[Image.Image]:
    """Both words, in one size."""
    words = (labels.inhale, labels.exhale)
    size = min(_word(word, _WORD_SIZE).size for word in words)
    return [_mask(_word(word, size)) for word in words]


def _word(word: str, size: float) -> Block:
    return lettering.fit(word, "Bold", size, wish=_WORD_LIMIT, limit=_WORD_LIMIT)


def _mask(block: Block) -> Image.Image:
    side = round(2 * _SMALL)
    text = svg.lines(block, side / 2, (side - block.height) / 2, "Bold", palette.INK)
    drawn = Image.open(BytesIO(svg.to_png(svg.document(side, side, text))))
    mask = Image.new("L", (SIDE, SIDE))
    mask.paste(drawn.getchannel("A"), (_MIDDLE[0] - side // 2, _MIDDLE[1] - side // 2))
    return mask


@cache
def _colours() -> bytes:
    paper, basin, circle, ink, line, tide = map(
        palette.rgb,
        (palette.PAPER, palette.FOAM, palette.MIST, palette.INK, palette.LINE, palette.TIDE),
    )
    colours = [
        *_ramp(paper, basin, _EDGE_STEPS)[:-1],
        *_ramp(basin, circle, _EDGE_STEPS)[:-1],
        *_ramp(circle, ink, _WORD_STEPS),
    ]
    shades_of_dial = zip(
        _ramp(paper, line, _DIAL_STEPS)[1:], _ramp(paper, tide, _DIAL_STEPS)[1:], strict=True
    )
    for empty, full in shades_of_dial:
        colours += _ramp(empty, full, _DIAL_STEPS)
    unchanged = (0, 0, 0)  # never seen
    return bytes(part for colour in [*colours, unchanged] for part in colour)


def _ramp(start: Rgb, end: Rgb, steps: int) -> list[Rgb]:
    """From `start` to `end`, both included."""
    return [_mixed(start, end, step / steps) for step in range(steps + 1)]


def _mixed(start: Rgb, end: Rgb, share: float) -> Rgb:
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(start, end, strict=True)
    )
    return red, green, blue
