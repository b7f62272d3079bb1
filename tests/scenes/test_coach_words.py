"""What a coach types for a button of hers, her `/help`, and names and links of groups."""

from __future__ import annotations

import pytest

from tests.cast import COACH_ID, Person, Stage, replace, text_of
from tests.scenes.database import table


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("cliënten", "clients.count"),
        ("bijeenkomsten", "session.none"),
        ("Nieuw bericht", "broadcast.write"),
        ("link om mee te doen", "invite.ask"),
        ("vaste antwoorden", "canned.empty"),
        ("logboek", "report.log"),
        ("nieuwe groep", "cohort.ask_name"),
        ("vandaag", "coach.panel"),
        ("pauze", "coach.panel"),
        ("Afspraken over bellen", "call.protocol"),
        ("Groep van coaches", "inbox.group_steps"),
        ("/link", "inbox.group_steps"),
        ("link", "invite.ask"),
        ("nieuwe link", "invite.ask"),
        ("QR-code", "invite.ask"),
        ("start", "coach.panel"),
        ("nieuwe bijeenkomst", "session.when"),
        ("new meeting", "session.when"),
        ("nieuw antwoord", "canned.ask"),
        ("dagen instellen", "away.from"),
        ("afzeggen", "session.none"),
        ("verzetten", "session.none"),
    ],
)
async def test_the_words_of_a_button_of_hers_open_it(
    stage: Stage, noor: Person, text: str, key: str
) -> None:
    coach = await stage.coach()
    await coach.say(text)
    entry = coach.book.t.entries[key]
    first = (entry if isinstance(entry, str) else entry["one"]).split("{")[0].split("\n")[0]
    shown = coach.texts[-1]
    assert first in shown if first else "1 cliënt" in shown


@pytest.mark.parametrize(
    ("screen", "text", "key"),
    [
        ("/sessie", "Nieuwe bijeenkomst", "session.when"),
        ("vaste antwoorden", "Nieuw antwoord", "canned.ask"),
        ("/afwezig", "Dagen instellen", "away.from"),
    ],
)
async def test_a_form_opens_by_its_words_with_its_button_in_sight(
    stage: Stage, noor: Person, screen: str, text: str, key: str
) -> None:
    coach = await stage.coach()
    await coach.say(screen)
    assert text in coach.buttons
    await coach.say(text)
    assert coach.texts[-1].startswith(coach.words(key))


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_label_of_the_panel_may_be_typed_when_it_is_out_of_sight(
    stage: Stage, noor: Person, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    for label in coach.buttons:
        await coach.say("/beheer")
        pressed = text_of(await coach.tap(label))
        await coach.say("/help")
        assert text_of(await coach.say(label)) == pressed, label


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("/groups", "cohort.title"), ("/group", "cohort.title"), ("/groep", "cohort.title"),
        ("/cliënten", "clients.count"), ("/client", "clients.count"),
        ("/klanten", "clients.count"), ("/sessies", "session.none"),
        ("/meetings", "session.none"), ("/bijeenkomsten", "session.none"),
        ("/nieuw_bericht", "broadcast.write"), ("/message", "broadcast.write"),
        ("/planned", "planned.none"), ("/vraag", "inbox.none"), ("/inbox", "inbox.none"),
        ("/menu", "coach.panel"), ("/logboek", "report.log"), ("/afwezigheid", "away.none"),
    ],
)  # fmt: skip
async def test_another_name_of_a_command_of_hers_does_what_that_does(
    stage: Stage, noor: Person, text: str, key: str
) -> None:
    coach = await stage.coach()
    before = len(coach.heard)
    await coach.say(text)
    entry = coach.book.t.entries[key]
    first = (entry if isinstance(entry, str) else entry["one"]).split("{")[0].split("\n")[0]
    shown = "\n".join(text_of(m) for m in coach.heard[before:])
    assert first in shown if first else "1 cliënt" in shown
    assert coach.words("coach.nowhere") not in shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/groupen", "groepen"), ("/uitnodiging", "uitnodigen"), ("/rapprt", "rapport"),
     ("/shceduled", "scheduled"), ("/beheeer", "beheer")],
)  # fmt: skip
async def test_a_command_that_is_nearly_one_of_hers_names_it(
    stage: Stage, noor: Person, typed: str, meant: str
) -> None:
    coach = await stage.coach()
    assert text_of(await coach.say(typed)) == coach.words("coach.near", command=meant)
    assert text_of(await coach.say("/xyzzy")) != coach.words("coach.near", command=meant)


