"""The progress picture: everything readable and within its frame, and no judgement in it."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import lettering, palette
from bot.pictures.progress import (
    MOST_ROWS,
    MOST_WAVES,
    WIDTH,
    Change,
    ProgressLabels,
    Wave,
    progress_png,
    progress_svg,
)

LABELS = ProgressLabels(
    title="Golven",
    subtitle="de laatste vier weken",
    calm="Hier staat nog niets. Dat hoeft ook niet.",
    height="hoe hoger, hoe sterker; rechts het laatste getal",
    contact="er was contact",
    unrated="zonder getal",
    changes="Per oefening",
)
LONGEST_TITLE = Change("Muren duwen, langer en lager", "120 keer · van 6½ naar 3½", 6.5, 3.5)
QUIET = Wave((7, 4), False, "2 nov")
CONTACT = Wave((8, 9, 3), True, "30 nov")
BARE = Wave((), False, "3 nov")
EDGES = [Wave((0,), False, "1 nov"), Wave((10,), True, "2 nov"), Wave((0, 10) * 3, True, "3 nov")]
SIGHTS = {
    "none": ([], []),
    "one": ([QUIET], [LONGEST_TITLE]),
    "sixty": ([QUIET, CONTACT, BARE] * 20, [LONGEST_TITLE] * 3),
    "all contact": ([CONTACT] * 9, []),
    "edges": (EDGES, [Change("A", "1 keer", 0, 10), Change("B", "1 keer", 10, 0)]),
    "too many": ([CONTACT] * (MOST_WAVES + 50), [LONGEST_TITLE] * (MOST_ROWS + 5)),
}
Sight = tuple[list[Wave], list[Change]]


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_it_is_an_opaque_picture_as_wide_as_promised_and_light_to_send(sight: Sight) -> None:
    png = progress_png(LABELS, *sight)
    image = Image.open(BytesIO(png))
    assert (image.format, image.width) == ("PNG", WIDTH)
    assert image.height <= WIDTH * 2
    assert image.convert("RGBA").getpixel((0, 0)) == (*palette.rgb(palette.PAPER), 255)
    assert len(png) < 180_000


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_every_word_is_within_the_frame_and_can_be_read_on_a_phone(sight: Sight) -> None:
    height = float(svg_of(*sight).get("height", 0))
    for text in drawn(svg_of(*sight), "text"):
        left, top, right, bottom = box_of(text)
        assert left >= 40 <= top
        assert right <= WIDTH - 40
        assert bottom <= height - 16
        assert float(text.get("font-size", 0)) * 360 / WIDTH >= 11


@pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS)
def test_no_two_words_lie_over_each_other(sight: Sight) -> None:
    boxes = [box_of(text) for text in drawn(svg_of(*sight), "text")]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


@given(st.lists(st.builds(
    Wave,
    st.lists(st.integers(0, 10), max_size=6).map(tuple),
    st.booleans(),
    st.sampled_from(["1 jan", "28 november", "9 mrt"]),
), max_size=MOST_WAVES + 4))  # fmt: skip
@settings(deadline=None, max_examples=40)
def test_whatever_the_waves_nothing_leaves_the_paper(waves: list[Wave]) -> None:
    picture = svg_of(waves, [])
    height = float(picture.get("height", 0))
    for path in drawn(picture, "path"):
        if path.get("stroke-dasharray") is None:
            numbers = [float(n) for n in re.findall(r"-?\d+\.\d", path.get("d", ""))]
            assert all(40 <= x <= WIDTH - 40 for x in numbers[0::2])
            assert all(0 <= y <= height for y in numbers[1::2])
    for circle in drawn(picture, "circle"):
        assert float(circle.get("cy", 0)) <= height


def test_every_wave_has_the_same_colour_whether_or_not_there_was_contact() -> None:
    colours = {path.get("fill") for path in drawn(svg_of([QUIET, CONTACT, EDGES[1]], []), "path")}
    assert colours == {palette.WATER}


def test_a_ring_hangs_over_each_wave_with_contact_and_over_no_other() -> None:
    assert rings([QUIET, CONTACT, QUIET, CONTACT]) == 2 + 1  # and one in the legend
    assert rings([QUIET, BARE]) == 0


def test_a_wave_without_a_number_is_dotted_and_explained() -> None:
    assert "zonder getal" in words([QUIET, BARE])
    assert "zonder getal" not in words([QUIET, CONTACT])
    dotted = [p for p in drawn(svg_of([BARE], []), "path") if p.get("stroke-dasharray")]
    assert len(dotted) == 2


def test_the_legend_names_only_what_is_to_be_seen() -> None:
    assert words([QUIET]) == {LABELS.title, LABELS.subtitle, LABELS.height, "2 nov"}


def test_no_waves_are_calm_water_and_a_kind_word() -> None:
    assert words([]) == {LABELS.title, LABELS.subtitle, LABELS.calm}


def test_days_lie_under_the_first_and_the_last_wave_of_a_line() -> None:
    assert {"2 nov", "30 nov"} < words([QUIET, BARE, CONTACT])
    assert "3 nov" not in words([QUIET, BARE, CONTACT])


def test_of_too_many_waves_the_newest_are_drawn() -> None:
    old = [Wave((5,), False, "old")] * 10
    assert "old" not in words([*old, *[QUIET] * MOST_WAVES])


def test_only_the_numbers_of_an_exercise_place_its_ring_and_its_dot() -> None:
    down, up = [places(Change("A", "x", *pair)) for pair in ((8, 2), (2, 8))]
    assert down == up[::-1]
    assert len(set(places(Change("A", "x", 6.5, 6.5)))) == 1


def test_the_same_numbers_give_the_same_picture() -> None:
    assert progress_svg(LABELS, *SIGHTS["sixty"]) == progress_svg(LABELS, *SIGHTS["sixty"])


@pytest.mark.parametrize("title", ['"<&>"', "\N{SNOWMAN}", ""])
def test_a_title_may_hold_any_character(title: str) -> None:
    assert progress_png(LABELS, [QUIET], [Change(title, "1 keer", 3, 2)])


def svg_of(waves: list[Wave], changes: list[Change]) -> ElementTree.Element:
    return _svg_of(tuple(waves), tuple(changes))


@cache
def _svg_of(waves: tuple[Wave, ...], changes: tuple[Change, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(progress_svg(LABELS, waves, changes))


def drawn(picture: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return list(picture.iter("{http://www.w3.org/2000/svg}" + tag))


def words(waves: list[Wave]) -> set[str]:
    return {text.text or "" for text in drawn(svg_of(waves, []), "text")}


def rings(waves: list[Wave]) -> int:
    return len(drawn(svg_of(waves, []), "circle"))


def places(change: Change) -> list[str | None]:
    """Where the ring and the dot of one exercise lie."""
    return [circle.get("cx") for circle in drawn(svg_of([], [change]), "circle")]


def box_of(text: ElementTree.Element) -> tuple[float, float, float, float]:
    x, y, size = (float(text.get(name, 0)) for name in ("x", "y", "font-size"))
    weight: lettering.Weight = "Bold" if text.get("font-weight") == "700" else "Medium"
    width = lettering.text_width(text.text or "", size, weight)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "")]
    return left, y - size * 0.72, left + width, y + size * 0.22
