"""The first reply to an urge: something to do with the body, and the way out."""

from __future__ import annotations

from bot.content.model import COMING, RESISTED
from bot.context import Context
from bot.features.urge import resisted, returning, service
from bot.features.urge.screens import ask_whether_safe
from bot.outbox import letters
from bot.outbox.letters import Button, Rows
from bot.pictures.library import breath_name
from bot.safety import lasting
from bot.screens.frame import help_button, kept_buttons
from bot.screens.urge_words import speaks_of_letter
from bot.text import join
from bot.understanding.kinds import HAPPENED, INCOMING, ON_THE_WAY

_WEIGHTY = (ON_THE_WAY, HAPPENED)
"""What the first reply had better know."""
_BREATH = "long-exhale"


async def start(context: Context) -> None:
    """The first reply: something to do with the body, and the way out.

    Nothing stands before it, save for one question where there was contact: is it safe now?
    """
    coming = context.unit.kind == COMING
    kind = INCOMING if coming else context.unit.kind
    if kind == RESISTED and not context.text.startswith("/"):
        await resisted.tell(context)
        return
    if kind == RESISTED:
        kind = ""  # Whoever asks for the anchor gets it.
    # A number is asked for anew, below this; the question before it is over.
    await context.leave_place()
    found = await service.begin(context.tx, context.client, kind, context.now)
    urge_id = found.id if found else 0
    if kind == HAPPENED:
        await ask_whether_safe(context, urge_id)
        return
    text, buttons = _first_words(context, kind, urge_id, coming=coming)
    if await lasting.is_near_a_crisis(context):
        promised = returning.still_promised(context, found)
        text = join([text, promised, context.book.replies["not_emergency"]]).plain
        buttons = [*buttons, [help_button(context.t)]]
    breath = None if kind or context.is_night else await _known_breath(context)
    if breath is None:
        context.say(text, buttons)
    else:
        context.send(letters.picture(context.chat_id, breath, text, buttons, moving=True))


def _first_words(context: Context, kind: str, urge_id: int, *, coming: bool) -> tuple[str, Rows]:
    """`coming`: the other is not writing, but on the way here."""
    key = f"urge.first_{COMING if coming else kind}" if kind else "urge.first"
    if not kind and context.is_night:
        key = "urge.first_night"
    onward = f"urge:go:{urge_id}"
    if kind == ON_THE_WAY and not urge_id:
        # Of a visitor nothing is kept, so the button carries what was said.
        onward = f"urge:kind:0:{kind}"
    out = "not_going" if kind == ON_THE_WAY else "not_sent"
    # What she is about to do is not known, unless she said so.
    sends = (kind == INCOMING and not coming) or context.unit.sending
    label = out if kind == ON_THE_WAY or sends else "not_now"
    buttons = [
        [Button(context.t("urge.button.go"), onward)],
        [Button(context.t(f"urge.button.{label}"), f"urge:{out}:{urge_id}")],
    ]
    if not kind:
        # Whoever rides stops first, and after contact safety comes first: one tap away.
        buttons.insert(1, [kind_button(context, urge_id, name) for name in _WEIGHTY])
    if kind == ON_THE_WAY and speaks_of_letter(context.text):
        # What she wants to bring along may be given away here instead.
        kept = kept_buttons(context.t, night=context.is_night)[1:]
        buttons += [row for row in (kept, [help_button(context.t)]) if row]
    return context.t(key), buttons


def kind_button(context: Context, urge_id: int, kind: str) -> Button:
    """Says which urge it is."""
    return Button(context.t(f"urge.button.{kind}"), f"urge:kind:{urge_id}:{kind}")


async def _known_breath(context: Context) -> str | None:
    """The moving breath, if Telegram has it already: the first reply never waits for an upload."""
    exercise = context.book.exercises.get(_BREATH)
    breath = (
        exercise.breath_in(context.client.pace if context.client else None) if exercise else None
    )
    if breath is None:
        return None
    name = breath_name(context.language, breath)
    return name if await context.has_picture(name) else None
