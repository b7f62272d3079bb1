"""What can be done with a message to many that has left: looked at, stopped, listed, withdrawn."""

from __future__ import annotations

from bot.context import Context
from bot.feature import Feature, Place
from bot.features.coach.broadcast import correcting, progress_card, sent
from bot.features.coach.broadcast.letters import opens_news
from bot.features.coach.broadcast.listing import CSV, CsvKind
from bot.outbox.letters import Button, Letter
from bot.store import broadcast_copies, broadcast_sending, broadcasts, closings
from bot.store.broadcast_copies import UNDO
from bot.store.broadcasts import DONE, WITHDRAWABLE, Broadcast


async def look(context: Context) -> None:
    """How it goes now."""
    if (found := await sent.own(context)) is not None:
        await sent.show_standing(context, found)


async def _show_again(context: Context, found: Broadcast) -> None:
    """How it stands after a change."""
    again = await broadcasts.find(context.tx, found.id)
    assert again is not None
    await sent.show_standing(context, again)


async def stop(context: Context) -> None:
    """Nothing further leaves; what is in the air still arrives."""
    if (found := await sent.own(context)) is None:
        return
    if found.state != DONE and found.stopped_at is None:
        await halt(context, found)
        await sent.note(context, "message_stopped", found)
    await _show_again(context, found)


async def halt(context: Context, found: Broadcast) -> None:
    """No letter of it leaves from now on."""
    await broadcasts.change(context.tx, found.id, stopped_at=context.now, next_at=context.now)
    await broadcast_sending.stop_some(context.tx, found.id, context.now)


async def send_csv(context: Context) -> None:
    """The list as a file, made when it leaves and kept nowhere."""
    if (found := await sent.own(context)) is None:
        return
    key = f"bc_csv:{found.id}:{int(context.now.timestamp() * 1000)}"
    params = {"chat_id": context.chat_id, "broadcast": found.id, "language": context.language}
    context.send(Letter("sendDocument", params, kind=CSV, key=key))
    await sent.note(context, "message_listed", found)


async def withdraw(context: Context) -> None:
    """Sure? With how many it can be taken away from at the most."""
    if (found := await sent.to_mend(context)) is None or await _is_too_old(context, found):
        return
    assert found.started_at is not None
    sure = Button(context.t("broadcast.button.withdraw_sure"), f"outcome:gone:{found.id}")
    lines = [context.t("broadcast.withdraw_sure", n=found.out)]
    if context.now >= found.started_at + WITHDRAWABLE:
        lines = [context.t("broadcast.withdraw_some")]
    if found.state != DONE:
        lines.append(context.t("broadcast.withdraw_rest"))
    await sent.show_over(context, found, "\n".join(lines), [[sure], [sent.back(context, found)]])


async def _is_too_old(context: Context, found: Broadcast) -> bool:
    """Whether there is nothing to take away any more, which is said then.

    By when it left, not by when it came to whom: that tells who waited.
    """
    assert found.expires_at is not None
    if found.out and context.now < found.expires_at + WITHDRAWABLE:
        return False
    text = context.t("broadcast.withdraw_none")
    await sent.show_over(context, found, text, [[sent.back(context, found)]])
    return True


async def withdraw_now(context: Context) -> None:
    """Stop it, and delete what arrived within the last 48 hours."""
    if (found := await sent.to_mend(context)) is None or await _is_too_old(context, found):
        return
    now = context.now
    await broadcast_sending.stop_some(context.tx, found.id, now)
    values = {"withdrawn_at": now, "stopped_at": found.stopped_at or now}
    if found.state != DONE:
        values["next_at"] = now
    await broadcasts.change(context.tx, found.id, **values)
    await closings.hurry(context.tx, found.id, opens_news(found.id), now)
    await broadcast_copies.queue_after(context.tx, found, UNDO, now, now - WITHDRAWABLE)
    await sent.note(context, "message_undone", found)
    await _show_again(context, found)


FEATURE = Feature(
    room="outcome",
    coach=True,
    buttons={
        "look": look,
        "stop": stop,
        "csv": send_csv,
        "fix": correcting.fix,
        "words": correcting.ask_words,
        "put": correcting.put,
        "keep": correcting.keep,
        "anew": correcting.anew,
        "withdraw": withdraw,
        "gone": withdraw_now,
    },
    waits={"words": Place(correcting.take_words)},
    leads_out=frozenset(["look", "keep"]),
    kinds={**progress_card.KINDS, CSV: CsvKind()},
)
