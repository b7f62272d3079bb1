"""The line of one urge: readable on a phone, within its frame, true to the numbers."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import lettering, palette
from bot.pictures.wave import HEIGHT, MOST_POINTS, WIDTH, Mark, wave_png, wave_svg

SVG = "{http://www.w3.org/2000/svg}"
USUAL = [Mark(0, 8, "20:20"), Mark(6, 6, "20:26"), Mark(21, 3, "20:41")]
MANY = [Mark(n, 10 * (n % 2), f"20:{n:02}") for n in range(30)]
NIGHTLY = [Mark(0, 10, "20:50"), Mark(5, 10, "20:55"), Mark(665, 0, "08:00")]
SIGHTS = {"usual": USUAL, "many": MANY, "over night": NIGHTLY, "two": USUAL[:2]}

marks = st.lists(
    st.builds(Mark, st.integers(0, 900).map(float), st.integers(0, 10), st.just("20:20")),
    min_size=2,
    max_size=12,
).map(lambda found: sorted(found, key=lambda mark: mark.minutes))


def elements(sight: list[Mark], kind: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(wave_svg(sight)).findall(f"{SVG}{kind}")


def dots(sight: list[Mark]) -> list[tuple[float, float]]:
    return [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in elements(sight, "circle")]


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_it_is_an_opaque_picture_light_to_send(sight: list[Mark]) -> None:
    png = wave_png(sight)
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert image.convert("RGBA").getpixel((0, 0)) == (*palette.rgb(palette.PAPER), 255)
    assert len(png) < 90_000


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_every_word_is_within_the_frame_and_can_be_read_on_a_phone(sight: list[Mark]) -> None:
    for text in elements(sight, "text"):
        size = float(text.get("font-size", 0))
        half = lettering.text_width(text.text or "", size, "Bold") / 2
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        assert x - half >= 24
        assert x + half <= WIDTH - 24
        assert y - size * lettering.CAP_HEIGHT >= 24
        assert y <= HEIGHT - 24
        assert size * 360 / WIDTH >= 11


def test_higher_numbers_stand_higher_and_later_ones_further_right() -> None:
    found = dots(USUAL)
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert [y for _, y in found] == sorted(y for _, y in found)


@settings(max_examples=40)
@given(marks)
def test_every_point_is_in_the_picture_at_the_height_of_its_number(sight: list[Mark]) -> None:
    found = dots(sight)
    assert len(found) == min(len(sight), MOST_POINTS)
    shown = sight if len(sight) <= MOST_POINTS else [sight[0], *sight[1 - MOST_POINTS :]]
    heights = {mark.value: y for mark, (_, y) in zip(shown, found, strict=True)}
    for mark, (x, y) in zip(shown, found, strict=True):
        assert 0 < x < WIDTH
        assert y == heights[mark.value]
    ordered = [heights[value] for value in sorted(heights)]
    assert ordered == sorted(ordered, reverse=True)


def test_numbers_of_neighbours_do_not_run_into_each_other() -> None:
    xs = [x for x, _ in dots(MANY)]
    widest = lettering.text_width("10", 64, "Bold")
    assert min(b - a for a, b in itertools.pairwise(xs)) > widest


def test_a_line_needs_two_points() -> None:
    with pytest.raises(ValueError, match="two points"):
        wave_svg(USUAL[:1])


def test_it_is_drawn_by_the_process_for_pictures() -> None:
    order = {"kind": "wave", "marks": [{"minutes": m.minutes, "value": m.value, "time": m.time}
                                       for m in USUAL]}  # fmt: skip
    drawn = subprocess.run(
        [sys.executable, "-m", "bot.pictures"],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=True,
    )
    assert drawn.stdout == wave_png(USUAL)


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_the_line_never_runs_through_a_number(sight: list[Mark]) -> None:
    image = Image.open(BytesIO(wave_png(sight))).convert("RGB")
    numbers = [text for text in elements(sight, "text") if text.get("font-weight") == "700"]
    assert len(numbers) == len(dots(sight))
    for number in numbers:
        x, foot, size = (float(number.get(name, 0)) for name in ("x", "y", "font-size"))
        half = lettering.text_width(number.text or "", size, "Bold") / 2
        quarter = size * lettering.CAP_HEIGHT / 4  # a round figure does not fill its corners
        waist = (x - half, foot - 3 * quarter, x + half, foot - quarter)
        inside = image.crop(waist)
        assert palette.rgb(palette.WATER) not in set(inside.get_flattened_data())
