"""The urge: something for the body at once; then, if wanted, what fits."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Command, Feature, Place, Urges
from bot.features.urge import aftercare, is_safe, looking_back, returning, riding, said, service
from bot.features.urge.first import kind_button, start
from bot.features.urge.number_words import (
    asks_for_more,
    leaves,
    needs_person,
    says_more,
    skips,
    wishes_else,
)
from bot.features.urge.rules import Next, question_in
from bot.features.urge.screens import (
    ask_whether_safe,
    come_to_rest,
    offer_exercises,
    over,
    point_to_a_person,
)
from bot.features.urge.ways_on import ways_on
from bot.features.urge.ways_out import done, find_a_person, not_going, not_sent
from bot.outbox.letters import Button, Rows
from bot.screens.frame import (
    ask_number,
    help_button,
    return_buttons,
    urge_and_help,
)
from bot.screens.strength import read_strength
from bot.store import urges
from bot.store.urges import Urge
from bot.understanding.kinds import HAPPENED, INCOMING, ON_THE_WAY

_STATES = {"much": "panic", "empty": "numbness", "awake": "insomnia", "phone": "urge"}
"""What a button says -> the withdrawal state that it stands for."""

_KINDS = (INCOMING, ON_THE_WAY, HAPPENED)


async def go_on(context: Context) -> None:
    """How strong is it? Always a new message: the first reply stays where it is."""
    urge_id = context.number(0)
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is None and context.client is not None:
        over(context)
        return
    question = await urges.next_question(context.tx, found.id) if found else 0
    skip = [Button(context.t("urge.button.skip"), f"urge:what:{urge_id}")]
    text = context.t("urge.how_strong")
    await ask_number(context, text, urge_id, question, below=[skip], anew=True)


async def rate(context: Context) -> None:
    """A number was tapped: before an exercise, or after one."""
    urge_id, value = context.number(0), context.number(2)
    practice_id = question_in(context.word(1))
    await _take_number(context, urge_id, practice_id, min(value, 10))


async def read_number(context: Context) -> bool:
    """A number was typed; other words get the buttons again, kindly, and once.

    A new urge in those words begins anew. False: another room does what is wished in them.
    """
    urge_id, practice_id = context.number(0), question_in(context.word(1))
    value, missed = read_strength(context.text), bool(context.word(2))
    skip = [Button(context.t("urge.button.skip"), f"urge:what:{urge_id}")]
    below = [*([] if practice_id > 0 else [skip]), [help_button(context.t)]]
    if not context.text:
        text = context.t("other.not_text_here")
        await ask_number(context, text, urge_id, practice_id, below=below, missed=missed)
    elif value is not None:
        await context.stop_waiting()
        await _take_number(context, urge_id, practice_id, value)
    elif await needs_person(context):
        await context.stop_waiting()
        await find_a_person(context)
    elif asks_for_more(context):
        await context.stop_waiting()
        await (another if practice_id > 0 else ask_what)(context)
    elif says_more(context):
        await start(context)
    elif leaves(context) or (practice_id > 0 and skips(context)):
        await context.stop_waiting()
        await done(context)
    elif wishes_else(context):
        return False
    elif skips(context):
        await context.stop_waiting()
        await ask_what(context)
    elif missed:
        await context.stop_waiting()
        found = await service.current(context.tx, context.client, urge_id, context.now)
        context.say(context.t("urge.no_number"), await ways_on(context, found))
    else:
        text = context.t("urge.number_kindly")
        await ask_number(context, text, urge_id, practice_id, below=below, missed=True)
    return True


async def _take_number(context: Context, urge_id: int, practice_id: int, value: int) -> None:
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if found is None and context.client is not None:
        over(context)
        return
    following = None
    if found is not None:
        following = await service.rate(context.tx, found, practice_id, value, context.now)
    await _go_on_after(context, found, value, following)


async def rate_later(context: Context) -> None:
    """A number was typed where none was asked for: it leads on as one to the question does."""
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    value, following = context.number(1), None
    if found is not None:
        following = await service.rate_later(context.tx, found, value, context.now)
    await _go_on_after(context, found, value, following)


async def _go_on_after(
    context: Context, found: Urge | None, value: int, following: Next | None
) -> None:
    """`following`: what the numbers lead to; None: no exercise was done, or a visitor's."""
    if following is None:
        await _ask_what(context, found)
    elif following in {Next.EASED, Next.RISEN}:
        await come_to_rest(context, found, context.t(f"urge.{following.value}", n=value))
    elif following is Next.ANOTHER:
        await offer_exercises(context, found, context.t("urge.still_high", n=value), high=True)
    else:
        await point_to_a_person(context, found)


