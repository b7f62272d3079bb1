"""The log of what coaches did: each act that changes something is in it, and how it reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.content.model import LANGUAGES, Content
from bot.store import acts, broadcasts, cohorts, restored, sessions
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.database import table
from tests.scenes.elsewhere import ELSEWHERE
from tests.scenes.prepared import agree_to_calls, unlock_calls
from tests.scenes.relaying import OTHER_COACH, called, forum, other_coach, said
from tests.scenes.test_inbox import ask
from tests.scenes.watched import Watched, watched

NIGHT = ("wait 46800",)
WRITTEN = ("say /bericht", "say Donderdag.", "tap broadcast:to:1:cohort-1")
LEAVES = (*WRITTEN, "tap broadcast:look:1", "tap broadcast:send:1")
SENT = (*LEAVES, "wait 75")
ONCE = (*WRITTEN, "tap planned:days:1:once", "say morgen 12:00", "tap planned:go:1")
WEEKLY = (*WRITTEN, "tap planned:days:1:weekly", "say woensdag 18:00", "tap planned:go:1")
WEDNESDAY = date(2026, 11, 25).toordinal()
SESSION = ("say /sessie", "tap session:new", "say morgen 20:00", "tap session:plain:1",
           "tap session:to:1:cohort-1", "tap session:go:1:cohort-1")  # fmt: skip
AWAY = ("say /afwezig", "tap away:set", "say vandaag", "say 28-11", "tap away:alone:")
BEGUN = ("tap cohort:begin:1:2026-11-30",)
UNDONE = ("tap inbox:undo:",)
HELD, WISHES = "a backup was put back", "a client asks to be rung"
WRITES = "a client writes"
LEFT = "whoever planned it is no coach any more"
"""Steps that no coach takes."""

ACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cohort_made", ("say /groepen", "tap cohort:new", "say Maan")),
    ("cohort_renamed", ("tap cohort:rename:1", "say Maan")),
    ("cohort_start", BEGUN),
    ("cohort_start", ("tap cohort:when:1", "say 30-11", "tap cohort:begin:")),
    ("week_off", (*BEGUN, "tap cohort:take:1:2026-12-21")),
    ("week_off", (*BEGUN, "tap cohort:off:1", "say 21-12", "tap cohort:free:1:2026-12-21")),
    ("week_on", (*BEGUN, "tap cohort:take:1:2026-12-21", "tap cohort:on:1:2026-12-21")),
    ("cohort_ended", ("tap cohort:ended:1",)),
    ("line_set", ("tap weeks:write:1:5", "say Neem een pen mee.")),
    ("line_gone", ("tap weeks:write:1:5", "say Neem een pen mee.", "tap weeks:drop:1:5")),
    ("invite_made", ("tap invite:make:1:5:30",)),
    ("invite_revoked", ("tap invite:make:1:5:30", "tap invite:revoke:")),
    ("client_named", ("tap clients:name:1", "say Noortje")),
    ("client_unnamed", ("tap clients:name:1", "say Noortje", "tap clients:unname:1")),
    ("client_moved", ("tap cohort:new", "say Maan", "tap clients:moved:1:2")),
    ("client_paused", ("tap clients:do:1:pause",)),
    ("client_resumed", ("tap clients:do:1:pause", "tap clients:do:1:resume")),
    ("client_rung", (WISHES, "tap coach:panel", "tap coach:rung:1:")),
    ("client_rung", (WISHES, "tap rung:line:1:")),
    ("client_ended", ("tap clients:do:1:end",)),
    ("message_sent", SENT),
    ("message_recalled", (*LEAVES, "tap broadcast:undo:1")),
    ("message_recalled", (*LEAVES, "tap broadcast:drop:1")),
    ("message_stopped", (*NIGHT, *SENT, "tap outcome:stop:1")),
    ("message_undone", (*SENT, "tap outcome:withdraw:1", "tap outcome:gone:1")),
    ("message_corrected", (*SENT, "tap outcome:words:1", "say Vrijdag.", "tap outcome:put:")),
    ("correction_sent", (*SENT, "tap outcome:anew:1", "say Vrijdag.", "tap broadcast:send:2",
                         "wait 75")),
    ("message_listed", (*SENT, "tap outcome:csv:1")),
    ("message_planned", ONCE),
    ("message_planned", WEEKLY),
    ("plan_moved", (*ONCE, "tap planned:days:1:once", "say overmorgen 12:00")),
    ("plan_moved", (*ONCE, f"tap planned:time:1:once:{WEDNESDAY}:600")),
    ("plan_moved", (*ONCE, "tap planned:local:1")),
    ("plan_reworded", (*ONCE, "tap planned:words:1", "say Vrijdag.", "tap reword:replace:1:")),
    ("plan_reworded", (*WEEKLY, f"wait {3 * 86400}", "tap outcome:words:2",
                       "say Vrijdag.", "tap outcome:put:", "tap reword:also:")),
    ("plan_skipped", (*WEEKLY, f"tap planned:skip:1:{WEDNESDAY}")),
    ("plan_rests", (*WEEKLY, "tap planned:rest:1:on")),
    ("plan_rests", (*BEGUN, *WEEKLY, "tap cohort:take:1:2026-12-21", "tap cohort:rest:1:")),
    ("plan_goes_on", (*WEEKLY, "tap planned:rest:1:on", "tap planned:rest:1:off")),
    ("plan_paused", (*ONCE, "tap planned:pause:1")),
    ("plan_resumed", (*ONCE, "tap planned:pause:1", "tap planned:resume:1")),
    ("plan_resumed", (*WEEKLY, "tap planned:pause:1", "tap planned:resume:1")),
    ("plan_dropped", (*ONCE, "tap planned:stop:1", "tap planned:drop:1")),
    ("plan_dropped", (*ONCE, "tap broadcast:undo:1")),
    ("plan_dropped", (*WEEKLY, LEFT, "tap takeover:plan:1", "tap takeover:stop:1",
                      "tap takeover:drop:1")),
    ("plan_taken", (*WEEKLY, LEFT, "tap takeover:list", "tap takeover:take:1")),
    ("message_taken", (*SENT, LEFT, "tap takeover:sent:1", "tap takeover:mine:1")),
    ("session_taken", (*SESSION, LEFT, "tap takeover:session:1")),
    ("session_made", SESSION),
    ("session_off", (*SESSION, "tap session:cancel:1", "tap session:off:1")),
    ("session_off", (*SESSION, *AWAY, "tap away:cancel", "tap away:cancelled")),
    ("away_set", AWAY),
    ("away_set", (*AWAY[:-1], "say Anna leest mee.")),
    ("away_ended", (*AWAY, "tap away:end")),
    ("hours_set", ("tap inbox:hours", "say 9 tot 17 uur")),
    ("hours_gone", ("tap inbox:hours", "say 9 tot 17 uur", "tap inbox:no_hours")),
    ("canned_made", ("say /antwoorden", "tap canned:new", "say Dank je.")),
    ("canned_gone", ("say /antwoorden", "tap canned:new", "say Dank je.", "tap canned:gone:1")),
    ("client_not_rung", (WISHES, "tap rung:line:1:", "tap rung:back:1:")),
    ("client_answered", ("tap canned:new", "say Dank je.", "tap canned:send:1:1")),
    ("client_answered", ("answer Dank je.",)),
    ("client_answered", ("answer die was voor Kim", "tap inbox:send:1:")),
    ("answer_changed", ("answer Dank je.", "change Dank je wel.")),
    ("answer_withdrawn", ("answer Dank je.", "say intrekken", *UNDONE)),
    ("question_done", ("tap inbox:done:1",)),
    ("group_linked", ("link",)),
    ("group_unlinked", ("link", "tap inbox:unlink")),
    ("protocol_set", ("tap protocol:read", "tap protocol:confirm:")),
    ("protocol_shut", ("tap protocol:read", "tap protocol:confirm:", "tap protocol:lock")),
    ("restored", (HELD, "tap restored:go")),
    ("line_set", ("tap weeks:write:1:5", WRITES, "say Een pen.", "tap weeks:keep:1:5")),
    ("hours_set", ("tap inbox:hours", WRITES, "say 9 tot 17 uur", "tap inbox:keep_hours")),
    ("client_named", ("tap clients:name:1", WRITES, "say Noortje", "tap clients:called:1")),
    ("cohort_renamed", ("tap cohort:rename:1", WRITES, "say Maan", "tap cohort:renamed:1")),
    ("cohort_made", ("tap cohort:new", WRITES, "say Maan", "tap cohort:named")),
    ("away_set", (*AWAY[:-1], WRITES, "say Anna leest mee.", "tap away:keep:")),
    ("canned_made", ("tap canned:new", WRITES, "say Dank je.", "tap canned:keep")),
    ("client_answered", ("tap canned:new", WRITES, "say Dank je.", "tap meant:send:1")),
)  # fmt: skip
"""An act -> how a coach comes to it, through the rooms; the last step is the one to be noted."""

ABOUT_A_GROUP = ("cohort", "week", "line", "invite", "message", "plan", "session")
ABOUT_A_CLIENT = ("client", "answer", "question")

LOOKS = {
    "restored:look", "draft:back", "inbox:one", "inbox:recall", "inbox:show", "canned:drop",
    "canned:offer", "away:same",
    "canned:one", "canned:pick", "planned:day", "planned:look", "reword:keep", "reword:read",
    "outcome:fix", "outcome:keep", "outcome:look", "session:again", "session:anew", "session:look",
    "session:time",
    "session:whom",
    "meant:drop", "stopping:list", "stopping:look",
}  # fmt: skip
"""Buttons that no walk presses, and that change nothing but the screen and what is not confirmed.
The others are pressed in `ACTS`, or by the walk of `test_everything_reachable.py`, where a coach
is watched just so.
"""
OF_ANOTHER = {"stopping:hold"}
"""Pressed for the message of another coach: `test_two_coaches.py`."""
PLACES = {
    "cohort:name", "cohort:rename", "cohort:start", "clients:name", "weeks:line", "canned:text",
    "cohort:off", "away:from", "away:until", "away:line", "inbox:hours", "broadcast:text",
    "planned:when", "session:when", "session:link", "outcome:words",
}  # fmt: skip
"""Where a coach types; in `ACTS` something is typed at each but the link of a session."""


async def take(step: str, stage: Stage, coach: Watched, noor: Person) -> None:
    """One step of the scenes above."""
    verb, _, rest = step.partition(" ")
    if verb == "say":
        await coach.say(rest)
    elif verb == "tap":
        await tap(coach, rest)
    elif verb == "wait":
        await stage.walk(seconds=int(rest))
    elif verb == "answer":
        copy = next(m for m in reversed(coach.heard) if "vraag" in text_of(m))
        await coach.say(rest, reply_to=copy.message_id)
    elif verb == "change":
        await coach.edit(said(coach).message_id, rest)
    elif step == WRITES:
        await ask(noor)
    elif verb == "link":
        await forum(stage)
    elif step == WISHES:
        await unlock_calls(stage)
        await agree_to_calls(noor)
        await noor.tap_data("call:send", stale=True)
    elif step == LEFT:
        async with stage.app.deps.store.write() as tx:
            if (found := await broadcasts.find(tx, 1)) is not None:
                await broadcasts.hand_over(tx, found, 999, found.content)
            await sessions.change(tx, 1, coach_chat_id=999)
    elif step == HELD:
        async with stage.app.deps.store.write() as tx:
            await restored.hold(tx, stage.clock.now())


async def tap(coach: Watched, data: str) -> None:
    """Press the newest button that does this, or one that a phone has kept."""
    for message in reversed(coach.heard):
        for button in buttons_of(message):
            if (button.data or "").startswith(data):
                await coach.tap_data(button.data or "", message.message_id)
                return
    await coach.tap_data(data, stale=True)


@pytest.mark.long
@pytest.mark.parametrize(("act", "steps"), ACTS, ids=[act for act, _ in ACTS])
async def test_each_act_is_noted_with_who_did_it_and_whom_it_was_about(
    stage: Stage, noor: Person, act: str, steps: tuple[str, ...]
) -> None:
    coach = await watched(stage)
    if act.startswith(ABOUT_A_CLIENT):
        await ask(noor)
    for step in steps[:-1]:
        await take(step, stage, coach, noor)
    before = len(await table(stage, "coach_act"))
    await take(steps[-1], stage, coach, noor)
    (noted,) = (await table(stage, "coach_act"))[before:]
    assert (noted["act"], noted["coach_id"]) == (act, COACH_ID)
    assert (noted["cohort_id"] is not None) is (act.startswith(ABOUT_A_GROUP) or "moved" in act)
    assert (noted["client_id"] == 1) is act.startswith(ABOUT_A_CLIENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_act_has_words_and_a_scene(content: Content, language: str) -> None:
    named = {key for key in content[language].t.entries if key.startswith("act.")}
    assert named == {f"act.{act}" for act, _ in ACTS}


def test_each_button_and_each_place_of_a_coach_is_known_to_change_something_or_not(
    stage: Stage,
) -> None:
    rooms = [room for room in stage.app.features if room.coach]
    buttons = {f"{room.room}:{verb}" for room in rooms for verb in room.buttons}
    steps = [step for _, taken in ACTS for step in taken if step.startswith("tap ")]
    tapped = {":".join(step[4:].split(":")[:2]) for step in steps}
    assert buttons & set(ELSEWHERE) - tapped == LOOKS | OF_ANOTHER
    assert {f"{room.room}:{place}" for room in rooms for place in room.waits} == PLACES


async def log_of(coach: Person) -> str:
    """The log as it opens."""
    await coach.say("/rapport")
    return text_of(await coach.press("report.button.log"))


async def test_what_was_taken_back_within_the_minute_was_never_sent(
    stage: Stage, noor: Person
) -> None:
    coach = await watched(stage)
    for step in LEAVES:
        await take(step, stage, coach, noor)
    assert coach.words("act.message_sent") not in await log_of(coach)
    await tap(coach, "broadcast:undo:1")
    await stage.walk(minutes=5)
    shown = await log_of(coach)
    assert coach.words("act.message_recalled") in shown
    assert coach.words("act.message_sent") not in shown


@pytest.mark.long
@pytest.mark.parametrize("hard", ["/drang", "ik wil niet meer leven"])
async def test_nothing_in_it_tells_that_somebody_had_to_wait(
    stage: Stage, noor: Person, mia: Person, hard: str
) -> None:
    coach = await watched(stage)
    for person in (noor, mia):
        await ask(person)
    await mia.say(hard)
    shown = []
    for number, person in enumerate((noor, mia), 1):
        before = len(await table(stage, "coach_act"))
        to_her = f"broadcast:to:{number}:client-{number}"
        look, send = (f"broadcast:{verb}:{number}" for verb in ("look", "send"))
        answer = ("tap canned:new", "say Dank je.", f"tap canned:send:{number}:{number}")
        for step in (
            *WRITTEN[:2],
            f"tap {to_her}",
            f"tap {look}",
            f"tap {send}",
            "wait 75",
            *answer,
        ):
            await take(step, stage, coach, person)
        written = (await table(stage, "coach_act"))[before:]
        shown.append([one["act"] for one in written])
        assert written[-1]["at"] - written[0]["at"] < timedelta(minutes=1)
    assert shown == [["message_sent", "canned_made", "client_answered"]] * 2
    until_now = len(await table(stage, "coach_act"))
    await stage.walk(hours=30)
    assert len(await table(stage, "coach_act")) == until_now


@pytest.mark.parametrize("about", ["a client and a group", "a message to a group"])
async def test_it_turns_its_pages_and_none_is_too_long_however_long_the_names(
    stage: Stage, noor: Person, about: str
) -> None:
    coach, longest = await stage.coach(), "\N{GRINNING FACE}" * 40
    await called(noor, longest)
    await coach.say("/bericht")
    await coach.say(longest)
    async with stage.app.deps.store.write() as tx:
        await cohorts.rename(tx, 1, longest)
        for number in range(40):
            at = stage.clock.now() - timedelta(hours=18 * (39 - number))
            of = {"client_id": 1} if about == "a client and a group" else {"broadcast_id": 1}
            for_at = None if "client_id" in of else at
            await acts.note(tx, OTHER_COACH, "plan_moved", at, cohort_id=1, for_at=for_at, **of)
        found = await broadcasts.find(tx, 1)
        assert found is not None
        other = {"parts": [{**found.content["parts"][0], "text": longest + "!"}]}
        await broadcasts.rewrite(tx, found, {**found.content, **other}, stage.clock.now())
        await broadcasts.change(tx, 1, started_at=stage.clock.now(), state=broadcasts.DONE)
    first = await log_of(coach)
    assert len(first.encode("utf-16-le")) // 2 <= 4096
    await coach.tap("›")
    second = text_of(coach.last)
    assert ("\N{GRINNING FACE}…" in second) is (about == "a message to a group")
    assert second != first
    await coach.tap("›")
    shown = [first, second, text_of(coach.last)]
    assert [text.count(coach.words("act.plan_moved")) for text in shown] == [15, 15, 10]
    assert "›" not in coach.buttons
    await coach.tap("‹")
    assert text_of(coach.last) == second


async def lines_of(coach: Person) -> list[str]:
    """The log without its days and hours, the latest first."""
    shown = (await log_of(coach)).split("\n")
    return [line.partition(" · ")[2] for line in shown if " · " in line]


async def test_it_says_which_message_or_session_and_for_when(stage: Stage, noor: Person) -> None:
    coach, you = await watched(stage), "jij"
    steps = (*ONCE, "tap planned:days:1:once", "say overmorgen 12:00", "tap planned:pause:1",
             *SESSION, "say /bericht", "say Vrijdag een lange dag samen op het strand.",
             "tap broadcast:to:2:everyone", "tap broadcast:send:2", "wait 75",
             "tap planned:drop:1")  # fmt: skip
    for step in steps:
        await take(step, stage, coach, noor)
    assert await lines_of(coach) == [
        f"{you} · {coach.words('act.plan_dropped')} · Groep 1 · wo 25 nov 12:00",
        f'{you} · {coach.words("act.message_sent")} · Iedereen · "Vrijdag een lange dag sa…"',
        f"{you} · {coach.words('act.session_made')} · Groep 1 · di 24 nov 20:00",
        f"{you} · {coach.words('act.plan_paused')} · Groep 1 · wo 25 nov 12:00",
        f"{you} · {coach.words('act.plan_moved')} · Groep 1 · wo 25 nov 12:00",
        f"{you} · {coach.words('act.message_planned')} · Groep 1 · di 24 nov 12:00",
    ]


async def test_what_has_not_left_is_named_to_nobody_but_who_wrote_it(
    stage: Stage, noor: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    coach, other = await watched(stage), await other_coach(stage)
    for step in ONCE:
        await take(step, stage, coach, noor)
    planned = f"{coach.words('act.message_planned')} · Groep 1 · di 24 nov 12:00"
    assert (await lines_of(coach))[0] == f'jij · {planned} · "Donderdag."'
    assert await lines_of(other) == [f"andere coach · {planned}"]
    await stage.walk(days=1, hours=3)
    assert await lines_of(other) == [f'andere coach · {planned} · "Donderdag."']


async def test_of_what_was_taken_back_another_coach_reads_neither_words_nor_for_whom(
    stage: Stage, noor: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    coach, other = await watched(stage), await other_coach(stage)
    everyone = ("tap broadcast:to:1:everyone", "tap broadcast:send:1", "tap broadcast:undo:1")
    for step in (*WRITTEN[:2], *everyone):
        await take(step, stage, coach, noor)
    recalled = coach.words("act.message_recalled")
    assert await lines_of(other) == [f"andere coach · {recalled}"]
    assert await lines_of(coach) == [f'jij · {recalled} · Iedereen · "Donderdag."']


@pytest.mark.parametrize(
    ("steps", "acts_then"),
    [
        ((*SENT, "wait 60", "tap outcome:words:1", "say Vrijdag.", "tap outcome:put:"),
         {"message_corrected": False, "message_sent": True}),
        ((*LEAVES, "tap broadcast:undo:1", "wait 60", "tap broadcast:rewrite:1", "say Vrijdag.",
          "tap broadcast:send:1", "wait 75"),
         {"message_sent": False, "message_recalled": True}),
        ((*ONCE, "wait 60", "tap planned:words:1", "say Vrijdag.", "tap reword:replace:1",
          "tap planned:pause:1"),
         {"plan_paused": False, "plan_reworded": False, "message_planned": True}),
    ],
)  # fmt: skip
async def test_of_an_act_before_it_was_reworded_it_says_that_the_words_were_others(
    stage: Stage, noor: Person, steps: tuple[str, ...], acts_then: dict[str, bool]
) -> None:
    coach = await watched(stage)
    for step in steps:
        await take(step, stage, coach, noor)
    lines = await lines_of(coach)
    mark = coach.words("report.other_words", words='"Vrijdag."')
    assert [(line.split(" · ")[1], line.endswith(mark)) for line in lines] == [
        (coach.words(f"act.{act}"), then) for act, then in acts_then.items()
    ]
    assert all('"Vrijdag."' in line for line in lines)


async def test_its_words_stand_with_the_message_alone_and_are_gone_with_who_it_was_for(
    stage: Stage, noor: Person
) -> None:
    coach = await watched(stage)
    to_her = ("say /bericht", "say Donderdag.", "tap broadcast:to:1:client-1",
              "tap broadcast:look:1", "tap broadcast:send:1", "wait 75")  # fmt: skip
    for step in to_her:
        await take(step, stage, coach, noor)
    sent = coach.words("act.message_sent")
    assert (await lines_of(coach))[0].endswith(f'{sent} · Nummer 1 · "Donderdag."')
    assert "Donderdag" not in str(await table(stage, "coach_act"))
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert (await lines_of(coach))[0] == f"jij · {sent}"


async def test_it_tells_day_by_day_by_the_coachs_clock_and_shows_who_the_other_is(
    stage: Stage, noor: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    coach, other = await stage.coach(), await other_coach(stage)
    await stage.walk(hours=13, minutes=45)
    await coach.tap_data("cohort:begin:1:2026-11-30", stale=True)
    await stage.walk(minutes=30)
    await other.tap_data("cohort:take:1:2026-12-21", stale=True)
    await coach.say("/rapport")
    shown = await coach.press("report.button.log")
    you, somebody = coach.words("report.own"), coach.words("report.other")
    assert text_of(shown).split("\n")[2:] == [
        "dinsdag 24 november",
        f"00:15 · {somebody} · {coach.words('act.week_off')} · Groep 1",
        "",
        "maandag 23 november",
        f"23:45 · {you} · {coach.words('act.cohort_start')} · Groep 1",
    ]
    (seen,) = [one for one in shown.entities if one["type"] == "text_mention"]
    assert seen["user"]["id"] == OTHER_COACH


def test_a_meeting_is_called_by_one_word_on_every_screen(stage: Stage) -> None:
    other = {"nl": "sessie", "en": "session"}
    for language in LANGUAGES:
        entries = stage.app.deps.shelf[language].t.entries
        texts = [text.lower() for one in entries.values()
                 for text in ([one] if isinstance(one, str) else one.values())]  # fmt: skip
        assert [text for text in texts if other[language] in text] == []
