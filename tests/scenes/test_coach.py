"""The coach: links into the programme, and her first screen."""

from __future__ import annotations

from datetime import date, timedelta

from bot.sandbox.model import Message
from tests.cast import COACH_ID, Person, Stage, buttons_of, replace, text_of
from tests.scenes.broadcasting import write
from tests.scenes.database import table
from tests.scenes.relaying import OTHER_COACH, other_coach
from tests.scenes.test_arriving import come_to_consent
from tests.scenes.test_sessions import plan


async def ask_for_link(coach: Person, uses: int = 25) -> Message:
    """Make a link; gives the message with the link in words."""
    await coach.say("/uitnodigen")
    await coach.press("invite.button.uses", n=uses)
    return next(message for message in reversed(coach.heard) if "start=" in text_of(message))


async def test_a_link_is_shown_with_how_long_and_for_how_many_it_works(stage: Stage) -> None:
    coach = await stage.coach()
    shown = await ask_for_link(coach)
    until = date(2026, 11, 23) + timedelta(days=30)
    assert "https://t.me/anker_test_bot?start=" in text_of(shown)
    assert "25" in text_of(shown)
    assert f"{until:%d-%m-%Y}" in text_of(shown)


async def test_the_link_can_be_copied_with_one_tap(stage: Stage) -> None:
    coach = await stage.coach()
    shown = await ask_for_link(coach)
    copy = next(b for b in buttons_of(shown) if b.text == coach.words("coach.button.copy"))
    assert copy.copy_text is not None
    assert copy.copy_text.startswith("https://t.me/anker_test_bot?start=")
    assert copy.copy_text in text_of(shown)


async def test_only_a_hash_of_a_links_token_is_kept(stage: Stage) -> None:
    token = await stage.invite()
    kept = await table(stage, "invite")
    assert token not in str(kept)
    assert len(token) >= 20


async def test_a_link_that_was_withdrawn_opens_nothing(stage: Stage) -> None:
    token = await stage.invite()
    coach = await stage.coach()
    await coach.press("coach.button.revoke")
    assert coach.words("coach.revoked") in coach.texts
    lea = stage.person("Lea")
    await lea.start(token)
    assert lea.texts[0] == lea.words("start.no_link")


async def test_a_link_that_is_withdrawn_while_somebody_arrives_does_not_enrol(
    stage: Stage,
) -> None:
    token = await stage.invite()
    lea = stage.person("Lea")
    await come_to_consent(lea, token)
    await (await stage.coach()).press("coach.button.revoke")
    await lea.press("start.button.agree")
    assert await lea.record() is None


async def test_withdrawing_one_link_leaves_the_other(stage: Stage) -> None:
    coach = await stage.coach()
    newest = await ask_for_link(coach)
    first = text_of(newest).split("start=")[1].split()[0]
    await coach.tap(coach.words("coach.button.revoke"), await ask_for_link(coach))
    lea = stage.person("Lea")
    assert text_of(await lea.start(first)) == lea.words("start.who_sees")


async def test_the_panel_counts_who_can_be_written_to_and_leads_on(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await mia.say("/pause")
    for name in ("Ada", "Els"):
        await stage.enrolled(name)
    coach = await stage.coach()
    assert text_of(await coach.start()) == coach.words("coach.panel", n=3)
    await coach.press("coach.button.broadcast")
    assert coach.buttons == [coach.words("broadcast.button.cancel")]
    await coach.say("/beheer")
    await coach.press("coach.button.invite")
    assert text_of(coach.last).startswith(coach.words("invite.ask", group="Groep 1", n=30))


async def test_the_panel_names_todays_session_and_message_of_this_coach_alone(
    stage: Stage, noor: Person
) -> None:
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, OTHER_COACH}))
    await stage.restart()
    coach, anna = await stage.coach(), await other_coach(stage)
    await plan(coach, "vandaag 20:00")
    await write(coach)
    await coach.press("broadcast.button.at")
    await coach.say("vandaag 15:00")
    await coach.press("planned.button.go")
    for person, is_hers in ((coach, True), (anna, False)):
        panel = text_of(await person.say("/beheer"))
        everyone = person.words("broadcast.to.everyone", number=0)
        facts = (
            person.words("coach.fact.session", at="20:00", who=everyone),
            person.words("coach.fact.planned", at="15:00", who=everyone),
        )
        assert [fact in panel for fact in facts] == [is_hers] * 2


async def test_while_nobody_is_a_coach_who_sets_it_up_learns_her_number_from_the_bot(
    stage: Stage, visitor: Person
) -> None:
    assert str(visitor.id) not in text_of(await visitor.say("/beheer"))
    stage.settings = replace(stage.settings, coach_ids=frozenset())
    await stage.restart()
    for said in ("/beheer", "/admin"):
        assert str(visitor.id) in text_of(await visitor.say(said))
    stage.settings = replace(stage.settings, coach_ids=frozenset({visitor.id}))
    await stage.restart()
    await visitor.say("/beheer")
    assert visitor.words("coach.button.inbox") in visitor.buttons
