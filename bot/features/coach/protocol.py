"""What the coaches agree on before a client can ask to be rung; until then that stays locked."""

from __future__ import annotations

from bot.calendar.times import local_date
from bot.context import Context
from bot.feature import Feature
from bot.outbox.letters import Button
from bot.screens.frame import panel_button
from bot.store import acts, calls


async def read(context: Context) -> None:
    """The protocol's text, and whether it is confirmed."""
    version = context.t("call.protocol_version")
    found = await calls.find_confirmation(context.tx, version)
    text = context.t("call.protocol")
    panel = [panel_button(context.t)]
    if found is None or not context.deps.is_coach(found.coach_id):
        confirm = Button(context.t("call.button.confirm"), f"protocol:confirm:{version}")
        context.show(text, [[confirm], panel])
        return
    who = "confirmed_by_you" if found.coach_id == context.chat_id else "confirmed_by_other"
    on = f"{local_date(context.zone, found.confirmed_at):%d-%m-%Y}"
    lock = Button(context.t("call.button.lock"), "protocol:lock")
    context.show(f"{text}\n\n{context.t(f'call.{who}', on=on)}", [[lock], panel])


async def confirm(context: Context) -> None:
    """Confirmed, with version, person and time. A text that changed meanwhile is read anew."""
    version = context.t("call.protocol_version")
    if context.word(0) == version:
        await calls.confirm(context.tx, version, context.chat_id, context.now)
        await acts.note(context.tx, context.chat_id, "protocol_set", context.now)
    await read(context)


async def lock(context: Context) -> None:
    """Locked again for every client, at once."""
    if await calls.withdraw(context.tx, context.now):
        await acts.note(context.tx, context.chat_id, "protocol_shut", context.now)
    context.show(context.t("call.locked_again"))


FEATURE = Feature(
    room="protocol",
    coach=True,
    buttons={"read": read, "confirm": confirm, "lock": lock},
)
