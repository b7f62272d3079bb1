"""Exercises: three that fit, all of them, and one step after the other."""

from __future__ import annotations

from dataclasses import replace

from bot.content.model import STATES, Exercise
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.exercise import service
from bot.outbox import letters
from bot.outbox.letters import Button, in_pairs
from bot.pictures.library import breath_name
from bot.safety import lasting
from bot.screens.choosing import Situation, choose
from bot.screens.frame import (
    ask_number,
    exercises_button,
    help_button,
    urge_and_help,
    urge_ways,
)
from bot.screens.practice import (
    DAY,
    NIGHT,
    ROAD,
    Place,
    begin_button,
    begin_label,
    screen,
    steps_of,
)
from bot.store import clients
from bot.text import Text, join
from bot.understanding.kinds import HAPPENED

_USUAL = "anxiety"
"""The state that most people mean who ask for an exercise without saying more."""


async def offer(context: Context) -> None:
    """Three exercises for this hour of the day, and the way to others."""
    text = context.t("exercise.offer_night" if context.is_night else "exercise.offer")
    await _offer_for(context, _state_now(context), text)


async def comfort(context: Context) -> None:
    """A text that speaks of distress without an urge: something that fits, and people in reach."""
    state = context.unit.kind or _state_now(context)
    text: Text | str = context.t("exercise.distress")
    near = await lasting.is_near_a_crisis(context)
    if near:
        text = join([text, context.book.replies["not_emergency"]])
    await _offer_for(context, state, text)
    if near:
        context.add_below([help_button(context.t)])


def _state_now(context: Context) -> str:
    """By day most people who say no more mean tension; by night, that they lie awake."""
    return "insomnia" if context.is_night else _USUAL


async def choose_state(context: Context) -> None:
    """Somebody says how it is: exercises that fit that."""
    state = context.word(0) if context.word(0) in STATES else _USUAL
    name, _ = context.book.cycle.withdrawal[state]
    await _offer_for(context, state, context.t("exercise.for_state", state=name.lower()))


async def _offer_for(context: Context, state: str, text: Text | str) -> None:
    night = context.is_night
    version = NIGHT if night else DAY
    fitting = choose(context.book.exercises, Situation(state, night=night))
    buttons = [[begin_button(e, begin_label(context.book, e), version)] for e in fitting]
    more = [Button(context.t("exercise.button.states"), "exercise:states"),
            Button(context.t("exercise.button.all"), "exercise:all")]  # fmt: skip
    context.show(text, [*buttons, more])


async def ask_state(context: Context) -> None:
    """How is it now? Eight answers."""
    names = context.book.cycle.withdrawal
    buttons = [Button(names[state][0], f"exercise:state:{state}") for state in STATES]
    context.show(context.t("exercise.how"), in_pairs(buttons))


async def list_all(context: Context) -> None:
    """Every exercise, by title."""
    version = NIGHT if context.is_night else DAY
    exercises = sorted(context.book.exercises.values(), key=lambda e: e.title)
    context.show(
        context.t("exercise.all"),
        in_pairs([begin_button(e, e.title, version) for e in exercises]),
    )


async def begin(context: Context) -> None:
    """The first step of an exercise."""
    name, urge_id = context.word(0), context.number(2)
    # The hour decides, not the button, which may be from another time of day; on the road it does
    # not matter, for nobody lies in bed there.
    by_hour = NIGHT if context.is_night else DAY
    version = ROAD if context.word(1) == ROAD else by_hour
    exercise = context.book.exercises.get(name)
    if exercise is None:
        await offer(context)
        return
    begun = await service.begin(context.tx, context.client, name, urge_id, context.now)
    place = Place(name, 0, version, *begun, pace=_own_pace(context, exercise))
    await _show_anew(context, exercise, place)


def _own_pace(context: Context, exercise: Exercise) -> str:
    """The pace that this client chose before, where the exercise has it."""
    chosen = context.client.pace if context.client else None
    breath = exercise.breath_in(chosen)
    return breath.pace if breath is not None and breath != exercise.breath else ""


