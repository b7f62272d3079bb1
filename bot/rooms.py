"""All rooms, in the order in which `/help` names what they offer."""

from __future__ import annotations

from bot.content.model import Content
from bot.feature import Command, Feature
from bot.features import (
    acquaintance,
    after,
    answers,
    call,
    housekeeping,
    late,
    plan,
    safe_word,
)
from bot.features.anchor import handlers as anchor
from bot.features.appointment import handlers as appointment
from bot.features.coach import (
    after_restore,
    away,
    call_requests,
    clients,
    digest,
    notices,
    panel,
    protocol,
    report,
    taking_over,
)
from bot.features.coach.broadcast import (
    broadcast,
    draft,
    draft_source,
    news,
    outcome,
    planning,
    rewording,
    second_thoughts,
    stopping,
)
from bot.features.coach.cohorts import cohorts, invites, weeks
from bot.features.coach.inbox import canned, inbox, meant
from bot.features.coach.sessions import sessions
from bot.features.contact import handlers as contact
from bot.features.cycle import handlers as cycle
from bot.features.daily import handlers as daily
from bot.features.exercise import handlers as exercise
from bot.features.hard_days import handlers as hard_days
from bot.features.letter import handlers as letter
from bot.features.other import handlers as other
from bot.features.privacy import handlers as privacy
from bot.features.progress import handlers as progress
from bot.features.settings import handlers as settings
from bot.features.settings import language
from bot.features.start import handlers as start
from bot.features.start import typing as arriving
from bot.features.urge import handlers as urge
from bot.safety import help_screen as safety


def features_for(content: Content) -> tuple[Feature, ...]:
    """Every room; the commands that are only text depend on the content."""
    known: list[Command] = []
    rooms = (
        urge.FEATURE,
        exercise.FEATURE,
        daily.FEATURE,
        safety.FEATURE,
        plan.FEATURE,
        call.FEATURE,
        contact.FEATURE,
        cycle.FEATURE,
        progress.FEATURE,
        anchor.FEATURE,
        letter.FEATURE,
        appointment.FEATURE,
        settings.FEATURE,
        safe_word.FEATURE,
        hard_days.FEATURE,
        answers.feature_for(content),
        privacy.FEATURE,
        acquaintance.FEATURE,
        after.FEATURE,
        start.FEATURE,
        arriving.FEATURE,
        panel.feature_for(known),
        protocol.FEATURE,
        call_requests.FEATURE,
        inbox.FEATURE,
        meant.FEATURE,
        canned.FEATURE,
        away.FEATURE,
        broadcast.FEATURE,
        planning.FEATURE,
        rewording.FEATURE,
        draft_source.FEATURE,
        draft.FEATURE,
        sessions.FEATURE,
        outcome.FEATURE,
        stopping.FEATURE,
        second_thoughts.FEATURE,
        cohorts.FEATURE,
        invites.FEATURE,
        clients.FEATURE,
        weeks.FEATURE,
        report.FEATURE,
        after_restore.FEATURE,
        taking_over.FEATURE,
        digest.FEATURE,
        notices.FEATURE,
        news.NEWS,
        news.STUB,
        housekeeping.FEATURE,
        late.FEATURE,
    )
    commands = [command for room in rooms for command in room.commands]
    helping = other.feature_for(commands)
    known += [*commands, *helping.commands]
    return (*rooms, helping, language.feature_for(known))