async def test_a_client_hears_nothing_of_the_names_of_her_commands(
    stage: Stage, noor: Person
) -> None:
    answers = [text_of(await noor.say(one)) for one in ("/qwertz", "/qwertz", "/groupen")]
    unknown = {noor.words(f"other.{key}") for key in ("text", "again", "more")}
    assert set(answers) <= unknown


@pytest.mark.parametrize("text", ["de week", "week"])
async def test_the_week_of_a_coach_is_the_week_in_counts(
    stage: Stage, noor: Person, text: str
) -> None:
    coach = await stage.coach()
    report = text_of(await coach.say("/rapport"))
    assert text_of(await coach.say(text)) == report


async def test_her_commands_stand_on_top_of_help(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    text = text_of(await coach.say("/help"))
    assert text.index("/bericht · ") < text.index("/drang · ")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_her_help_begins_with_what_she_can_do_and_ends_with_the_numbers(
    stage: Stage, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    text = text_of(await coach.say("/help"))
    assert text.startswith(coach.words("help.title"))
    assert "112" in text
    assert coach.buttons[0] == coach.words("coach.button.panel")


async def test_after_words_of_a_crisis_the_numbers_stand_on_top_of_her_help(stage: Stage) -> None:
    coach = await stage.coach()
    await coach.say("ik wil dood")
    text = text_of(await coach.say("/help"))
    assert text.index("112") < text.index(coach.words("help.title"))


async def test_two_groups_of_one_name_there_are_not(stage: Stage) -> None:
    coach = await stage.coach()
    for name in ("Els", "els", "Maan"):
        await coach.tap_data("cohort:new", stale=True)
        await coach.say(name)
        if name == "els":
            assert coach.texts[-1] == coach.words("cohort.name_taken", name="els")
    assert len(await table(stage, "cohort")) == 2
    await coach.tap_data("cohort:rename:2", stale=True)
    await coach.say("ELS")
    assert coach.texts[-1] == coach.words("cohort.name_taken", name="ELS")
    await coach.say("MAAN")
    assert "MAAN" in coach.texts[-1]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_coach_who_opens_a_link_that_is_over_hears_that(
    stage: Stage, language: str
) -> None:
    stage.world.add_person("Coach", language, COACH_ID)
    coach = await stage.coach()
    await coach.start("abcdefghijklmnopqrstuv")
    assert coach.texts[-1] == coach.words("start.own_link_over")
    assert coach.buttons == [coach.words("coach.button.invite")]


async def also_coach(stage: Stage, noor: Person) -> None:
    """Noor coaches, and takes part as well."""
    stage.settings = replace(stage.settings, coach_ids=frozenset({COACH_ID, noor.id}))
    await stage.restart()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("logboek", "report.log"),
        ("nieuwe groep", "cohort.ask_name"),
        ("the week", "report.clients"),
        ("prepared answers", "canned.empty"),
    ],
)
async def test_a_coach_who_takes_part_as_well_may_type_them(
    stage: Stage, noor: Person, text: str, key: str
) -> None:
    await also_coach(stage, noor)
    await noor.say(text)
    entry = noor.book.t.entries[key]
    assert (entry if isinstance(entry, str) else entry["one"]).format(n=1) in noor.texts[-1]


@pytest.mark.parametrize("text", ["week", "pauze"])
async def test_what_is_a_clients_word_too_stays_hers(
    stage: Stage, noor: Person, text: str
) -> None:
    before = text_of(await noor.say(text))
    await also_coach(stage, noor)
    if text == "pauze":
        await noor.say("/verder")
    assert text_of(await noor.say(text)) == before


async def test_a_room_of_a_client_that_waits_for_words_gets_them(
    stage: Stage, noor: Person
) -> None:
    await also_coach(stage, noor)
    await noor.say("/brief")
    assert text_of(await noor.say("logboek")).startswith(noor.words("letter.sealed").strip())