async def _show_anew(context: Context, exercise: Exercise, place: Place) -> None:
    """A step with the moving breath beside it; by night, and without a breath, in place."""
    breath = exercise.breath_in(place.pace)
    if breath is None or context.is_night:
        context.show(*screen(context.book, exercise, place))
        return
    name = breath_name(context.language, breath)
    in_words = context.t(
        "breath.caption", inhale=f"{breath.inhale:g}", exhale=f"{breath.exhale:g}"
    )
    moving = letters.picture(context.chat_id, name, in_words, moving=True, silent=True)
    # The words never wait for an upload: until Telegram has the picture, it comes after them.
    if known := await context.has_picture(name):
        context.send(moving)
    context.say(*screen(context.book, exercise, place))
    if not known:
        context.send(moving)


async def ask_pace(context: Context) -> None:
    """In which pace? The data is that of the step, so that it can go on from there."""
    place = _place(context)
    exercise = context.book.exercises.get(place.exercise) if place else None
    if place is None or exercise is None or not exercise.paces:
        await offer(context)
        return
    buttons = [
        Button(
            context.t("exercise.button.seconds", inhale=f"{breath.inhale:g}",
                      exhale=f"{breath.exhale:g}"),
            replace(place, pace=breath.pace).data(place.number, "paced"),
        )
        for breath in exercise.paces
    ]  # fmt: skip
    context.show(context.t("exercise.pace"), [buttons])


async def take_pace(context: Context) -> None:
    """A pace was tapped: remembered for the next time, and the step goes on in it."""
    place = _place(context)
    exercise = context.book.exercises.get(place.exercise) if place else None
    if place is None or exercise is None:
        await offer(context)
        return
    breath = exercise.breath_in(place.pace)
    if context.client is not None and breath is not None:
        await clients.change(context.tx, context.client.id, pace=breath.pace)
    number = min(place.number, len(steps_of(exercise, place.version)) - 1)
    await _show_anew(context, exercise, replace(place, number=number))


async def take_step(context: Context) -> None:
    """The next step, or the end."""
    place = _place(context)
    exercise = context.book.exercises.get(place.exercise) if place else None
    if place is None or exercise is None:
        await offer(context)
        return
    steps = steps_of(exercise, place.version)
    place = replace(place, number=min(place.number, len(steps)))
    await service.step(context.tx, context.client, place, context.now)
    if place.number < len(steps):
        context.show(*screen(context.book, exercise, place))
        return
    found = await service.end(context.tx, context.client, place, context.now)
    if found is not None and found.kind == HAPPENED:
        # After contact nothing is counted, not even this.
        context.show(context.t("urge.after_contact"), urge_ways(context.t, found.id))
        return
    if place.urge_id:
        await ask_number(context, context.t("urge.again"), place.urge_id, place.practice_id)
        return
    context.show(
        context.t("exercise.done"), [[exercises_button(context.t)], urge_and_help(context.t)]
    )


def _place(context: Context) -> Place | None:
    version = context.word(2)
    if len(context.words) not in {5, 6} or version not in {DAY, NIGHT, ROAD}:
        return None
    exercise = context.book.exercises.get(context.word(0))
    breath = exercise.breath_in(context.word(5)) if exercise else None
    return Place(
        exercise=context.word(0),
        number=context.number(1),
        version=version,
        practice_id=context.number(3),
        urge_id=context.number(4),
        pace=breath.pace if breath is not None and breath.pace == context.word(5) else "",
    )


FEATURE = Feature(
    room="exercise",
    labels={"distress": comfort},
    wishes={"exercise": offer},
    commands=(Command("oefening", "exercise", offer, menu=True, light=True),),
    buttons={
        "offer": offer,
        "states": ask_state,
        "state": choose_state,
        "all": list_all,
        "begin": begin,
        "step": take_step,
        "pace": ask_pace,
        "paced": take_pace,
    },
)
