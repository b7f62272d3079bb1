"""Notifications that say nothing: one fixed line, without a sound."""

from __future__ import annotations

from bot.clients import preferences
from bot.context import Context
from bot.screens.frame import for_clients, settings_button
from bot.store.clients import Client


@for_clients
async def make_neutral(context: Context, client: Client) -> None:
    """Asked for in words: on from now, and on it stays. Off they go on the screen alone, since
    whoever asks to hide may not be the one who asks to show.
    """
    if not client.neutral:
        await preferences.change(context.tx, client, context.now, neutral=True)
    context.show(context.t("settings.neutral_on"), [[settings_button(context.t)]])