async def ask_what(context: Context) -> None:
    """What is it? Four answers, three other situations, and the choice to say nothing."""
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    await _ask_what(context, found)


async def _ask_what(context: Context, found: Urge | None) -> None:
    urge_id = context.number(0)
    states = [
        Button(context.t(f"urge.button.{name}"), f"urge:state:{urge_id}:{name}")
        for name in _STATES
    ]
    kinds = [kind_button(context, urge_id, name) for name in _KINDS]
    skip = Button(context.t("urge.button.skip"), f"urge:state:{urge_id}")
    # Whoever said which urge it is, is not asked again.
    others = [kinds[:2], [kinds[2], skip]] if found is None or not found.kind else [[skip]]
    context.show(context.t("urge.what"), [states[:2], states[2:], *others])


async def choose_state(context: Context) -> None:
    """Exercises that fit the answer; without one, those of the answer before."""
    state = _STATES.get(context.word(1))
    found = await service.current(context.tx, context.client, context.number(0), context.now)
    if state is not None:
        await service.note(context.tx, found, state=state)
    await offer_exercises(context, found, context.t("urge.offer"), state=state)


async def another(context: Context) -> None:
    """One more exercise, or a person where the numbers say so; also once it was over."""
    found = await service.anew(context.tx, context.client, context.number(0), context.now)
    high = found is not None and await service.is_high(context.tx, found)
    await offer_exercises(context, found, context.t("urge.offer"), high=high)


async def choose_kind(context: Context) -> None:
    """A message came in, somebody is on the way, or there was contact."""
    urge_id = context.number(0)
    kind = context.word(1)
    found = await service.current(context.tx, context.client, urge_id, context.now)
    if kind not in _KINDS:
        await offer_exercises(context, found, context.t("urge.offer"))
        return
    if not urge_id and kind == HAPPENED:
        # Told beside the question of a crisis: no urge is known of yet.
        found = await service.begin(context.tx, context.client, kind, context.now)
        urge_id = found.id if found else 0
    await service.note_kind(context.tx, context.client, found, kind)
    if kind == HAPPENED:
        await ask_whether_safe(context, urge_id)
        return
    moving = kind == ON_THE_WAY
    await offer_exercises(context, found, context.t(f"urge.{kind}"), moving=moving)


async def take_answer(context: Context) -> bool:
    """What is typed in answer to a question of this room; other words go their own way."""
    return (
        await riding.take_ride(context, go_on, start)
        or await said.take_way(context, rate, done, not_going, choose_kind)
        or await riding.take_rest(context)
        or await said.take_step(context, go_on, rate, done)
        or await said.take_worse(context, go_on, ask_what)
        or await said.take_promise(context, promise_return, returning.take_back)
        or await said.take_sent(context, choose_kind)
        or await said.take_state(context, choose_state)
        or await said.take_further(context, rate, choose_state, done)
        or await said.take_later(context, rate_later, another)
        or await said.take_refusal(context)
        or await said.take_distress(context)
        or await is_safe.take_answer(context)
    )


async def promise_return(context: Context) -> None:
    """Yes, come back at that time."""
    if not await returning.promise(context):
        over(context)


