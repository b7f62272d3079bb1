"""Letters that fit: the packaged font, its measure, and lines broken before anything is cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from PIL import ImageFont

FAMILY = "Cabin"
Weight = Literal["Medium", "Bold"]
WEIGHT_NUMBER: dict[Weight, int] = {"Medium": 500, "Bold": 700}

CAP_HEIGHT = 0.70  # of the size; the font's own figure
LINE_HEIGHT = 1.14

_FONTS = Path(__file__).parent / "fonts"
_MEASURED_AT = 200  # pixels; measuring large keeps rounding out of the result

# What the shipped subset of the font can draw. Anything else would come out as an empty box.
DRAWN = frozenset(
    chr(code)
    for first, last in ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17E))
    for code in range(first, last + 1)
) | frozenset("–—‘’‚“”„•…€")


@dataclass(frozen=True)
class Block:
    """Lines of text at a size in pixels, with the width of the widest."""

    lines: tuple[str, ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.size * (CAP_HEIGHT + LINE_HEIGHT * (len(self.lines) - 1))


def font_files() -> list[str]:
    return [str(_font_file(weight)) for weight in WEIGHT_NUMBER]


def drawable(text: str) -> str:
    """The text on one line, without what the font cannot draw (an emoji, a control character)."""
    composed = " ".join(normalize("NFC", text).split())
    return " ".join("".join(c for c in composed if c in DRAWN).split())


def text_width(text: str, size: float, weight: Weight) -> float:
    """Pixels, kerning left out: never less than what is drawn, save for a pixel."""
    return _font(weight).getlength(text) * size / _MEASURED_AT


def fit(text: str, weight: Weight, size: float, *, wish: float, limit: float) -> Block:
    """One line if it stays within `wish`, else two even ones, and smaller only beyond `limit`.

    Nothing is ever cut: a text that no break can save is drawn smaller.
    """
    text = drawable(text)
    one = _block((text,), size, weight)
    broken = [_block(pair, size, weight) for pair in _pairs(text)]
    best = one if one.width <= wish or not broken else min(broken, key=lambda b: b.width)
    if best.width <= limit:
        return best
    return _block(best.lines, size * limit / best.width, weight)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = text.split()
    for cut in range(1, len(words)):
        yield " ".join(words[:cut]), " ".join(words[cut:])


def _block(lines: tuple[str, ...], size: float, weight: Weight) -> Block:
    return Block(lines, size, max(text_width(line, size, weight) for line in lines))


def _font_file(weight: Weight) -> Path:
    return _FONTS / f"Cabin-{weight}.ttf"


@cache
def _font(weight: Weight) -> ImageFont.FreeTypeFont:
    # The basic layout is in every Pillow; the other one depends on what the machine has.
    return ImageFont.truetype(
        _font_file(weight), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC
    )
