import pytest

from bot.pictures import palette


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        (palette.INK, palette.PAPER),
        (palette.INK, palette.SHELL),
        (palette.INK, palette.MIST),
        (palette.WHITE, palette.TIDE),
    ],
)
def test_letters_stand_out_from_their_ground(letters: str, ground: str) -> None:
    assert contrast(letters, ground) >= 4.5


@pytest.mark.parametrize("sign", [palette.WATER, palette.CLAY, palette.TIDE])
def test_signs_stand_out_from_the_paper(sign: str) -> None:
    assert contrast(sign, palette.PAPER) >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(luminance(palette.rgb(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: palette.Rgb) -> float:
    shares = (part / 255 for part in colour)
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
