"""What stands of safety, question or reply, once more in a language that was chosen just now."""

from __future__ import annotations

from bot.context import Context
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, Letter, delete, say
from bot.safety import help_screen, lasting, replies
from bot.safety.questions import Question, open_questions, renew
from bot.safety.ways import ways_of
from bot.screens import typed
from bot.screens.frame import help_button

_THINKING = "safety:not_thinking:"


async def what_stands(context: Context) -> tuple[list[Question], bool, Shown | None]:
    """Before the language changes: the open questions, whether a reply stands, and the newest."""
    shown = await typed.in_sight(context)
    return await open_questions(context), await lasting.stands(context, shown), shown


async def say_again(
    context: Context, questions: list[Question], shown: Shown | None, *, stands: bool
) -> None:
    """The same in the language that is spoken now; what it stood in before is taken away."""
    for place, question in enumerate(questions):
        number = await question.message_id(context)
        update = f"{context.incoming.update_id}{f'x{place}' if place else ''}"
        asked = Question(question.kind, update, question.doubt)
        await renew(context, question, asked)
        context.send(await _asked_in(context, asked, shown))
        if number is not None:
            context.send(delete(context.chat_id, [number]))
    if stands and not questions:
        text, rows = help_screen.say_once_more(context), [[help_button(context.t)]]
        context.send(say(context.chat_id, text, rows).with_(kind=FIRST))


async def _asked_in(context: Context, asked: Question, shown: Shown | None) -> Letter:
    client = context.client
    text, rows = replies.first_reply(
        context.book,
        asked.kind,
        client.country if client else None,
        await ways_of(context),
        context.now,
        doubt=_doubt_of(asked, shown),
        slight=asked.is_slight,
    )
    letter = say(context.chat_id, text, rows).silenced()
    told, key = replies.told_by(asked.kind), asked.key(context.deps.bot_id)
    return letter.with_(kind=FIRST, told=told, key=key)


def _doubt_of(asked: Question, shown: Shown | None) -> str:
    """As the buttons carried it: with the number of the message that was doubted, if that is known
    still.
    """
    data = shown.data(_THINKING) if shown is not None and not asked.is_about_safety else []
    written = asked.doubt.written if asked.doubt else ""
    return data[0].removeprefix(_THINKING) if data else written
