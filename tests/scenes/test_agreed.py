"""What a client agreed to: on one screen, withdrawn as easily as given, and asked again."""

from __future__ import annotations

from bot.clients.consents import VERSIONS, versions
from bot.content.model import LANGUAGES, Content
from bot.store import consents
from bot.store.consents import CALL, COACH_VIEW, INBOX, PROGRAMME
from tests.cast import Person, Stage, text_of
from tests.scenes.prepared import unlock_calls


async def _holds(stage: Stage, person: Person, purpose: str) -> bool:
    client = await person.record()
    assert client is not None
    async with stage.app.deps.store.read() as tx:
        return await consents.is_given(tx, client.id, purpose)


async def _open(person: Person) -> None:
    await person.say("/privacy")
    await person.press("agreed.button.open")


async def test_each_purpose_is_given_and_withdrawn_with_one_tap(
    stage: Stage, noor: Person
) -> None:
    await unlock_calls(stage)
    await _open(noor)
    assert text_of(noor.last).count(noor.words("agreed.not_given")) == 3
    for purpose in (COACH_VIEW, CALL, INBOX):
        await noor.press(f"agreed.button.{purpose}_yes")
        assert await _holds(stage, noor, purpose)
        await noor.press(f"agreed.button.{purpose}_no")
        assert not await _holds(stage, noor, purpose)
    await noor.press("agreed.button.neutral_yes")
    found = await noor.record()
    assert found is not None
    assert found.neutral
    assert await _holds(stage, noor, PROGRAMME)
    assert "2026" in text_of(noor.last)


async def test_without_the_base_there_is_silence_or_being_erased(
    stage: Stage, noor: Person
) -> None:
    await _open(noor)
    await noor.press("agreed.button.programme_no")
    assert text_of(noor.last) == noor.words("agreed.base").strip()
    await noor.press("agreed.button.pause")
    found = await noor.record()
    assert found is not None
    assert found.status == "paused"
    await _open(noor)
    await noor.press("agreed.button.programme_no")
    await noor.press("forget.button.yes")
    assert await noor.record() is None


async def _changed(stage: Stage, person: Person, purpose: str) -> None:
    """What this person agreed to was worded otherwise then."""
    client = await person.record()
    assert client is not None
    async with stage.app.deps.store.write() as tx:
        await consents.withdraw(tx, client.id, purpose, stage.clock.now())
        await consents.give(tx, client.id, purpose, "2025-01", stage.clock.now())
    await stage.app.run_due()


async def test_what_changed_is_asked_again_at_a_calm_moment_and_once(
    stage: Stage, noor: Person, mia: Person
) -> None:
    changed = noor.words("agreed.changed").strip()
    for purpose in (PROGRAMME, COACH_VIEW):
        await _changed(stage, noor, purpose)
    assert not await _holds(stage, noor, COACH_VIEW)
    await noor.say("nu")
    assert not any(changed in text for text in noor.texts)
    await stage.walk(hours=2)
    await noor.say("Vandaag")
    assert text_of(noor.last) == f"{changed}\n\n{noor.words('agreed.lapsed')}"
    await noor.say("Vandaag")
    assert changed not in text_of(noor.last)
    await noor.press("agreed.button.anew")
    found = await noor.record()
    assert found is not None
    assert found.consent_ask_at is None
    await noor.press("agreed.button.look")
    await noor.press("agreed.button.coach_view_yes")
    assert await _holds(stage, noor, COACH_VIEW)
    await stage.app.run_due()
    assert await _holds(stage, noor, COACH_VIEW)
    await mia.say("/today")
    assert mia.words("agreed.changed").strip() not in mia.texts


def test_each_purpose_has_a_version_and_the_same_in_both_languages(content: Content) -> None:
    assert set(VERSIONS) == {PROGRAMME, COACH_VIEW, CALL, INBOX}
    first, second = (versions(content[spoken]) for spoken in LANGUAGES)
    assert first == second
