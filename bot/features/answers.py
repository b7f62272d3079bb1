"""Every command that is only text, straight from `content/*/answers/`."""

from __future__ import annotations

from bot.content.model import Content
from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.outbox.letters import Button
from bot.screens.frame import answer_text

_PRIVACY = "privacy"
"""The notice leads on to what was agreed to, what the coach sees, and a copy of it all."""


def feature_for(content: Content) -> Feature:
    """A room with one command per file; the files of both languages have the same names."""
    books = list(content.books.values())
    commands = tuple(
        Command(
            nl=content["nl"].answers[name].command,
            en=content["en"].answers[name].command,
            handler=_show(name),
        )
        for name in books[0].answers
    )
    return Feature(room="answers", commands=commands, wishes={"privacy": _show(_PRIVACY)})


def _show(name: str) -> Handler:
    async def show(context: Context) -> None:
        buttons = None
        if name == _PRIVACY and context.client is not None:
            buttons = [
                [Button(context.t("agreed.button.open"), "privacy:agreed")],
                [Button(context.t("mirror.button.open"), "privacy:mirror")],
                [Button(context.t("mydata.open"), "privacy:mydata")],
            ]
        context.show(answer_text(context, name), buttons)

    return show
