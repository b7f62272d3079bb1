"""Every command that is only text, straight from `content/*/answers/`."""

from __future__ import annotations

from bot.content.model import Content
from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.frame import answer_text


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
    return Feature(room="answers", commands=commands)


def _show(name: str) -> Handler:
    async def show(context: Context) -> None:
        context.show(answer_text(context, name))

    return show
