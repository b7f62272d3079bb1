"""The colours of every picture: ink and tide on paper.

A picture brings its own paper, because Telegram shows it on white, on black and on whatever
wallpaper the client chose, and turns transparency into one of them. The paper is a little darker
than white so that it does not glare in a dark room. Blue-green against brown stays apart in the
common forms of colour blindness, and no meaning rests on colour alone: what is lit also changes
shape and weight.
"""

Rgb = tuple[int, int, int]

PAPER = "#EFE8DA"
SHELL = "#E3D9C6"  # a label at rest
LINE = "#C9BDA6"  # hairlines; decoration only
INK = "#22343C"
TIDE = "#1E5666"  # what is lit
WATER = "#5E8991"  # the ring
MIST = "#86A8AC"
FOAM = "#C6D3CD"
CLAY = "#9A5B2C"  # the way back to the start
WHITE = "#FBF8F1"


def rgb(colour: str) -> Rgb:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
