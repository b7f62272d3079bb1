"""What a typed text stands for, where no room waits for it: a press, a command by its name, a
wish, or something said to the screen in sight.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bot.content.wishes import Trait, has
from bot.context import Context, Handler
from bot.feature import Command, Taker
from bot.features import unsent
from bot.features.coach import panel
from bot.features.coach.broadcast import draft_source, second_thoughts
from bot.in_sight import Shown
from bot.register import Pressed, Register
from bot.safety import lasting, questions, standing
from bot.screens import arriving, typed
from bot.screens.done import says_done
from bot.screens.frame import panel_button
from bot.understanding import yes_no

_SETTING_COMMANDS = frozenset(["settings", "time", "pause", "resume"])
"""Commands of a client about messages that come to no coach: hers are set from her panel."""
_OWN_CARDS = ("broadcast:undo:", "outcome:stop:", "safety:")
"""Below these a yes or a no says something else (`second_thoughts`, `bot.safety`)."""
_NO_WAY_OUT = frozenset(["silent", "link"])
"""Commands of a coach that change something, and whose names may be a text of hers."""
_BARELY_DONE = 3
"""Words of "heb ik gedaan", which names nothing that was done."""
_NEAR = 0.75
"""So much alike are a name and one that was mistyped, from 0 to 1."""
_IN_COLOUR = "\N{VARIATION SELECTOR-16}"
"""What some phones write behind an emoji."""


Meaning = Handler | bool | None
"""What carries out what a text stands for; True: it is answered already; else it is not this."""


class Typed:
    """Reads a text as its writer meant it, with what is in sight."""

    def __init__(self, rooms: Register, unknown: Handler) -> None:
        self._rooms = rooms
        self._unknown = unknown

    def meant(self, context: Context) -> Handler:
        """Who answers what the text was taken to mean."""
        return self._rooms.labels.get(context.unit.label, self._unknown)

    async def take(self, context: Context) -> bool:
        """Whether it stands for a press, for a command, or says what is wanted of the program."""
        context.words = []
        for read in (
            self._typed_press,
            self._tap_needed,
            self._command,
            self._coachs_own,
            draft_source.is_rest,
            _to_a_crisis,
            self._nod,
            _second_thoughts,
            self._tap_needed_vaguely,
            self._not_sent,
            _while_a_crisis_lasts,
            self._wished,
        ):
            found = await read(context)
            if callable(found):
                await context.leave_place()
                await _carry_out(context, found)
            if found:
                return True
        return False

    async def _tap_needed(self, context: Context) -> bool:
        return not self._opens(context) and await self._takes_a_tap(context)

    async def _tap_needed_vaguely(self, context: Context) -> bool:
        return await self._takes_a_tap(context, vaguely=True)

    async def _command(self, context: Context) -> Meaning:
        """A command by its name; after words of a crisis it may be put off, or be a farewell."""
        named = self._named(context, context.text.strip())
        if named is None:
            return None
        if await is_put_off(context, named[0]):
            return True
        if await standing.may_be_a_farewell(context):
            return None
        context.words = named[1]
        return self.meant_by(context, named[0])

    async def _coachs_own(self, context: Context) -> Meaning:
        return self._coachs_press(context, context.text.strip())

    async def _nod(self, context: Context) -> Meaning:
        data = await typed.read_nod(context)
        if not data:
            return None
        pressed = self._pressable(context, data)
        return pressed.handler if pressed is not None else self._unknown

    async def _not_sent(self, context: Context) -> bool:
        return await unsent.take(context, self.meant(context))

    def meant_by(self, context: Context, command: Command) -> Handler:
        """What a name does; a coach to whom no messages come means what she can set."""
        hers = context.is_coach_alone and command.en in _SETTING_COMMANDS
        return panel.panel if hers else command.handler

    async def _wished(self, context: Context) -> Meaning:
        """What does what was wished for; a coach may mean something of hers."""
        wish, context.words = context.unit.wish, []
        if context.is_coach_alone and has(wish, Trait.OF_MESSAGES):
            return panel.panel
        if context.is_coach_alone and not has(wish, Trait.ANYBODYS):
            return second_thoughts.stop_wished if wish in ("stop", "halt") else None
        return self._rooms.wishes.get(wish)

    def _opens(self, context: Context) -> bool:
        """Whether a coach typed the name of a screen of hers; that of the panel has others too."""
        text = context.text.strip()
        named = self._named(context, text)
        way = self._coachs_way(context, _as_name(text))
        return (named is not None and named[0].coach) or way not in {None, panel.OWN_WAY}

    async def takes_a_tap(self, context: Context) -> bool:
        """Where a room waits for a text: the same for what answers the question in sight."""
        shown = await self._screen_of_hers(context)
        return (
            shown is not None and typed.answers_it(shown, context.text) and _show(context, shown)
        )

    async def _takes_a_tap(self, context: Context, *, vaguely: bool = False) -> bool:
        """True: a coach typed what is on a button of hers in sight, or answered the question above
        it. Others feel what it does, so that it takes a tap: she finds the buttons once more.

        `vaguely`: with a yes or a no, where no label says either.
        """
        shown = await self._screen_of_hers(context)
        if shown is None:
            return False
        if vaguely:
            said = yes_no.read(context.text) is not None or yes_no.nods(context.text)
            meant = said and not shown.holds("broadcast:write")
        else:
            meant = typed.answers_it(shown, context.text) or typed.is_on_a_label(
                shown, context.text
            )
        return meant and _show(context, shown)

    async def _screen_of_hers(self, context: Context) -> Shown | None:
        """What is in sight, if buttons of a coach stand below it and this may be said to it."""
        shown = await typed.answered(context, surely=True) if context.is_coach else None
        if shown is None or shown.holds(_OWN_CARDS):
            return None
        found = map(self._rooms.pressed, shown.data())
        return shown if any(one is not None and one.feature.coach for one in found) else None

    async def press_whole(self, context: Context) -> bool:
        """Where a room waits for a text: whether this is none, but a button's whole label.

        A number is for the room: it knows which are none, and may ask for one itself.
        """
        if not any(letter.isalpha() for letter in context.text):
            return False
        press = await typed.read_press(context)
        if press is None or not press.whole:
            return False
        if (pressed := self._pressable(context, press.data)) is None:
            return False
        await leave_for(context, pressed)
        await _carry_out(context, pressed.handler)
        return True

    async def _typed_press(self, context: Context) -> Meaning:
        """The button in sight whose words were typed."""
        press = await typed.read_press(context)
        if press is None or not press.whole:
            press = await self._answer(context) or await self._if_light(context, press)
        data = press.data if press is not None else await standing.read_late(context)
        if (pressed := self._pressable(context, data)) is None:
            return None
        whole = press is not None and press.whole
        if pressed.verb in pressed.feature.in_full and not whole:
            return typed.ask_in_full
        if pressed.is_beside:
            await questions.close_tapped(context, pressed.verb)
        return pressed.handler

    async def _if_light(self, context: Context, press: typed.Press | None) -> typed.Press | None:
        """After words of a crisis "that I did already" may be of those."""
        more = len(context.text.split()) > _BARELY_DONE and says_done(context.text)
        return None if more and await lasting.is_near_a_crisis(context) else press

    async def _answer(self, context: Context) -> typed.Press | None:
        """The button that a plain yes or no presses. After words of a crisis it may answer those:
        what takes the whole label elsewhere takes it here.
        """
        press = await typed.read_answer(context, self._rooms.plainly)
        if press is None or not await lasting.is_near_a_crisis(context):
            return press
        return typed.Press(press.data, whole=False)

    def _pressable(self, context: Context, data: str) -> Pressed | None:
        """The button, with `Context.words` as they are when it is tapped; None: there is none, or
        it is meant for coaches, unless it leads a coach out of what she is at.
        """
        pressed = self._rooms.pressed(data)
        if pressed is None or (pressed.feature.coach and not _leads_out(context, pressed)):
            return None
        context.words = data.split(":")[2:]
        return pressed

    def way_out(self, context: Context, *, asks_day: bool) -> Handler | None:
        """What a coach opens by its name, in place of the text that is asked for. Words that may
        be such a text open nothing, unless a day is asked for.
        """
        text = context.text.strip()
        if not asks_day and _as_name(text) in panel.MAYBE_TEXTS:
            return None
        if (named := self._named(context, text)) is not None:
            command, context.words = named
            opens = command.coach and command.en not in _NO_WAY_OUT
            return command.handler if opens else None
        return self._coachs_press(context, text)

    async def means_another(self, context: Context, word: str) -> bool:
        """Whether a coach who says this means something of hers, which has been answered."""
        taker = self._rooms.coachs_words.get(word) if context.is_coach else None
        return taker is not None and await taker(context)

    def hers(self, context: Context, name: str) -> Handler | None:
        """What a coach may type for a button of hers, typed as a command: `/groups`."""
        return self._coachs_press(context, name.replace("_", " "))

    def is_nearly_hers(self, context: Context, name: str) -> bool:
        """Whether it is nearly a command of a coach: that is named to her, and nothing done."""
        names = [name for name, one in self._rooms.commands.items() if one.coach]
        found = get_close_matches(name, names, n=1, cutoff=_NEAR) if context.is_coach else []
        if found:
            near = context.t("coach.near", command=found[0])
            context.say(near, [[panel_button(context.t)]])
        return bool(found)

    def _coachs_press(self, context: Context, text: str) -> Handler | None:
        """What a coach typed in place of a press of a button of hers."""
        if (data := self._coachs_way(context, _as_name(text))) is None:
            return None
        room, verb, *context.words = data.split(":")
        return self._rooms.buttons[f"{room}:{verb}"].handler

    def _named(self, context: Context, text: str) -> tuple[Command, list[str]] | None:
        """The command whose name this is without its slash, with nothing but what it reads."""
        word = _as_name(text)
        if self._coachs_way(context, word) is not None:
            return None
        name, _, rest = word.partition(" ")
        command = self._rooms.commands.get(name)
        if command is None or (command.coach and not context.is_coach):
            return None
        if rest and (command.reads is None or not command.reads(rest)):
            return None
        return command, rest.split()

    def _coachs_way(self, context: Context, word: str) -> str | None:
        """The button of hers that this stands for; to one who takes part as well, what means
        something to a client means that.
        """
        if context.client is not None and (word in self._rooms.commands or context.unit.wish):
            return None
        return panel.WAYS_TYPED.get(word) if context.is_coach else None


async def taken(takers: Iterable[Taker], context: Context) -> bool:
    """Whether one of these took the update; the rest do not see it then."""
    for taker in takers:
        if await taker(context):
            return True
    return False


async def leave_for(context: Context, pressed: Pressed | None) -> None:
    """Whoever goes on with another button is not writing what a room waits for. Whether she can
    type safely is not answered by that.
    """
    if pressed is not None and pressed.is_beside:
        await questions.close_tapped(context, pressed.verb)
    else:
        await context.leave_place()


async def is_put_off(context: Context, command: Command | None) -> bool:
    """Whether it would open an exercise or a text while the reply to a crisis stands."""
    if command is None or not command.light or not await standing.puts_off(context):
        return False
    arriving.add_way_back(context)
    return True


async def _to_a_crisis(context: Context) -> bool:
    """What is said to the reply that stands, which goes before everything light."""
    return _with_way_back(context, taken_up=await standing.answer(context))


async def _while_a_crisis_lasts(context: Context) -> bool:
    """The same, where something else is in sight that it was not said to."""
    return _with_way_back(context, taken_up=await standing.answer_rest(context))


async def _second_thoughts(context: Context) -> bool:
    return context.is_coach_alone and await second_thoughts.answer(context)


def _with_way_back(context: Context, *, taken_up: bool) -> bool:
    if taken_up:
        arriving.add_way_back(context)
    return taken_up


async def _carry_out(context: Context, handler: Handler) -> None:
    """What was typed in place of a press; nothing was pressed that a short line could answer."""
    await handler(context)
    if context.unit.toast and not context.unit.letters:
        context.say(context.unit.toast)


def _show(context: Context, shown: Shown) -> bool:
    """The buttons in sight once more, and that nothing was done."""
    context.say(context.t("coach.takes_a_tap"), typed.buttons_of(shown))
    return True


def _leads_out(context: Context, pressed: Pressed) -> bool:
    """Whether a coach may press it by typing its label."""
    return context.is_coach and pressed.verb in pressed.feature.leads_out


def as_word(text: str) -> str:
    """A keyboard label or a word without its anchor, case and end mark; a lone dot stays."""
    word = text.lower().removeprefix("⚓").removeprefix(_IN_COLOUR).strip()
    return word if word == "." else word.rstrip(".!?")


def _as_name(text: str) -> str:
    """The same, as a command is written."""
    return as_word(text).replace("ë", "e")
