"""The urge: something for the body at once; then, if wanted, what fits."""

from __future__ import annotations

from bot.choosing import Situation, choose
from bot.context import Context
from bot.feature import Command, Feature
from bot.features.urge import service
from bot.features.urge.rules import Next
from bot.frame import help_button, rating_buttons
from bot.night import is_night
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.pictures.library import breath_name
from bot.practice import DAY, NIGHT, begin_button
from bot.safety import lines
from bot.store.urges import Urge
from bot.text import join

_STATES = {"much": "panic", "empty": "numbness", "awake": "insomnia", "phone": "urge"}
"""What a button says -> the withdrawal state that it stands for."""

_KINDS = ("incoming", "on_the_way", "happened")
_BREATH = "long-exhale"
_PEOPLE = ("talk", "suicide", "danger", "doctor")


async def start(context: Context) -> None:
    """The first reply: something to do with the body, and the way out.

    Nothing stands before it.
    """
    night = is_night(context.zone, context.now)
    urge_id = await service.begin(context.tx, context.client, context.now)
    text = context.t("urge.first_night" if night else "urge.first")
    buttons = [
        [Button(context.t("urge.button.go"), f"urge:go:{urge_id}")],
        [Button(context.t("urge.button.not_sent"), f"urge:not_sent:{urge_id}")],
    ]
    breath = None if night else await _known_breath(context)
    if breath is None:
        context.say(text, buttons, silent=night)
    else:
        context.send(letters.picture(context.chat_id, breath, text, buttons, moving=True))


async def _known_breath(context: Context) -> str | None:
    """The moving breath, if Telegram has it already: the first reply never waits for an upload."""
    exercise = context.book.exercises.get(_BREATH)
    if exercise is None or exercise.breath is None:
        return None
    name = breath_name(context.language, exercise.breath)
    return name if await context.has_picture(name) else None


async def go_on(context: Context) -> None:
    """How strong is it? Always a new message: the first reply stays where it is."""
    urge_id = context.number(0)
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is None and context.client is not None:
        await _over(context)
        return
    skip = [Button(context.t("urge.button.skip"), f"urge:what:{urge_id}")]
    context.say(
        context.t("urge.how_strong"),
        [*rating_buttons(urge_id), skip],
        silent=is_night(context.zone, context.now),
    )


async def rate(context: Context) -> None:
    """A number: before an exercise, or after one."""
    urge_id, practice_id, value = (context.number(place) for place in range(3))
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is None and context.client is not None:
        await _over(context)
        return
    following = None
    if found is not None:
        following = await service.rate(context.tx, found, practice_id, min(value, 10), context.now)
    if following is None:
        await ask_what(context)
    elif following is Next.EASED:
        context.show(context.t("urge.eased", n=value), _after(context, urge_id))
    elif following is Next.ANOTHER:
        await _offer(context, found, context.t("urge.still_high", n=value))
    else:
        _point_to_a_person(context)


async def ask_what(context: Context) -> None:
    """What is it? Four answers, three other situations, and the choice to say nothing."""
    urge_id = context.number(0)
    states = [
        Button(context.t(f"urge.button.{name}"), f"urge:state:{urge_id}:{name}")
        for name in _STATES
    ]
    kinds = [
        Button(context.t(f"urge.button.{name}"), f"urge:kind:{urge_id}:{name}") for name in _KINDS
    ]
    skip = Button(context.t("urge.button.skip"), f"urge:state:{urge_id}")
    context.show(
        context.t("urge.what"),
        [states[:2], states[2:], kinds[:2], [kinds[2], skip]],
    )


async def choose_state(context: Context) -> None:
    """Exercises that fit the answer; without one, those of the answer before."""
    urge_id = context.number(0)
    state = _STATES.get(context.word(1))
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if state is not None:
        await service.note(context.tx, found, state=state)
    await _offer(context, found, context.t("urge.offer"), state=state)


