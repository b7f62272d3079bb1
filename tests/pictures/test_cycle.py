from functools import cache
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import lettering, palette
from bot.pictures.cycle import PHASES, WIDTH, CycleLabels, cycle_png, cycle_svg

DUTCH = CycleLabels(
    "De cyclus in zes plekken",
    ("Verlangen", "Korte piek", "Afwijzing of stilte", "Paniek", "Aanpassen", "Opluchting"),
    "Elke plek leidt naar de volgende",
)
ENGLISH = CycleLabels(
    "The cycle, in six places",
    ("Longing", "Short peak", "Rejection or silence", "Panic", "Adapting", "Relief"),
)
LONG = CycleLabels(  # 22 characters each, the most that content allows
    "Hoe de ene plek telkens weer naar de volgende leidt",
    (
        "Verlangen naar vroeger",
        "Toenaderingspogingetje",
        "Afwijzing, kou, stilte",
        "Paniek en vastklampen.",
        "Aanpassen en meebuigen",
        "Opluchting, even lucht",
    ),
)

Box = tuple[float, float, float, float]
EVERY_LIGHT = [None, *range(PHASES)]
WORDS = [DUTCH, ENGLISH, LONG]


@pytest.mark.parametrize("labels", WORDS)
def test_the_picture_is_as_wide_as_promised_and_light_to_send(labels: CycleLabels) -> None:
    png = cycle_png(labels, 2)
    image = Image.open(BytesIO(png))
    assert (image.format, image.width) == ("PNG", WIDTH)
    assert WIDTH - 60 <= image.height <= WIDTH * 1.2
    assert len(png) < 150_000


def test_it_brings_its_own_paper_to_the_very_edge() -> None:
    image = Image.open(BytesIO(cycle_png(DUTCH)))
    paper = (*palette.rgb(palette.PAPER), 255)
    corners = [(0, 0), (WIDTH - 1, 0), (0, image.height - 1), (WIDTH - 1, image.height - 1)]
    assert [image.getpixel(corner) for corner in corners] == 4 * [paper]
    assert image.getchannel("A").getextrema() == (255, 255)


def test_the_same_words_give_the_same_bytes() -> None:
    assert cycle_png(DUTCH, 4) == cycle_png(DUTCH, 4)


@pytest.mark.long
def test_each_lit_phase_gives_another_picture() -> None:
    assert len({cycle_png(DUTCH, lit) for lit in EVERY_LIGHT}) == PHASES + 1


@pytest.mark.parametrize("labels", WORDS)
def test_nothing_moves_when_the_light_does(labels: CycleLabels) -> None:
    places = [
        [(text.get("x"), text.get("y"), text.text) for text in texts(labels, lit)]
        for lit in EVERY_LIGHT
    ]
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("lit", range(PHASES))
def test_the_lit_phase_is_heavier_and_twice_outlined(lit: int) -> None:
    weights = [text.get("font-weight") for text in texts(DUTCH, lit) if text.text in DUTCH.phases]
    lines = {text.text for text in texts(DUTCH, lit) if text.get("fill") == palette.WHITE}
    assert lines == set(DUTCH.phases[lit].replace(" of", "\nof").splitlines())
    assert set(weights) <= {"500", "700"}
    assert len(shells(DUTCH, lit)) == len(shells(DUTCH, None)) + 1


@pytest.mark.parametrize("labels", WORDS)
def test_every_word_of_every_label_is_there(labels: CycleLabels) -> None:
    said = " ".join(text.text or "" for text in texts(labels, None))
    assert said == " ".join(filter(None, [labels.title, labels.subtitle, *labels.phases]))


@pytest.mark.parametrize("labels", WORDS)
def test_labels_can_be_read_on_a_phone(labels: CycleLabels) -> None:
    sizes = [float(text.get("font-size", 0)) for text in texts(labels, None)]
    assert min(sizes) * 360 / WIDTH >= 11


@pytest.mark.parametrize("lit", EVERY_LIGHT)
@pytest.mark.parametrize("labels", WORDS)
def test_labels_keep_inside_their_shells_and_shells_apart(
    labels: CycleLabels, lit: int | None
) -> None:
    assert_tidy(labels, lit)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(st.sampled_from("aeinorstWmil éü-"), max_size=22), min_size=6, max_size=6),
    st.sampled_from(EVERY_LIGHT),
)
def test_any_six_labels_of_22_characters_stay_tidy(phases: list[str], lit: int | None) -> None:
    assert_tidy(CycleLabels("Cyclus", tuple(phases)), lit)


@pytest.mark.parametrize("labels", WORDS)
def test_an_arrow_runs_between_each_two_phases_and_the_last_is_marked(labels: CycleLabels) -> None:
    arrows = [
        polygon.get("fill")
        for polygon in drawn(labels, None, "polygon")
        if polygon.get("stroke-width") == "3"
    ]
    assert arrows == 5 * [palette.WATER] + [palette.CLAY]


def test_a_label_may_hold_any_character() -> None:
    labels = CycleLabels('"<&>"', ("<a>", "b & c", "d' e", 'f "g"', "\N{SNOWMAN}", ""))
    assert "b & c" in {text.text for text in texts(labels, None)}
    assert cycle_png(labels, 4)


@pytest.mark.parametrize("phases", [(), ("een",), tuple("abcdefg")])
def test_any_other_number_of_phases_is_refused(phases: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="6 phases"):
        CycleLabels("Cyclus", phases)


@pytest.mark.parametrize("lit", [-1, 6])
def test_an_unknown_phase_is_refused(lit: int) -> None:
    with pytest.raises(ValueError, match="no phase"):
        cycle_svg(DUTCH, lit)


def assert_tidy(labels: CycleLabels, lit: int | None) -> None:
    resting = shells(labels, lit)
    for text in texts(labels, lit):
        assert any(holds(box, text_box(text)) for box in [*resting, heading(labels)])
    for box in resting:
        assert box[0] >= 16
        assert box[2] <= WIDTH - 16
    lowest_first = sorted(resting, key=lambda box: box[2] - box[0])
    for one, other in combinations(lowest_first, 2):
        assert not overlap(one, other) or holds(other, one)  # a lit shell in its halo


@cache
def picture(labels: CycleLabels, lit: int | None) -> ElementTree.Element:
    return ElementTree.fromstring(cycle_svg(labels, lit))


def drawn(labels: CycleLabels, lit: int | None, tag: str) -> list[ElementTree.Element]:
    return list(picture(labels, lit).iter("{http://www.w3.org/2000/svg}" + tag))


def texts(labels: CycleLabels, lit: int | None) -> list[ElementTree.Element]:
    return [text for text in drawn(labels, lit, "text") if text.text]


def shells(labels: CycleLabels, lit: int | None) -> list[Box]:
    _card, _frame, *boxes = drawn(labels, lit, "rect")
    return [rect_box(rect) for rect in boxes]


def heading(labels: CycleLabels) -> Box:
    """From the top of the card to the highest shell."""
    return 40, 40, WIDTH - 40, min(top for _, top, _, _ in shells(labels, None))


def rect_box(rect: ElementTree.Element) -> Box:
    x, y, width, height = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def text_box(text: ElementTree.Element) -> Box:
    x, y, size = (float(text.get(name, 0)) for name in ("x", "y", "font-size"))
    weight: lettering.Weight = "Bold" if text.get("font-weight") == "700" else "Medium"
    half = lettering.text_width(text.text or "", size, weight) / 2
    return x - half, y - size * 0.8, x + half, y + size * 0.25


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
