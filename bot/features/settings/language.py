"""The language that a client chooses: words, keyboard and the menu that Telegram shows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clients import preferences
from bot.content.model import LANGUAGES
from bot.context import Context
from bot.feature import Command, Feature
from bot.outbox.letters import Button
from bot.safety import spoken_anew
from bot.screens import menus
from bot.screens.frame import for_clients, keyboard
from bot.store.clients import Client


@for_clients
async def choose_language(context: Context, client: Client) -> None:
    """Dutch or English."""
    buttons = [Button(context.t(f"language.{x}"), f"language:speak:{x}") for x in LANGUAGES]
    context.show(context.t("settings.which_language"), [buttons])


def feature_for(commands: Sequence[Command]) -> Feature:
    """A part of the settings that knows the commands of all rooms, for the menu."""

    @for_clients
    async def take_language(context: Context, client: Client) -> None:
        """A language was tapped: everything from here on is in it, keyboard and menu too."""
        await _speak(context, client, context.word(0))

    async def _speak(context: Context, client: Client, language: str) -> None:
        questions, stands, shown = await spoken_anew.what_stands(context)
        if language in LANGUAGES:
            await preferences.change(context.tx, client, context.now, language=language)
            await context.reload_client()
        context.say(context.t("settings.language_set"), keyboard=keyboard(context.t))
        menu = menus.in_chat(context.chat_id, context.book, commands, coach=context.is_coach)
        context.send(menu)
        # Words of a crisis are not left behind in a language that she may not read.
        await spoken_anew.say_again(context, questions, shown, stands=stands)

    @for_clients
    async def speak_dutch(context: Context, client: Client) -> None:
        """Dutch was asked for in words."""
        await _speak(context, client, "nl")

    @for_clients
    async def speak_english(context: Context, client: Client) -> None:
        """English was asked for in words."""
        await _speak(context, client, "en")

    return Feature(
        room="language",
        buttons={"choose": choose_language, "speak": take_language},
        wishes={"dutch": speak_dutch, "english": speak_english},
    )
