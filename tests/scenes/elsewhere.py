"""Which scenes press the buttons that a walk from the commands does not come to."""

from __future__ import annotations

_KEPT = {
    "anchor": "drop emptied empty list look not_here open overview speak voice",
    "letter": "here keep list now number one open share shared tear then unshared write",
    "appointment": "done hush look move cancel open how sure new time",
    "date": "every once done keep look drop open",
    "word": "anchor drop forgotten remove shut",
}
"""Rooms that show little until something is kept there; each has a file of scenes."""

_TAKEOVER = "list plan take stop drop session sent mine"
_PLANNED = "day drop go local look pause resume skip stop time words"
_CANNED = "drop gone offer one pick send"
_REPORT = "anew csv fix gone look stop withdraw words"
_INSTEAD = "keep put"
_MEANT = (
    "away:keep", "canned:keep", "clients:called", "cohort:named", "cohort:renamed",
    "inbox:keep_hours", "meant:drop", "meant:send", "weeks:keep",
)  # fmt: skip

ELSEWHERE: dict[str, str] = {
    f"{room}:{verb}": f"test_{room}.py" for room, verbs in _KEPT.items() for verb in verbs.split()
} | {
    "anchor:unlock": "test_word.py",
    "anchor:then": "test_late.py",
    "late:out": "test_late.py",
    "word:again": "test_late.py",
    "after:again": "test_after_sixteen_weeks.py",
    "after:menu": "test_after_sixteen_weeks.py",
    "after:ask": "test_after_sixteen_weeks.py",
    "after:weekly": "test_after_sixteen_weeks.py",
    "call:agree": "test_call.py",
    "coach:rung": "test_call.py",
    "rung:line": "test_call.py",
    "rung:back": "test_call.py",
    "privacy:anew": "test_agreed.py",
    "privacy:leave": "test_coach_chat.py",
    "privacy:sweep": "test_coach_chat.py",
    "restored:go": "test_restored.py",
    "restored:look": "test_restored.py",
    "contact:open": "test_contact.py",
    "contact:read": "test_inbox.py",
    "contact:send": "test_last_day.py",
    "contact:unsent": "test_answering_news.py",
    "contact:write": "test_contact.py",
    **{f"inbox:{verb}": "test_inbox.py" for verb in ("done", "one", "show")},
    **dict.fromkeys(("inbox:recall", "inbox:send", "inbox:undo"), "test_inbox_undo.py"),
    "inbox:no_hours": "test_contact.py",
    "inbox:unlink": "test_inbox_group.py",
    **{f"canned:{verb}": "test_inbox.py" for verb in _CANNED.split()},
    **{f"away:{verb}": "test_inbox.py" for verb in ("alone", "cancel", "cancelled", "end")},
    **dict.fromkeys(_MEANT, "test_coach_meant.py"),
    **dict.fromkeys(("away:same", "cohort:free"), "test_coach_days.py"),
    **dict.fromkeys(("cohort:rest", "planned:rest"), "test_weeks_off.py"),
    **{f"takeover:{verb}": "test_taking_over.py" for verb in _TAKEOVER.split()},
    "settings:keep": "test_wishes.py",
    "settings:stop": "test_means_the_messages.py",
    "settings:there": "test_wishes.py",
    "told:open": "test_coach_clients.py",
    "cycle:overview": "test_everything_reachable.py",
    "daily:open": "test_daily_time.py",
    "daily:past": "test_cohort_course.py",
    "news:open": "test_broadcast.py",
    "safety:go_on": "test_said_once_more.py",
    "safety:hurt": "test_kinds_of_crisis.py",
    "safety:no_danger": "test_slight_doubt.py",
    "safety:not_thinking": "test_crisis.py",
    "safety:say": "test_kinds_of_crisis.py",
    "safety:safe": "test_crisis.py",
    "safety:thinking": "test_crisis.py",
    "safety:unsafe": "test_crisis.py",
    **{f"planned:{verb}": "test_planned.py" for verb in _PLANNED.split()},
    **{f"reword:{verb}": "test_planned.py" for verb in ("also", "keep", "read", "replace")},
    **{f"outcome:{verb}": "test_broadcast_kinds.py" for verb in _REPORT.split()},
    **{
        f"session:{verb}": "test_sessions.py"
        for verb in ("again", "anew", "cancel", "go", "look", "off", "time", "to")
    },
    **{f"outcome:{verb}": "test_broadcast_afterwards.py" for verb in _INSTEAD.split()},
    **{f"stopping:{verb}": "test_two_coaches.py" for verb in ("hold", "list", "look")},
    "draft:back": "test_coach_typed.py",
    "session:plain": "test_inbox.py",
    "session:whom": "test_many_groups.py",
    "broadcast:undo": "test_broadcast_kinds.py",
    "start:again": "test_arriving_after_crisis.py",
    "start:agree": "test_arriving.py",
    "start:ground": "test_arriving.py",
    "start:own": "test_arriving.py",
    "start:privacy": "test_arriving.py",
    "start:visit": "test_arriving.py",
    "start:what": "test_arriving.py",
    "start:young": "test_arriving.py",
    "urge:back": "test_urge_return.py",
    "urge:came": "test_urge_return.py",
    "urge:caring": "test_urge_afterwards.py",
    "urge:not_going": "test_urge_kinds.py",
    "urge:person": "test_urge_kinds.py",
    "urge:wave": "test_urge_return.py",
}
"""Buttons on messages that no command brings -> the file of scenes that presses each.

On a message that shows it: `conftest` looks, when all of a file has run.
"""
