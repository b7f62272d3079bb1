"""What is typed after contact that had to happen: how it was, and all that is neither."""

from __future__ import annotations

import pytest

from bot.screens.how_it_went import FINE, HEAVY, NOT_HELD, read_how


@pytest.mark.parametrize(
    ("text", "how"),
    [
        *[(t, HEAVY) for t in (
            "het was heel zwaar", "Zwaar!", "ik vond het zwaar", "was pittig", "erg moeilijk",
            "viel tegen", "het viel echt tegen", "niet zo goed", "het ging niet goed", "kut",
            "het was een hel", "goed, maar ook zwaar", "zwaarder dan ik dacht",
            "te zwaar voor mij", "het ging erg", "het was erg", "het was heel erg",
            "het ging goed maar het was wel heftig", "niet fijn", "vreselijk", "verschrikkelijk",
            "it was very hard", "hard", "awful", "really tough", "not good", "it wasn't easy",
            "it didn't go well", "worse than I thought", "it was fine but exhausting",
            "a nightmare",
            "it went badly", "it was really hard for me",
        )],
        *[(t, FINE) for t in (
            "ging goed", "het ging wel", "ging wel goed", "prima", "viel mee", "het viel best mee",
            "was ok", "oké", "beter dan ik dacht", "niet slecht", "het was te doen", "gelukt",
            "het ging eigenlijk wel goed hoor", "rustig", "niet te zwaar",
            "it went well", "fine", "it was ok", "not bad", "not too bad", "better than expected",
            "pretty good actually", "it was all right", "it went smoothly",
        )],
        *[(t, NOT_HELD) for t in (
            "het ging niet door", "hij kwam niet opdagen", "ze kwam niet", "is niet doorgegaan",
            "hij heeft afgezegd", "afgezegd", "het is verzet", "hij was er niet", "niet gekomen",
            "hij is niet komen opdagen", "ik ben niet gegaan", "ik heb het afgezegd", "uitgesteld",
            "it didn't happen", "he didn't show up", "she never came", "he cancelled", "cancelled",
            "it got cancelled", "i didn't go", "he wasn't there", "it was called off", "no show",
            "it didn't go ahead", "he never showed up", "i cancelled it",
        )],
        *[(t, None) for t in (
            "", "ja", "nee", "ik ga niet door", "ik ging niet door", "ik wil niet meer",
            "zwaar ziek",
            "ik ben er niet meer", "het was zwaar, ik wil niet meer leven", "ik ben zwaar",
            "slecht mens",
            "het ging goed maar ik wil nu dood", "hij was dronken",
            "het was zwaar want hij sloeg me",
            "ik wil hem appen", "zwaar ongeluk", "het leven is zwaar", "alles is zwaar",
            "ik was er niet",
            "i am bad", "life is hard", "i didn't want to come back", "i never want to wake up",
            "i won't be there", "he was hard on me", "he hit me hard",
            "it was fine until he hit me",
            "i'm not well", "it is over", "i want it to be over", "everything is hard",
            "i was moved",
            "hij wilde niet komen dus ik ben naar hem toe gegaan", "he did not let me go",
            "ik ben slecht", "ik heb alles afgezegd", "i cancelled everything",
            "ik heb mijn leven afgezegd", "ik ging dood", "i'm off", "ik ben niet goed genoeg",
        )],
    ],
)  # fmt: skip
def test_of_how_it_went_nothing_is_read_but_that(text: str, how: str | None) -> None:
    assert read_how(text) == how