async def rate_at_return(context: Context) -> None:
    """A number was tapped under the question of the promised return."""
    await _take_return(context, context.number(0), min(context.number(1), 10))


async def read_return(context: Context) -> bool:
    """A number was typed after the promised return. False: another room does what is wished."""
    urge_id = context.number(0)
    value = read_strength(context.text)
    if not context.text:  # it waits on
        buttons = [*return_buttons(urge_id), [help_button(context.t)]]
        context.say(context.t("other.not_text_here"), buttons)
    elif value is not None:
        await context.stop_waiting()
        await _take_return(context, urge_id, value)
    elif await needs_person(context):
        await context.stop_waiting()
        await find_a_person(context)
    elif asks_for_more(context):
        await context.stop_waiting()
        await another(context)
    elif says_more(context):
        await start(context)
    elif wishes_else(context) and not leaves(context):
        return False
    elif context.word(1) or leaves(context) or skips(context):
        await context.stop_waiting()
        context.say(context.t("urge.no_number"), [urge_and_help(context.t)])
    else:
        await context.wait_for(f"urge:back:{urge_id}:missed")
        buttons = [*return_buttons(urge_id), [help_button(context.t)]]
        context.say(context.t("urge.number_kindly"), buttons)
    return True


async def _take_return(context: Context, urge_id: int, value: int) -> None:
    """The number of the promised return: lower is left at that, high is never called done."""
    found = await returning.due(context, urge_id)
    if found is None or context.client is None:
        over(context)
        return
    value, following = await service.rate_at_return(context.tx, found, value, context.now)
    line = await returning.line_of(context, found)
    if following in {Next.EASED, Next.RISEN}:
        context.show(context.t("urge.return_eased", n=value), _after_return(context, found))
        if line is not None:
            context.send(line)
        return
    # While it is high the line waits for a tap: help comes first.
    shown = Button(context.t("urge.button.wave"), f"urge:wave:{found.id}")
    more = [[shown]] if line is not None else []
    if following is Next.PERSON:
        await point_to_a_person(context, found, more=more)
        return
    # It goes on, or has begun anew: the exercises belong to what is open now.
    now_open = await urges.open_urge(context.tx, context.client.id, context.now)
    text = context.t("urge.still_high", n=value)
    await offer_exercises(context, now_open, text, high=True, more=more)


def _after_return(context: Context, found: Urge) -> Rows:
    return [[Button(context.t("urge.button.look"), f"urge:look:{found.id}")]]


FEATURE = Feature(
    room="urge",
    commands=(Command("drang", "urge", start, menu=True),),
    labels={"urge": start},
    words=dict.fromkeys(("nu", "now", "drang", "urge", "."), start),
    waits={
        "number": Place(read_number, Urges.WEIGHED, asks_number=True),
        "back": Place(read_return, Urges.WEIGHED, asks_number=True),
    },
    answers=take_answer,
    buttons={
        "start": start,
        "go": go_on,
        "rate": rate,
        "what": ask_what,
        "state": choose_state,
        "kind": choose_kind,
        "safe": is_safe.safe_now,
        "unsafe": is_safe.unsafe_now,
        "not_sent": not_sent,
        "not_going": not_going,
        "person": find_a_person,
        "done": done,
        "promise": promise_return,
        "unpromise": returning.take_back,
        "came": returning.open_line,
        "back": rate_at_return,
        "wave": returning.show_line,
        "look": looking_back.begin,
        "cause": looking_back.take_cause,
        "phase": looking_back.take_phase,
        "contact": looking_back.take_contact,
        "since": looking_back.take_since,
        "care": aftercare.ask_phone,
        "nocare": aftercare.decline,
        "mine": aftercare.begin,
        "shared": aftercare.not_alone,
        "endcare": aftercare.stop,
        "caring": aftercare.open_line,
    },
    kinds={returning.KIND: returning.ReturnKind(), aftercare.KIND: aftercare.AftercareKind()},
)
