"""What several steps of an urge show: three exercises, people, the ways on, an end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.features.urge import service
from bot.features.urge.returning import the_offer
from bot.features.urge.ways_on import ways_on
from bot.outbox.letters import Button, Rows
from bot.safety import lines
from bot.safety.replies import own_ways
from bot.safety.ways import ways_of
from bot.screens import typed
from bot.screens.choosing import Situation, choose
from bot.screens.frame import coach_ways, help_button, kept_buttons
from bot.screens.practice import DAY, NIGHT, ROAD, begin_button, begin_label
from bot.store.urges import Urge
from bot.text import join
from bot.understanding.kinds import ON_THE_WAY

IS_SAFE = "urge:safe:"
"""A yes to "are you safe right now?", and where it waits for one that is typed."""
_PEOPLE = ("talk", "suicide", "danger", "doctor")


async def offer_exercises(
    context: Context,
    found: Urge | None,
    text: str,
    *,
    state: str | None = None,
    moving: bool = False,
    high: bool = False,
    unseen: bool = False,
    more: Rows = (),
) -> None:
    """Three that fit and ways out; a person instead, when the numbers say so.

    `high`: what was done did not reach, so a longer one and other ways stand beside them.
    `unseen`: only what others do not notice.
    """
    if await service.needs_a_person(context.tx, found):
        await point_to_a_person(context, found, more=more)
        return
    night = context.is_night
    strength, finished = await service.strength_and_done(context.tx, found)
    known = await service.what_helped(context.tx, found)
    state = state or (found.state if found else None) or "urge"
    # Who lies awake is not on the way, whatever was said before.
    moving = moving or (found is not None and found.kind == ON_THE_WAY and state != "insomnia")
    situation = Situation(
        state, night=night, strength=strength, moving=moving, longer=high, unseen=unseen
    )
    urge_id = found.id if found else 0
    version = ROAD if moving else NIGHT if night else DAY
    rows: list[list[Button]] = []
    for exercise in choose(context.book.exercises, situation, finished, known):
        evidence = known.get(exercise.id)
        tells = evidence is not None and evidence.speaks_for_it
        label = (
            context.t("exercise.button.helped", title=exercise.title,
                      n=evidence.helped, of=evidence.times)
            if evidence is not None and tells
            else begin_label(context.book, exercise)
        )  # fmt: skip
        rows.append([begin_button(exercise, label, version, urge_id)])
    if high and context.client is not None:
        rows += [[button] for button in kept_buttons(context.t, night=night)]
    if high:
        rows.append([Button(context.t("urge.button.person"), f"urge:person:{urge_id}")])
    out = [
        Button(context.t("urge.button.done"), f"urge:done:{urge_id}"),
        help_button(context.t),
    ]
    context.show(text, [*rows, *more, out])


async def point_to_a_person(
    context: Context,
    found: Urge | None,
    key: str = "urge.person",
    more: Rows = (),
    topics: Sequence[str] = _PEOPLE,
) -> None:
    """No further exercise: somebody who answers."""
    country = context.client.country if context.client else None
    shown = lines.lines_for(context.book, country, topics)
    asked, yes = await the_offer(context, found)
    done = Button(context.t("urge.button.done"), f"urge:done:{found.id if found else 0}")
    context.show(
        join([context.t(key), lines.show(context.book, shown, context.now), asked]),
        [
            *own_ways(context.book, await ways_of(context)),
            *yes,
            *coach_ways(context),
            *more,
            [done],
        ],
    )


async def come_to_rest(context: Context, found: Urge | None, text: str) -> None:
    """It is lower: one more, enough, or a promise to come back."""
    asked, yes = await the_offer(context, found)
    rows = [*yes, *await ways_on(context, found)]
    context.show(join([text, asked]), rows)


async def ask_whether_safe(context: Context, urge_id: int, then: str = "") -> None:
    """There was contact. When two are together that is no slip, and is not spoken of as one.

    `then` goes along with a yes.
    """
    place = f"{IS_SAFE}{urge_id}{then and f':{then}'}"
    if context.client is not None:
        await context.wait_for(place)
    key = "urge.happened" if speaks_of_contact(context) else "urge.happened_together"
    shown = await typed.answered(context)
    if shown is not None and shown.holds(IS_SAFE):
        key = "urge.happened_again"  # The rest was said.
    buttons = [
        Button(context.t("urge.button.safe"), place),
        Button(context.t("urge.button.not_safe"), "urge:unsafe"),
    ]
    context.show(context.t(key), [buttons])


def speaks_of_contact(context: Context) -> bool:
    """Whether contact is something of account here."""
    return context.client is None or service.contact_counts(context.client)


def over(context: Context) -> None:
    """A button of an urge that ended: what it asked is past, help is here."""
    context.show(
        context.t("urge.over"),
        [[Button(context.t("button.now"), "urge:start"), help_button(context.t)]],
    )
