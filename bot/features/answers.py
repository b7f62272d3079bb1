"""Every command that is only text, straight from `content/*/answers/`."""

from __future__ import annotations

from bot.content.model import Content
from bot.context import Context, Handler
from bot.feature import Command, Feature
from bot.text import Text


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
        text = context.book.answers[name].text
        context.show(_filled(text, context))

    return show


def _filled(text: Text, context: Context) -> Text:
    """The operator's name and address in place of `{operator}`; formatting after it moves
    along.
    """
    mark = "{operator}"
    operator = context.deps.settings.operator or context.t("privacy.operator_unknown")
    before, found, after = text.plain.partition(mark)
    if not found:
        return text
    shift = len(operator) - len(mark)
    entities = tuple(
        {**entity, "offset": entity["offset"] + (shift if entity["offset"] > len(before) else 0)}
        for entity in text.entities
    )
    return Text(before + operator + after, entities)
