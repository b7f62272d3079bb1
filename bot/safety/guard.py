"""Looks at every text, caption and edit before any room does. What it answers, no room answers.

The words are not stored, echoed, forwarded or logged; only the client's bulk is held for a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.clients import relaying
from bot.content.shelf import Shelf
from bot.content.wishes import Trait, has
from bot.context import Context
from bot.feature import Feature, Place
from bot.in_sight import Shown
from bot.outbox.letters import FIRST, delete, say
from bot.safety import (
    addressed,
    at_work,
    beside_exercise,
    covered_question,
    help_screen,
    lasting,
    looked_at,
    may_mean_messages,
    may_mean_urge,
    not_kept,
    only_urge,
    question_answers,
    replies,
    standing,
    still_open,
    who_types,
)
from bot.safety.albums import Albums
from bot.safety.answers import read_safe, rest_of
from bot.safety.did_again import contact_ways, means_contact
from bot.safety.doubts import Doubt, percent_of
from bot.safety.hearing import Heard, Hearing
from bot.safety.no_danger import brushes_off
from bot.safety.questions import Open, Question, Questions, name_of
from bot.safety.signals import tells_when
from bot.safety.thinking import read_thinking
from bot.safety.ways import hold_bulk, ways_of
from bot.screens import arriving, typed
from bot.screens.frame import work_ways
from bot.screens.strength import read_strength
from bot.store import broadcast_copies, relay
from bot.text import join
from bot.understanding.aside import aside
from bot.understanding.classify import Verdict


class Guard:
    """Answers words of a crisis, and what is said to its own questions."""

    def __init__(self, shelf: Shelf, places: Mapping[str, tuple[Feature, Place]]) -> None:
        """`places`: where rooms wait for a text, by name."""
        self._places = places
        asking_day = [name for name, (_, place) in places.items() if place.asks_day]
        self._hearing = Hearing(shelf, asking_day)
        self._questions = Questions()
        self._albums = Albums()

    async def look(self, context: Context) -> bool:
        """True: it was a crisis and is answered."""
        if not context.is_private:
            await self._look_in_group(context)
            return False
        text = "" if context.is_button else context.said
        if context.is_button or (context.text and not text):
            self._questions.drop(context.chat_id)
        if not text:
            return self._albums.holds(context)
        found = await self._questions.find(context)
        passed_on = await _is_passed_on(context)
        if await self._is_for_its_place(context, found, text, passed_on=passed_on):
            return False
        passed_on = passed_on or await self._is_to_the_coach(context)
        to_coach = passed_on or (found.place or "").startswith(relaying.WRITE)
        heard = await self._hearing.hear(context, text, found, to_coach=to_coach)
        may_be = not (heard.is_plain_crisis or to_coach)
        if may_be and await who_types.is_answered(context, found, self._questions):
            return True
        hides = looked_at.empties(context, self._hearing.classifier, heard.verdict, found, text)
        if has(heard.verdict.wish, Trait.HIDES) or hides:
            if heard.verdict.is_crisis:
                await hold_bulk(context)
            return False  # "He's coming, wipe it" is done, also where it is asked if she can type.
        doubted = bool(heard.kind) and not heard.is_plain_crisis
        if doubted and (
            await at_work.is_named(context, text) or await at_work.asks_for_help(context)
        ):
            verdict = self._hearing.classifier.besides_crisis(text, context.language)
            heard = Heard(verdict, heard.of_an_urge)
        verdict = heard.verdict
        kind = await self._besides_answer(context, found, heard, passed_on=passed_on)
        if kind is None:
            return True
        if not await self._is_answered(context, found, kind, verdict, passed_on=passed_on):
            if verdict.is_crisis and not (context.unit.goes_on and passed_on):
                self._hearing.label_besides(context, text)
            return False
        if not verdict.is_plain and await arriving.tells_who_sees(context):
            return False
        writing = await self._writes_on(context, found.place, kind)
        self._albums.keep(context)
        doubt = None if question_answers.is_sure(verdict) else Doubt(percent_of(verdict.score))
        await self._answer(context, kind, found, doubt, writing=writing or passed_on)
        return True

    def is_crisis_by_a_phrase(self, text: str) -> bool:
        """Whether it is one whatever it was said to, and whatever was learned."""
        return self._hearing.classifier.phrase_of_crisis(text) is not None

    async def _is_for_its_place(
        self, context: Context, found: Open, text: str, *, passed_on: bool
    ) -> bool:
        """Whether it is what was asked for where it was typed, and nothing else is heard in it."""
        if await self._is_work(context, found, text, passed_on=passed_on):
            return True
        if self._asks_a_number(found.place) and read_strength(text) is not None:
            # A bare number where one is asked for; "zeven" is a letter away from a graver word.
            return True
        if await means_contact(context, self._hearing.classifier, text):
            return True
        return await only_urge.goes_back(context, self._questions, found, text)

    async def _besides_answer(
        self, context: Context, found: Open, heard: Heard, *, passed_on: bool
    ) -> str | None:
        """The kind of crisis it tells of, besides what it answers; None: it only answered a
        question of safety, and that is done.
        """
        if heard.anothers:
            of_her = [one for one in found.questions if not one.is_about_safety]
            await self._questions.close(context, of_her)
            return heard.kind
        text, unasked = context.said, passed_on or heard.of_an_urge
        shown = await typed.in_sight(context)
        context.unit.asked_safety = any(one.is_about_safety for one in found.questions)
        questions = await addressed.may_answer(context, found) if not unasked else ()
        questions = addressed.meant(context, questions, shown, text)
        if not questions:
            covers = not unasked and not heard.is_plain_crisis
            return None if covers and await covered_question.answer(context) else heard.kind
        if beside_exercise.may_be_of_either(questions, text, shown):
            await beside_exercise.ask(context, questions)
            return None
        if _is_unclear(context, questions, text, shown):
            still_open.ask(context)
            return None
        reading = self._read(context, questions, text, heard.verdict, shown)
        if not reading.answers:
            return reading.told
        writing = found.place is not None and not_kept.is_missed(text)
        await self._questions.close(context, reading.closed, reading.denied)
        await question_answers.act(context, reading, heard.verdict, writing=writing)
        return None

    async def _is_answered(
        self, context: Context, found: Open, kind: str, verdict: Verdict, *, passed_on: bool
    ) -> bool:
        """Whether words of this kind get a reply: not those that answer the reply which stands,
        nor those that go where they were typed.
        """
        if not kind or await standing.hears_none_in(context, kind):
            return False
        of_hers = not passed_on and tells_when(context.text)
        context.unit.goes_on = self._goes_on(
            found, kind, verdict, passed_on=passed_on, of_hers=of_hers
        )
        return not context.unit.goes_on

    def _goes_on(
        self, found: Open, kind: str, verdict: Verdict, *, passed_on: bool, of_hers: bool
    ) -> bool:
        """Whether it goes where it was typed: she was asked about the like, and answered."""
        for_a_room = found.place is not None and not self._asks_a_number(found.place)
        if question_answers.is_sure(verdict) or not (for_a_room or passed_on):
            return False
        covered = found.covers(kind, verdict.score, of_hers=of_hers)
        return covered and kind == question_answers.kind_of(verdict)

    async def _writes_on(self, context: Context, place: str | None, kind: str) -> bool:
        """Whether a room waited. One that asked for a number or a word waits no more, unless these
        words were only doubted.
        """
        number = self._asks_a_number(place)
        little = self._asks_little(place) and kind != replies.VEILED
        if number or little:
            await context.leave_place()
        return place is not None and not number

    async def _is_work(self, context: Context, found: Open, text: str, *, passed_on: bool) -> bool:
        """Whether it goes where a coach typed it: at her work, unless a crisis is told in it."""
        if not context.is_coach or not (self._is_at_work(found.place) or passed_on):
            return False
        if found.questions and (read_safe(text) is not None or read_thinking(text) is not None):
            return False
        verdict = await self._heard_at_work(context, text)
        prose = passed_on or not self._asks_little(found.place)
        if at_work.is_told(verdict, text, prose=prose):
            return False
        if not passed_on and at_work.may_be_told(verdict, text):
            context.unit.at_work = verdict
        return True

    def _place(self, place: str | None) -> Place | None:
        return self._places[name][1] if (name := name_of(place)) in self._places else None

    def _asks_a_number(self, place: str | None) -> bool:
        found = self._place(place)
        return found is not None and found.asks_number

    def _asks_little(self, place: str | None) -> bool:
        found = self._place(place)
        return found is not None and found.asks_little

    def _is_at_work(self, place: str | None) -> bool:
        """Whether a coach is asked for a text there."""
        name = name_of(place)
        return name in self._places and self._places[name][0].coach

    async def _look_in_group(self, context: Context) -> None:
        """What a coach writes among coaches may go to a client: not a crisis of her own."""
        if context.is_coach and context.text and not context.is_button:
            verdict = await self._heard_at_work(context, context.text)
            if at_work.is_told(verdict, context.text, prose=True):
                context.unit.at_work = verdict

    async def _heard_at_work(self, context: Context, text: str) -> Verdict:
        return await aside(text, at_work.hear, self._hearing.classifier, text, context.language)

    async def _is_to_the_coach(self, context: Context) -> bool:
        """Whether a client writes behind a command, or in answer to what went to many."""
        if context.called[0] == relaying.COMMAND:
            return True
        message, client = context.incoming.effective_message, context.client
        replied = message.reply_to_message if message is not None else None
        if replied is None or client is None:
            return False
        return await broadcast_copies.brought(context.tx, client.id, replied.message_id)

    def _read(
        self,
        context: Context,
        questions: Sequence[Question],
        text: str,
        verdict: Verdict,
        shown: Shown | None,
    ) -> question_answers.Reading:
        """`shown`: the newest in sight. Where that is an urge, "I'm not answering" is said of a
        phone; where it asks something itself, a no is one to that.
        """
        near = shown is None or shown.kind == FIRST
        rest, since = rest_of(text), shown is not None and addressed.asks_itself(shown)
        behind = (
            question_answers.Rest(rest, self._hearing.classifier.classify(rest, context.language))
            if rest
            else None
        )
        return question_answers.read(
            questions, text, verdict, behind, near=near, asked_since=since
        )

    async def _answer(
        self, context: Context, kind: str, found: Open, doubt: Doubt | None, *, writing: bool
    ) -> None:
        """`doubt`: how unsure it is (None: not at all). `writing`: these words were for a room, or
        for a coach; it can go on without them.
        """
        if replies.is_about_safety(kind):
            for one in found.questions:
                kind = replies.graver(kind, one.kind)  # What was told before is not forgotten.
        unit = context.unit
        stands = unit.burst.gravity if unit.burst else 0
        unit.gravity = replies.gravity_with(stands, kind)
        late = addressed.is_late(context) and replies.is_about_safety(kind)
        told = late or kind == replies.STRANGULATION or lasting.is_told_before(context)
        if doubt is not None and told:
            # Nobody is told that what she tells next, or what takes the breath, may be a mistake;
            # and a late question shows others no more than itself.
            doubt = doubt.less_slight()
        if replies.is_said(stands, kind) and not _is_surer(found, kind, doubt):
            # The reply that stands there says it, or says something graver: not twenty times.
            if kind not in [one.kind for one in found.questions]:
                await hold_bulk(context)
            return
        country = context.client.country if context.client else None
        ways = await ways_of(context)
        may_be_denied = kind == replies.VEILED or not told
        doubt = await _hold(context, kind, found, doubt, may_be_denied=may_be_denied)
        slight = doubt is not None and doubt.is_slight
        text, buttons = replies.first_reply(
            context.book,
            kind,
            country,
            ways,
            context.now,
            late=late,
            # With which message it was: after a no she may have that one sent to her coach.
            doubt=f"{doubt.written}:{context.message_id}" if doubt else "",
            slight=slight,
        )
        if slight and replies.question_of(kind):
            buttons = [*buttons, *may_mean_urge.ways(context, self._hearing.classifier)]
        if kind == replies.VEILED and context.is_coach_alone:
            # It may be of her work, and not of herself.
            buttons = [*buttons, *await work_ways(context)]
        elif kind == replies.VEILED:
            more = may_mean_messages.ways(context)
            buttons = [*buttons, *contact_ways(context, self._hearing.classifier), *more]
        asks = bool(replies.question_of(kind))
        unkept = await not_kept.tell(context, asks=asks) if writing else ""
        first_aid = help_screen.first_aid(context, kind)
        letter = say(context.chat_id, join([first_aid, text, unkept]), buttons)
        letter = letter.with_(kind=FIRST, told=replies.told_by(kind))
        earlier: list[Question] = []
        if not replies.question_of(kind) or doubt is None:
            await self._questions.heard_plainly(context, found, kind)
        if replies.question_of(kind):
            question = Question(kind, str(context.incoming.update_id), doubt)
            letter = letter.with_(key=question.key(context.deps.bot_id))
            await self._questions.ask(context, question)
            of_safety = question.is_about_safety
            earlier = [one for one in found.questions if one.is_about_safety == of_safety]
        again = any(one.kind == kind for one in earlier)
        context.send(letter.silenced() if late or again else letter)
        for one in earlier:
            # Asked once more it is in one place, which an answer takes out of sight.
            if (number := await one.message_id(context)) is not None:
                context.send(delete(context.chat_id, [number]))


def _is_surer(found: Open, kind: str, doubt: Doubt | None) -> bool:
    """Whether the question that stands says that it may be mistaken, and these words do not."""
    slight = any(
        one.is_slight and replies.is_same_matter(one.kind, kind) for one in found.questions
    )
    return slight and (doubt is None or not doubt.is_slight)


async def _hold(
    context: Context, kind: str, found: Open, doubt: Doubt | None, *, may_be_denied: bool
) -> Doubt | None:
    """Nothing comes by itself for a day. Gives the doubt as it is kept with the question: it is
    also about what the same question was asked for before, and one that `may_be_denied` knows what
    was held then, for the sake of a no.
    """
    client = context.client
    held = client.held_until if client is not None else None
    before = held if held is not None and held > context.now else None
    until = await hold_bulk(context)
    earlier = next((q for q in found.questions if replies.is_same_matter(q.kind, kind)), None)
    if doubt is None or (earlier is not None and earlier.doubt is None):
        return None
    if earlier is not None and earlier.doubt is not None:
        doubt = Doubt(max(doubt.percent, earlier.doubt.percent))
        if earlier.doubt.is_its_hold(held):
            before = earlier.doubt.held_before
    return doubt.with_hold(until, before) if may_be_denied else doubt


def _is_unclear(
    context: Context, questions: Sequence[Question], text: str, shown: Shown | None
) -> bool:
    """Whether it may be said of what was told as well as of typing: "not now", or what makes light
    of it. It is asked once.
    """
    if shown is None or not all(one.is_about_safety for one in questions):
        return False
    unclear = still_open.may_be_of_either(text) or brushes_off(text)
    return unclear and not still_open.is_in_sight(context, shown)


async def _is_passed_on(context: Context) -> bool:
    """Whether the text answers, or changes, a message between a client and a coach."""
    message = context.incoming.effective_message
    if message is None:
        return False
    numbers = [message.message_id] if context.incoming.edited_message is not None else []
    if message.reply_to_message is not None:
        numbers.append(message.reply_to_message.message_id)
    return bool(numbers) and await relay.concerns(context.tx, context.chat_id, numbers)
