"""The screens of an exercise; the place in it travels in the data of the button.

Data: `exercise:step:<exercise>:<number>:<d|n|r>:<practice id>:<urge id>`, and `:<pace>` where one
was chosen; d, n and r are the versions below, ids are 0 for somebody of whom nothing
is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.model import Book, Breath, Exercise, Step
from bot.outbox.letters import Button, Rows
from bot.text import Text, bold, italic, join

DAY, NIGHT, ROAD = "d", "n", "r"
"""The version of an exercise: the night's is for in bed; on the road it is the day's at any hour.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in an exercise; `number` counts from 0."""

    exercise: str
    number: int
    version: str
    practice_id: int = 0
    urge_id: int = 0
    pace: str = ""
    """Of the moving breath, such as 4-6; empty: the exercise's own."""

    def data(self, number: int, verb: str = "step") -> str:
        """Button data for another step of the same run."""
        return (
            f"exercise:{verb}:{self.exercise}:{number}:{self.version}"
            f":{self.practice_id}:{self.urge_id}" + (f":{self.pace}" if self.pace else "")
        )


def steps_of(exercise: Exercise, version: str) -> tuple[Step, ...]:
    """The screens of this version."""
    return exercise.lying if version == NIGHT and exercise.lying else exercise.steps


def screen(book: Book, exercise: Exercise, place: Place) -> tuple[Text, Rows]:
    """The text and buttons of one step."""
    steps = steps_of(exercise, place.version)
    number = min(place.number, len(steps) - 1)
    caution = italic(exercise.cautions) if exercise.cautions and number == 0 else ""
    count = book.t("exercise.count", number=number + 1, total=len(steps))
    words = in_pace(steps[number].text, exercise.breath_in(place.pace))
    text = join([bold(f"{exercise.title} · {count}"), words, caution])
    onward = place.data(number + 1)
    enough = [Button(book.t("exercise.button.enough"), place.data(len(steps)))]
    if exercise.paces:
        enough.append(Button(book.t("exercise.button.pace"), place.data(number, "pace")))
    buttons = [[Button(book.t("exercise.button.next"), onward)], enough]
    return text, (buttons if number + 1 < len(steps) else [buttons[0]])


def in_pace(text: str, breath: Breath | None) -> str:
    """The words of a step with the counts of this breath in place of `{in}` and `{out}`."""
    if breath is None:
        return text
    return text.replace("{in}", f"{breath.inhale:g}").replace("{out}", f"{breath.exhale:g}")


def begin_label(book: Book, exercise: Exercise) -> str:
    """Its title, and the minutes that it takes."""
    return book.t("exercise.button.begin", title=exercise.title, n=exercise.minutes)


def begin_button(exercise: Exercise, label: str, version: str = DAY, urge_id: int = 0) -> Button:
    """Begins an exercise."""
    return Button(label, f"exercise:begin:{exercise.id}:{version}:{urge_id}")
