from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import hypot, nan

import pytest
from PIL import Image, ImageChops, ImageSequence, ImageStat

from bot.pictures import breath, palette
from bot.pictures.breath import SIDE, BreathLabels, BreathPattern, breath_animation

ADEM = BreathLabels("Adem in", "Adem uit")
BREATHE = BreathLabels("Breathe in", "Breathe out")
PACES = [BreathPattern(4, 6), BreathPattern(3, 4), BreathPattern(3, 5), BreathPattern(2, 3)]
SHORTEST = BreathPattern(1, 1)
EDGES = [SHORTEST, BreathPattern(8, 8), BreathPattern(2.5, 3.33)]


@dataclass(frozen=True)
class Film:
    gif: bytes
    frames: tuple[Image.Image, ...]
    lasts: tuple[int, ...]  # milliseconds

    @property
    def circles(self) -> list[int]:
        """How many pixels the circle has in each frame, letters and edge left out."""
        circle = palette.rgb(palette.MIST)
        return [dict(colours(frame)).get(circle, 0) for frame in self.frames]


@cache
def film(pattern: BreathPattern, labels: BreathLabels = ADEM) -> Film:
    gif = breath_animation(pattern, labels)
    frames, lasts = [], []
    for frame in ImageSequence.Iterator(Image.open(BytesIO(gif))):
        frames.append(frame.convert("RGB"))
        lasts.append(int(frame.info["duration"]))
    return Film(gif, tuple(frames), tuple(lasts))


@pytest.mark.parametrize("pattern", PACES + EDGES)
def test_it_is_a_small_square_gif_that_loops_for_ever(pattern: BreathPattern) -> None:
    gif = film(pattern).gif
    image = Image.open(BytesIO(gif))
    assert (image.format, image.size) == ("GIF", (SIDE, SIDE))
    assert image.info["loop"] == 0
    assert len(gif) <= 400_000


@pytest.mark.parametrize("pattern", PACES + EDGES)
def test_the_frames_add_up_to_one_whole_breath(pattern: BreathPattern) -> None:
    assert sum(film(pattern).lasts) == round(100 * pattern.inhale) * 10 + (
        round(100 * pattern.exhale) * 10
    )


@pytest.mark.parametrize("pattern", PACES + EDGES)
def test_there_are_at_least_twelve_frames_a_second(pattern: BreathPattern) -> None:
    assert max(film(pattern).lasts) <= 1000 / 12


@pytest.mark.parametrize("pattern", PACES)
def test_the_circle_is_fullest_when_the_breath_turns(pattern: BreathPattern) -> None:
    shown = film(pattern)
    fullest = shown.circles.index(max(shown.circles))
    assert abs(sum(shown.lasts[:fullest]) - 1000 * pattern.inhale) <= 1000 * pattern.inhale * 0.1


@pytest.mark.parametrize("pattern", PACES)
def test_it_widens_all_the_way_in_and_settles_all_the_way_out(pattern: BreathPattern) -> None:
    moments = list(breath._moments(pattern))
    turn = turning(moments)
    widths = [moment.fullness for moment in moments]
    assert sum(moment.lasts for moment in moments[:turn]) == 100 * pattern.inhale
    assert all(one < other for one, other in pairwise(widths[:turn]))
    assert all(one > other for one, other in pairwise(widths[turn:]))


@pytest.mark.parametrize("pattern", PACES)
def test_nothing_jumps_or_flashes_and_the_loop_has_no_seam(pattern: BreathPattern) -> None:
    frames = film(pattern).frames
    steps = [changed(one, other) for one, other in pairwise(frames)]
    assert max(steps) < 0.03
    assert changed(frames[-1], frames[0]) <= max(steps)
    light = [ImageStat.Stat(frame.convert("L")).mean[0] for frame in [*frames, frames[0]]]
    assert max(abs(one - other) for one, other in pairwise(light)) < 1


def test_the_ring_below_fills_with_the_breath_and_empties_with_it() -> None:
    tide = palette.rgb(palette.TIDE)
    filled = [dict(colours(frame)).get(tide, 0) for frame in film(PACES[0]).frames]
    full = filled.index(max(filled))
    assert abs(full - turning(list(breath._moments(PACES[0])))) <= 2
    assert filled[0] <= 2
    assert filled[-1] <= 2
    assert all(one <= other for one, other in pairwise(filled[:full]))
    assert all(one >= other for one, other in pairwise(filled[full + 1 :]))


def test_the_next_word_is_there_when_its_time_comes() -> None:
    moments = list(breath._moments(PACES[0]))
    turn = turning(moments)
    assert moments[0].words == (1, 0)
    assert moments[turn - 1].words[1] > 0.7
    assert moments[turn].words == (0, 1)
    assert moments[-1].words[0] > 0.7


@pytest.mark.parametrize(
    "labels",
    [ADEM, BREATHE, BreathLabels("Langzaam inademen door je neus", "Uitademen, zo lang je wilt")],
)
def test_the_words_stay_inside_the_circle_at_its_smallest(labels: BreathLabels) -> None:
    first = film(SHORTEST, labels).frames[0].crop((0, 0, SIDE, 420)).convert("L")
    circle = Image.new("RGB", (1, 1), palette.MIST).convert("L").getpixel((0, 0))
    assert isinstance(circle, int)
    letters = first.point([255 if shade < circle - 8 else 0 for shade in range(256)])
    left, top, right, bottom = letters.getbbox() or (0, 0, 0, 0)
    assert right - left > 60
    assert max(hypot(x - 240, y - 218) for x in (left, right) for y in (top, bottom)) < 106


def test_each_language_has_its_own_words() -> None:
    assert film(SHORTEST).frames[0] != film(SHORTEST, BREATHE).frames[0]


def test_a_word_that_cannot_be_drawn_leaves_a_quiet_circle() -> None:
    assert breath_animation(SHORTEST, BreathLabels("\N{SNOWMAN}", ""))


def test_the_same_words_and_pace_give_the_same_bytes() -> None:
    assert breath_animation(PACES[3], ADEM) == film(PACES[3]).gif


def test_what_is_sent_is_what_was_drawn() -> None:
    words = breath._word_masks(ADEM)
    drawn = [breath._frame(moment, words).convert("RGB") for moment in breath._moments(PACES[3])]
    assert [frame.tobytes() for frame in film(PACES[3]).frames] == [d.tobytes() for d in drawn]


@pytest.mark.parametrize("seconds", [0, 0.9, 8.1, -4, nan])
def test_a_breath_that_nobody_should_follow_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="out of range"):
        BreathPattern(seconds, 4)
    with pytest.raises(ValueError, match="out of range"):
        BreathPattern(4, seconds)


def turning(moments: list[breath._Moment]) -> int:
    """The first frame of the breath out."""
    return next(n for n, moment in enumerate(moments) if moment.dial[0] > 0)


def colours(frame: Image.Image) -> list[tuple[tuple[int, ...], int]]:
    counted = frame.getcolors(SIDE * SIDE) or []
    return [(colour, count) for count, colour in counted if isinstance(colour, tuple)]


def changed(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that visibly differ."""
    difference = ImageChops.difference(one, other).convert("L")
    return sum(difference.histogram()[8:]) / (SIDE * SIDE)
