"""The cycle, step by step with its picture, and the compass: where am I now?"""

from __future__ import annotations

from bot.content.model import PHASES, STATES, Phase
from bot.context import Context
from bot.feature import Command, Feature
from bot.outbox import letters
from bot.outbox.letters import Button, Rows, in_pairs
from bot.pictures.library import cycle_name
from bot.screens.frame import exercises_button, urge_and_help
from bot.screens.practice import begin_button
from bot.text import Text, bold, join


async def overview(context: Context) -> None:
    """The picture, what it shows, and the way in."""
    cycle = context.book.cycle
    caption = join([bold(cycle.title), cycle.intro])
    buttons = [
        [Button(context.t("cycle.button.steps"), "cycle:phase:0")],
        [Button(context.t("cycle.button.compass"), "cycle:compass")],
        [Button(context.t("cycle.button.withdrawal"), "cycle:withdrawal")],
    ]
    context.send(letters.picture(context.chat_id, cycle_name(context.language), caption, buttons))


async def show_phase(context: Context) -> None:
    """One phase: what happens, in the body, a way out."""
    number = context.number(0) % len(PHASES)
    phase = context.book.cycle.phases[number]
    context.show(_phase_text(context, phase, number), _phase_buttons(context, number))


def _phase_text(context: Context, phase: Phase, number: int) -> Text:
    heading = context.t("cycle.phase", number=number + 1, name=phase.name)
    return join(
        [
            bold(heading),
            phase.happens,
            bold(context.t("cycle.body")) + "\n" + phase.body,
            bold(context.t("cycle.way_out")) + "\n" + phase.way_out,
        ]
    )


def _phase_buttons(context: Context, number: int) -> Rows:
    ring = len(PHASES)
    steps = [
        Button(context.t("cycle.button.previous"), f"cycle:phase:{(number - 1) % ring}"),
        Button(context.t("cycle.button.next"), f"cycle:phase:{(number + 1) % ring}"),
    ]
    return [steps, [Button(context.t("cycle.button.compass"), "cycle:compass")]]


async def compass(context: Context) -> None:
    """Where am I now? Six answers."""
    phases = context.book.cycle.phases
    buttons = [Button(phase.name, f"cycle:here:{phase.id}") for phase in phases]
    context.show(context.t("cycle.where"), in_pairs(buttons))


async def here(context: Context) -> None:
    """The answer of one phase, with the phase lit in the picture and an exercise that fits."""
    word = context.word(0)
    number = PHASES.index(word) if word in PHASES else 0
    phase = context.book.cycle.phases[number]
    exercise = context.book.exercises[phase.exercise]
    label = context.t("exercise.button.begin", title=exercise.title, n=exercise.minutes)
    context.send(
        letters.picture(
            context.chat_id,
            cycle_name(context.language, phase.id),
            join([bold(phase.name), phase.here]),
            [
                [begin_button(exercise, label)],
                [Button(context.t("cycle.button.more"), f"cycle:phase:{number}")],
                urge_and_help(context.t),
            ],
        )
    )


async def relief(context: Context) -> None:
    """The other is kind again: the phase in which nobody reaches for help."""
    context.words = ["relief"]
    await here(context)


async def withdrawal(context: Context) -> None:
    """What happens when it stops: the states, each one tap away."""
    cycle = context.book.cycle
    buttons = [Button(cycle.withdrawal[s][0], f"cycle:state:{s}") for s in STATES]
    text = join([bold(cycle.withdrawal_title), cycle.withdrawal_intro])
    context.show(text, in_pairs(buttons))


async def show_state(context: Context) -> None:
    """One withdrawal state, and exercises that fit it."""
    word = context.word(0)
    state = word if word in STATES else STATES[0]
    name, text = context.book.cycle.withdrawal[state]
    fitting = Button(context.t("cycle.button.fitting"), f"exercise:state:{state}")
    back = Button(context.t("cycle.button.back"), "cycle:withdrawal")
    context.show(join([bold(name), text]), [[fitting], [back, exercises_button(context.t)]])


FEATURE = Feature(
    room="cycle",
    commands=(
        Command("cyclus", "cycle", overview, light=True),
        Command("kompas", "compass", compass, light=True),
    ),
    wishes={"cycle": overview, "relief": relief},
    buttons={
        "overview": overview,
        "phase": show_phase,
        "compass": compass,
        "here": here,
        "withdrawal": withdrawal,
        "state": show_state,
    },
)