async def choose_kind(context: Context) -> None:
    """A message came in, somebody is on the way, or there was contact."""
    urge_id = context.number(0)
    kind = context.word(1)
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if kind not in _KINDS:
        await _offer(context, found, context.t("urge.offer"))
        return
    await service.note(context.tx, found, kind=kind)
    if kind == "happened":
        context.show(
            context.t("urge.happened"),
            [
                [
                    Button(context.t("urge.button.safe"), f"urge:safe:{urge_id}"),
                    Button(context.t("urge.button.not_safe"), "urge:unsafe"),
                ]
            ],
        )
        return
    moving = kind == "on_the_way"
    await _offer(context, found, context.t(f"urge.{kind}"), moving=moving)


async def safe_now(context: Context) -> None:
    """There was contact, and it is safe: the body, then nothing that counts."""
    urge_id = context.number(0)
    found = await service.current(context.tx, context.client, urge_id, context.now)
    await _offer(context, found, context.t("urge.happened_safe"), state="anxiety")


async def unsafe_now(context: Context) -> None:
    """There was contact, and it is not safe."""
    country = context.client.country if context.client else None
    shown = lines.lines_for(context.book, country, ("violence", "danger"))
    context.show(
        join([context.t("urge.happened_unsafe"), lines.show(context.book, shown, context.now)])
    )


async def not_sent(context: Context) -> None:
    """ "I am not sending it now": the way out that was there from the start."""
    urge_id = context.number(0)
    context.show(context.t("urge.not_sent"), _after(context, urge_id))


async def done(context: Context) -> None:
    """Enough for now."""
    await service.end(context.tx, context.client, context.now)
    context.show(context.t("urge.done"))


async def _offer(
    context: Context,
    found: Urge | None,
    text: str,
    *,
    state: str | None = None,
    moving: bool = False,
) -> None:
    if await service.needs_a_person(context.tx, found):
        _point_to_a_person(context)
        return
    night = context.is_night
    strength, finished = await service.strength_and_done(context.tx, found)
    state = state or (found.state if found else None) or "urge"
    moving = moving or (found is not None and found.kind == "on_the_way")
    situation = Situation(state, night=night, strength=strength, moving=moving)
    fitting = choose(context.book.exercises, situation, finished)
    urge_id = found.id if found else 0
    version = NIGHT if night else DAY
    rows = [
        [begin_button(e, _label(context, e.title, e.minutes), version, urge_id)] for e in fitting
    ]
    out = [Button(context.t("urge.button.done"), "urge:done"), help_button(context.book.t)]
    context.show(text, [*rows, out])


def _label(context: Context, title: str, minutes: int) -> str:
    return context.t("exercise.button.begin", title=title, n=minutes)


def _point_to_a_person(context: Context) -> None:
    country = context.client.country if context.client else None
    shown = lines.lines_for(context.book, country, _PEOPLE)
    context.show(
        join([context.t("urge.person"), lines.show(context.book, shown, context.now)]),
        [[Button(context.t("urge.button.done"), "urge:done")]],
    )


async def _over(context: Context) -> None:
    """A button of an urge that ended: what it asked is past, help is here."""
    context.show(
        context.t("urge.over"),
        [[Button(context.t("button.now"), "urge:start"), help_button(context.book.t)]],
    )


def _after(context: Context, urge_id: int) -> Rows:
    return [
        [Button(context.t("urge.button.another"), f"urge:state:{urge_id}")],
        [Button(context.t("urge.button.done"), "urge:done"), help_button(context.book.t)],
    ]


FEATURE = Feature(
    room="urge",
    commands=(Command("drang", "urge", start, menu=True),),
    labels={"urge": start},
    words=dict.fromkeys(("nu", "now", "drang", "urge", "."), start),
    buttons={
        "start": start,
        "go": go_on,
        "rate": rate,
        "what": ask_what,
        "state": choose_state,
        "kind": choose_kind,
        "safe": safe_now,
        "unsafe": unsafe_now,
        "not_sent": not_sent,
        "done": done,
    },
)
