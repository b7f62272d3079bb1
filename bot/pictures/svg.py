"""The strokes that the still pictures share, and their way to PNG."""

from math import cos, radians, sin
from xml.sax.saxutils import escape

import resvg_py

from bot.pictures import lettering, palette
from bot.pictures.lettering import Block, Weight

Point = tuple[float, float]


def to_png(svg: str) -> bytes:
    """Draw with the packaged font only, so that every machine draws the same.

    resvg keeps the GIL while it works: in a thread, too, 0.13 s for the cycle in which nothing
    else runs. So draw each picture once and keep it.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=lettering.font_files()
    )


def document(width: int, height: int, *parts: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def card(width: int, height: int, frame: int) -> str:
    """Paper to the very edge, and a thin frame on it."""
    return (
        f'<rect width="{width}" height="{height}" fill="{palette.PAPER}"/>'
        f'<rect x="{frame}" y="{frame}" width="{width - 2 * frame}" '
        f'height="{height - 2 * frame}" rx="28" fill="none" '
        f'stroke="{palette.LINE}" stroke-width="2.5"/>'
    )


def lines(
    block: Block,
    x: float,
    top: float,
    weight: Weight,
    colour: str,
    *,
    anchor: str = "middle",
    paint: str = "",
) -> str:
    """The block centred on `x` (or starting, ending there), its first capitals touching `top`."""
    first = top + block.size * lettering.CAP_HEIGHT
    step = block.size * lettering.LINE_HEIGHT
    return "".join(
        f'<text x="{x:.1f}" y="{first + step * row:.1f}" font-family="{lettering.FAMILY}" '
        f'font-size="{block.size:.2f}" font-weight="{lettering.WEIGHT_NUMBER[weight]}" '
        f'text-anchor="{anchor}" fill="{colour}"{paint}>{escape(line)}</text>'
        for row, line in enumerate(block.lines)
    )


def heading(
    title: str, subtitle: str, width: int, *, top: float, above: float
) -> tuple[str, float]:
    """Title and subtitle, centred below `top` with as much `above` each; and how far they come."""
    parts, y = [], top
    texts: tuple[tuple[str, Weight, int], ...] = (
        (title, "Bold", 64),
        (subtitle, "Medium", 40),
    )
    for text, weight, size in texts:
        block = lettering.fit(text, weight, size, wish=width - 200, limit=width - 140)
        if block.width:
            y += above
            parts.append(lines(block, width / 2, y, weight, palette.INK))
            y += block.height
    return "".join(parts), y


def polygon(points: list[Point], colour: str, stroke: float = 0) -> str:
    """Filled; a stroke of the same colour rounds its corners."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polygon points="{corners}" fill="{colour}" stroke="{colour}" '
        f'stroke-width="{stroke}" stroke-linejoin="round"/>'
    )


def circle(middle: Point, radius: float, paint: str) -> str:
    return f'<circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="{radius}" {paint}/>'


def hairline(start: Point, end: Point) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{palette.LINE}" stroke-width="2.5"/>'
    )


def polar(middle: Point, angle: float, radius: float) -> Point:
    """`angle` in degrees, clockwise from the right, as SVG counts."""
    return middle[0] + radius * cos(radians(angle)), middle[1] + radius * sin(radians(angle))
