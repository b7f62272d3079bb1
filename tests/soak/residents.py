"""Clients who live with the bot for a month: everything that can be done, each in her diary."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.calendar.places import COMMON
from bot.calendar.times import at_local, local_minutes, show_minutes
from bot.content.model import Book
from bot.safety.lasting import LATELY
from bot.store.urges import IDLE
from tests.kill.people import Client, OverAlready, button, says
from tests.kill.town import Heard, Want
from tests.soak.diary import DAY, Diary
from tests.soak.promises import AFTERCARE, APPOINTMENT, HARD_DAY, MYDATA, RETURN, Promise
from tests.soak.town import Month

SECRET = "zeepaard"
"""Stands in everything that clients write of their own."""
HOURS = (420, 480, 540, 720, 1080, 1200)
_ODD_HOURS = (150, 495, 605, 1115, 1185)
"""Half past two is there twice, or not at all, when the clock changes."""
_A_DAY_HELD = timedelta(hours=24)


_RETURNS_WITHIN = timedelta(hours=1)
_ABOUT_AN_APPOINTMENT = (
    (timedelta(hours=-1), timedelta(hours=1)),
    (timedelta(0), timedelta(minutes=30)),
    (timedelta(hours=1), timedelta(hours=3)),
)
"""How long after it each message comes, and for how long it is true."""
_GOOD_FOR_ITS_DAY = timedelta(hours=12)
_FILES, _FILES_WITHIN = 2, timedelta(minutes=10)


def _hour_in(text: str) -> int:
    """The first time of day in it, in minutes."""
    found = re.search(r"(\d?\d):(\d\d)", text)
    assert found is not None, text
    return int(found[1]) * 60 + int(found[2])


def anything(_heard: Heard) -> bool:
    """Whatever comes next."""
    return True


def either(*wants: Want) -> Want:
    """One of these."""
    return lambda heard: any(want(heard) for want in wants)


class Resident(Client):
    """Somebody who arrives, and then does now this, now that."""

    town: Month

    def __init__(self, town: Month, user_id: int, seed: int, number: int, book: Book) -> None:
        super().__init__(town, user_id, Random(seed), lambda _client: False)
        self.book = book
        self.diary = Diary(number)
        self.group = 0
        self.put_to_coach = 0
        """How many questions."""
        self.done: Counter[str] = Counter()
        self.blocked = self.paused = False
        self.swept_at = self.blocked_at = datetime.min.replace(tzinfo=UTC)
        self.shaken_until: datetime | None = None
        """She told of a crisis: until then no exercise is shown to her, and she does nothing."""
        self.urges_on: set[date] = set()
        """Days on which an urge may have held up what came by itself."""
        self.full_on: set[date] = set()
        """Days on which one of the two messages a day may be one that she asked for."""
        self._exports = 0

    @property
    def is_here(self) -> bool:
        """Whether she can do something: arrived, not erased, nothing blocked."""
        return self.minutes is not None and not self.diary.gone and not self.blocked

    def is_under_way(self) -> bool:
        """Whether her programme has begun."""
        return self.is_here and self.diary.first_on < self.diary.today(self.now())

    def was_there_on(self, days: Collection[date]) -> bool:
        """Whether whatever came by itself on these days had to reach her at once."""
        steady = all(self.diary.is_steady(on) for on in days)
        return steady and not (self.urges_on | self.full_on) & set(days)

    async def come(self, token: str, begins: date) -> None:
        """Arrive; `begins`: the first day of her group, or one long past."""
        await self.arrive(token, HOURS)
        assert self.minutes is not None
        now = self.now()
        self.diary.minutes = self.minutes
        self.diary.loosen(now)
        self.diary.first_on = max(begins, self.diary.today(now) + DAY)
        if self.random.random() < 0.25:
            await self.random.choice((self.move_away, self.choose_odd_hour, self.every_other))()
        # Also the shortest month has each of them.
        asked = (self.want_gentle_days, self.note_a_hard_day, self.plan_an_appointment,
                 self.export, self.ride_an_urge)  # fmt: skip
        await asked[self.diary.number % len(asked)]()

    def choose(self) -> Callable[[], Awaitable[None]]:
        """What to do now."""
        if self.paused:
            return self.resume
        often: dict[Callable[[], Awaitable[None]], int] = {
            self.ride_an_urge: 24, self.leave_an_urge: 6, self.ask_around: 14, self.give_away: 8,
            self.open_a_letter: 4, self.plan_an_appointment: 4, self.answer_questions: 5,
            self.look_at_today: 8, self.ask_the_coach: 5, self.sweep: 2, self.look_back: 4,
            self.pause: 3, self.choose_odd_hour: 2, self.move_away: 2, self.every_other: 1,
            self.export: 2, self.want_gentle_days: 1, self.note_a_hard_day: 2,
            self.say_the_worst: 2, self.block: 2, self.erase: 1,
        }  # fmt: skip
        (act,) = self.random.choices(list(often), list(often.values()))
        return act

    async def act(self) -> None:
        """One thing."""
        if self.shaken_until is not None:
            await self._come_round(self.shaken_until)
            return
        act = self.choose()
        with contextlib.suppress(OverAlready):
            await act()
        self.done[act.__name__] += 1

    async def _come_round(self, at: datetime) -> None:
        """After it, first the list of what there is: what is typed below the reply itself is said
        to that.
        """
        if self.now() >= at:
            self.shaken_until = None
            await self.say("/help", button("exercise:offer"))

    # In an urge

    async def _call(self) -> Heard:
        first = await super()._call()
        self.urges_on.add(self.now().date())
        self.diary.urge_from, self.diary.urge_until = self.now(), None
        return first

    async def ride_an_urge(self) -> None:
        """Until the bot says that it is enough."""
        try:
            await super().ride_an_urge()
        finally:
            self.diary.urge_from = None

    async def _accept(self, offer: Heard, urge: int) -> Heard:
        """Have the bot come back, perhaps, at the time that it says."""
        asked, now, name = urge in self.asked, self.now(), f"{RETURN}:{urge}"
        try:
            left = await super()._accept(offer, urge)
        finally:
            if urge in self.asked and not asked:
                # For a morning at the latest; it is sure once it was said.
                self._promise(name, Promise(now, now + DAY, sure=False))
        if urge in self.promised and not asked:
            at = self._next(_hour_in(left.text), now)
            self._promise(name, Promise(at, at + _RETURNS_WITHIN))
        return left

    async def leave_an_urge(self) -> None:
        """The first reply helped: she puts the phone away. For an hour the bot does not know."""
        await self._call()
        self.diary.urge_from = None
        self.diary.urge_until = self.now() + IDLE - timedelta(seconds=30)

    async def say_the_worst(self) -> None:
        """Help lines, and a day of silence, unless she takes everything up again."""
        text = "ik wil dood" if self.book is self.town.book else "I want to die"
        await self.say(text, button("safety:", "plan:"))
        now = self.now()
        self.diary.loosen(now, 3)
        self.diary.promises.loosen(now)
        self.diary.held_until = now + _A_DAY_HELD - timedelta(minutes=1)
        if self.random.random() < 0.4:
            await self.resume()
        else:
            self.shaken_until = now + LATELY

    # In between

    async def ask_around(self) -> None:
        """Questions; those about the programme once it has begun."""
        if self.is_under_way():
            await super().ask_around()
        else:
            await self.say("/help", button("exercise:offer"))

    async def give_away(self) -> None:
        """A letter; the oldest makes room when there are many."""
        await self.say(f"/brief {SECRET}, ik bakte brood.", says(self.book, "letter.sealed"))
        self.letters += 1
        await self.say("/help", button("exercise:offer"))

    async def open_a_letter(self) -> None:
        """Look whether one may be opened; then read it and tear it up."""
        shown = await self.say("/brief", button("letter:one:", "letter:mind", "letter:write"))
        one = next((data for data in shown.data if data.startswith("letter:one:")), None)
        if one is None:
            await self.say("/help", button("exercise:offer"))
            return
        inside = await self.tap(shown, one, button("letter:tear:"))
        tear = next(data for data in inside.data if data.startswith("letter:tear:"))
        await self.tap(inside, tear, says(self.book, "letter.torn"))

    async def plan_an_appointment(self) -> None:
        """For tomorrow or later, with a note."""
        begun = await self.say("/afspraak", button("appointment:kind:", "appointment:new",
                                                   "appointment:look:"))  # fmt: skip
        if "appointment:new" in begun.data:
            begun = await self.tap(begun, "appointment:new", button("appointment:kind:"))
        kinds = [data for data in begun.data if data.startswith("appointment:kind:")]
        if not kinds:
            return  # there are as many as there may be
        days = await self.press(begun, self.random.choice(kinds), button("appointment:day:"))
        day = self.random.choice([d for d in days.data if d.startswith("appointment:day:")][2:])
        hours = await self.tap(days, day, button("appointment:time:"))
        hour = self.random.choice([d for d in hours.data if d.startswith("appointment:time:")])
        self._await_the_appointment(hour)
        asks = await self.tap(hours, hour, button("appointment:done:", "appointment:hush:"))
        if hush := [data for data in asks.data if data.startswith("appointment:hush:")]:
            self._await_the_appointment(hour, sure=False)
            asks = await self.tap(asks, hush[0], button("appointment:done:"))
        await self.say(f"{SECRET}, de jas ophalen", button("appointment:list"))

    def _await_the_appointment(self, hour: str, *, sure: bool = True) -> None:
        """`hour`: the button. An hour before it, then, and an hour after it."""
        _, _, number, day, minutes = hour.split(":")
        at = at_local(date.fromisoformat(day), int(minutes), self.diary.zone)
        for stage, (after, good_for) in enumerate(_ABOUT_AN_APPOINTMENT):
            name = f"{APPOINTMENT}:{number}:{int(at.timestamp())}:{stage}"
            self._promise(name, Promise(at + after, at + after + good_for, sure))

    async def want_gentle_days(self) -> None:
        """A message on each of three days, by a button that hangs far above."""
        now = self.now()
        begun = await self._press_of_old("urge:mine", button("urge:endcare"))
        first = self._next(_hour_in(begun.text), now)
        for number in range(3):
            on = self.diary.today(first) + number * DAY
            at = at_local(on, _hour_in(begun.text), self.diary.zone)
            self._promise(f"{AFTERCARE}:{on}", Promise(at, at + _GOOD_FOR_ITS_DAY, on=on))
            self.full_on |= {on, on + DAY}

    async def note_a_hard_day(self) -> None:
        """One of the next days, on which a message comes."""
        on = self.diary.today(self.now()) + self.random.randint(1, 3) * DAY
        await self._press_of_old("date:add", says(self.book, "date.ask_day"))
        often = await self.say(on.strftime("%d-%m-%Y"), button("date:once:"))
        once = next(data for data in often.data if data.startswith("date:once:"))
        named = await self.tap(often, once, button("date:done:"))
        done = next(data for data in named.data if data.startswith("date:done:"))
        noted = await self.tap(named, done, says(self.book, "date.noted"))
        at = at_local(on, _hour_in(noted.text), self.diary.zone)
        ends = at_local(on + DAY, 0, self.diary.zone)
        self._promise(f"{HARD_DAY}:{on}", Promise(at, ends, on=on))
        self.full_on |= {on, on + DAY}

    async def _press_of_old(self, data: str, want: Want) -> Heard:
        """A button that is not in sight any more."""
        shown = await self.say("/help", button("exercise:offer"))
        self._act()
        self.town.tap(self.id, shown.message_id, data, stale=True)
        return await self._hear(want, data)

    def _promise(self, name: str, promise: Promise) -> None:
        self.diary.promises.note(name, promise)

    def _next(self, minutes: int, now: datetime) -> datetime:
        """When her clock shows that next."""
        today = self.diary.today(now)
        days = (at_local(on, minutes, self.diary.zone) for on in (today, today + DAY))
        return next(at for at in days if at > now)

    async def answer_questions(self) -> None:
        """Country, name, situation, and what the coach may see: ticked, or skipped."""
        shown = await self.say("/instellingen", button("more:ask"))
        country = await self.tap(shown, "more:ask", button("more:country:"))
        await self.tap(country, "more:country:NL", button("more:situation"))
        state = await self.say(f"{SECRET}je", button("more:stands:"))
        coach = await self.tap(state, "more:stands:apart", button("more:coach:"))
        await self.tap(coach, "more:coach:yes", says(self.book, "more.done"))

    async def look_at_today(self) -> None:
        """Open the line of the day where there is one, and say that it helped."""
        lines = [(m.message_id, b.data or "") for m in reversed(self.town.chat(self.id))
                 for row in m.inline_keyboard or () for b in row if m.from_bot]  # fmt: skip
        line = next((one for one in lines if one[1].startswith("daily:open:")), None)
        if line is None:
            shown = [says(self.book, key) for key in ("daily.none_today", "daily.waiting")]
            await self.say("/vandaag", either(button("daily:helped:"), *shown))
            return
        shut = Heard(line[0], "", (line[1],), True)
        day = await self.tap(shut, line[1], button("daily:", "after:", "stub:close"))
        if helped := [data for data in day.data if data.startswith("daily:helped:")]:
            self.town.acts += 1
            self.town.tap(self.id, day.message_id, helped[0], stale=True)

    async def look_back(self) -> None:
        """The progress page, or the cycle."""
        if self.random.random() < 0.5:
            await self.say("/voortgang", anything)
        else:
            shown = await self.say("/cyclus", button("cycle:phase:0"))
            await self.tap(shown, "cycle:phase:0", button("cycle:phase:1"))

    async def ask_the_coach(self) -> None:
        """A question; the first time she agrees to what that is."""
        asked = await self.say("/coach", button("contact:agree", "contact:withdraw"))
        if "contact:agree" in asked.data:
            await self.tap(asked, "contact:agree", button("contact:withdraw"))
        self.put_to_coach += 1
        said = f"{SECRET}, vraag {self.put_to_coach} van {self.id}."
        await self.say(said, says(self.book, "contact.passed_on"))
        # What is typed next is not for the coach.
        await self.say("/help", button("exercise:offer"))

    async def sweep(self) -> None:
        """The chat of the last two days."""
        await self.say("/wis", says(self.book, "wipe.done"))
        self.swept_at = self.now()

    async def export(self) -> None:
        """Everything that is kept, as files; once an hour at most."""
        coming, again = says(self.book, "mydata.coming"), says(self.book, "mydata.again")
        now = self.now()
        told = await self.say("/mijngegevens", either(coming, again, button("gate:", "word:")))
        if not coming(told):
            return
        for _ in range(_FILES):
            self._exports += 1
            self._promise(f"{MYDATA}:{self._exports}", Promise(now, now + _FILES_WITHIN))

    # What changes her days

    async def pause(self) -> None:
        """Nothing by itself."""
        self.diary.fall_silent(self.now())
        await self.say("/pauze", says(self.book, "pause.paused"))
        self.paused = self.diary.hushed = True

    async def resume(self) -> None:
        """By itself again, and nothing held any longer."""
        self.paused = self.diary.hushed = False
        self.diary.held_until = None
        self.diary.speak_again(self.now())
        await self.say("/verder", says(self.book, "pause.resumed"))

    async def choose_odd_hour(self) -> None:
        """An hour that is not offered, perhaps in the night."""
        minutes = self.random.choice(_ODD_HOURS)
        hour = show_minutes(minutes)
        self._move_messages(self.now())
        sure = button(f"settings:at:{minutes}:sure")
        set_, waits = says(self.book, "settings.hour_set"), says(self.book, "start.waits")

        def taken(heard: Heard) -> bool:
            # The hour before this one may have been told as late as now.
            return (set_(heard) or waits(heard)) and hour in heard.text

        reply = await self.say(f"/tijd {hour}", either(sure, taken))
        if sure(reply):
            await self.tap(reply, f"settings:at:{minutes}:sure", taken)
        self.diary.minutes = self.minutes = minutes

    def _move_messages(self, now: datetime) -> None:
        """The daily ones; what was promised beside them may stay where it was, for three days."""
        self.diary.loosen(now, 5 if self.full_on else 2)
        self.diary.promises.loosen(now)

    async def every_other(self) -> None:
        """Every other day, or every day again."""
        every = 3 - self.diary.every
        # What is judged tonight may be two days ago where she lives.
        self.diary.loosen(self.now() - 2 * DAY, 5)
        shown = await self.say("/instellingen", button("settings:every"))
        asked = await self.tap(shown, "settings:every", button("settings:each:1"))
        await self.tap(asked, f"settings:each:{every}", button("settings:every"))
        self.diary.every = every

    async def move_away(self) -> None:
        """Another zone: the same hour on another clock."""
        number = self.random.randrange(len(COMMON))
        before = self.now()
        self._move_messages(before)
        shown = await self.say("/instellingen", button("settings:zone"))
        asked = await self.tap(shown, "settings:zone", button("settings:in:0"))
        await self.tap(asked, f"settings:in:{number}", button("settings:zone"))
        self.diary.zone = COMMON[number]
        today = self.diary.today(before)
        self.diary.loose |= {today - DAY, today, today + DAY, today + 2 * DAY}

    async def block(self) -> None:
        """Block the bot for a while; the bot hears of it."""
        self.diary.fall_silent(self.now())
        self.town.acts += 1
        self.town.block(self.id)
        self.blocked, self.blocked_at = True, self.now()

    async def return_(self) -> None:
        """Open the bot again."""
        self.blocked = False
        self.diary.speak_again(self.now())
        self.diary.loosen(self.now(), 2)
        self.town.acts += 1  # being unblocked is an update of its own
        await self.open("", says(self.book, "start.back"))

    async def erase(self) -> None:
        """Everything about her."""
        ask = await self.say("/vergeetmij", button("privacy:forget"))
        self.diary.fall_silent(self.now())
        done = [says(self.book, f"forget.{key}") for key in ("done", "nothing")]
        await self.tap(ask, "privacy:forget", either(*done))
        self.diary.gone = True

    def awake(self) -> bool:
        """Whether it is day where she is; in the night only now and then somebody is up."""
        return 7 * 60 <= local_minutes(self.diary.zone, self.now()) < 22 * 60
