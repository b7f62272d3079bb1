from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from bot.pictures import lettering, palette, svg

WORDS = st.text(st.sampled_from("aeiomwW il'-"), max_size=40)


def test_the_font_draws_every_character_that_it_is_trusted_with() -> None:
    for file in lettering.font_files():
        font = ImageFont.truetype(file, 20)
        empty_box = bytes(font.getmask("\N{SNOWMAN}"))
        drawn = {character: bytes(font.getmask(character)) for character in lettering.DRAWN}
        assert [c for c, mask in drawn.items() if mask == empty_box] == []


def test_what_the_font_cannot_draw_is_left_out() -> None:
    assert lettering.drawable("  Kou \N{SNOWMAN}\n of\tstilte\x07 ") == "Kou of stilte"


def test_an_accent_typed_apart_is_joined_to_its_letter() -> None:
    assert lettering.drawable("e\N{COMBINING ACUTE ACCENT}e\N{COMBINING ACUTE ACCENT}n") == "één"


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
@pytest.mark.parametrize("text", ["Afwijzing of stilte", "AVATAR To We", "één coöperatie", "ffi"])
def test_measured_is_never_less_than_drawn(text: str, weight: lettering.Weight) -> None:
    width = lettering.text_width(text, 48, weight)
    block = lettering.Block((text,), 48, width)
    drawing = svg.to_png(svg.document(800, 100, svg.lines(block, 400, 30, weight, palette.INK)))
    left, _, right, _ = Image.open(BytesIO(drawing)).getchannel("A").getbbox() or (0, 0, 0, 0)
    assert width * 0.9 < right - left <= width + 1
    assert abs((left + right) / 2 - 400) < 4


def test_a_short_text_stays_on_one_line() -> None:
    assert lettering.fit("Paniek", "Bold", 48, wish=264, limit=400).lines == ("Paniek",)


def test_a_longer_text_is_broken_evenly() -> None:
    block = lettering.fit("Rejection or silence", "Bold", 48, wish=264, limit=400)
    assert block.lines == ("Rejection", "or silence")
    assert block.size == 48


@pytest.mark.long
@given(WORDS)
def test_nothing_is_cut_and_nothing_sticks_out(text: str) -> None:
    block = lettering.fit(text, "Bold", 48, wish=100, limit=150)
    assert " ".join(block.lines) == lettering.drawable(text)
    assert all(lettering.text_width(x, block.size, "Bold") <= 150.001 for x in block.lines)
