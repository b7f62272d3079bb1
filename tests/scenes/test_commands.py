"""Commands, single words and the keyboard: two languages, and what does not exist for whom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.content.model import Book
from bot.sandbox.model import Message
from bot.sandbox.world import World
from tests.cast import Person, Stage, replace, staged, text_of
from tests.outbox.conftest import rush

Looks = Callable[[Message, Book], bool]


def begins(key: str) -> Looks:
    """The answer begins as this text does, up to the first thing that is filled in."""
    return lambda message, book: text_of(message).startswith(book.t(key).partition("{")[0])


def contains(key: str) -> Looks:
    """This text stands somewhere in the answer."""
    return lambda message, book: book.t(key) in text_of(message)


def is_lines(message: Message, book: Book) -> bool:
    """The help lines, an emergency number among them."""
    return text_of(message).startswith(book.t("lines.title")) and "112" in text_of(message)


def is_cycle(message: Message, book: Book) -> bool:
    """The picture of the cycle."""
    return bool(message.photo) and text_of(message).startswith(book.cycle.title)


def is_looking_back(message: Message, book: Book) -> bool:
    """The picture of the last four weeks."""
    return bool(message.photo) and text_of(message).startswith(book.t("progress.title"))


def is_on_again(message: Message, book: Book) -> bool:
    """After a pause; said once more there is none."""
    return any(begins(f"pause.{key}")(message, book) for key in ("resumed", "not_paused"))


def is_today(message: Message, book: Book) -> bool:
    """The first message of the programme."""
    return text_of(message).startswith(book.daily[0].title)


def is_week(message: Message, book: Book) -> bool:
    """The theme of the first week."""
    return book.weeks[0].message in text_of(message)


def is_privacy(message: Message, book: Book) -> bool:
    """The privacy notice."""
    return text_of(message).endswith(book.answers["privacy"].text.plain[-40:])


def is_clients(message: Message, book: Book) -> bool:
    """The clients of the only group."""
    return book.t("clients.count", n=1) in text_of(message)


def is_about(message: Message, book: Book) -> bool:
    """What this is."""
    return text_of(message) == book.answers["about"].text.plain


def is_my_data(message: Message, book: Book) -> bool:
    """The files; asked for again, that they came already."""
    return message.kind == "document" or text_of(message) == book.t("mydata.again")


COMMANDS: dict[tuple[str, str], Looks] = {
    ("start", "start"): begins("start.back"),
    ("drang", "urge"): begins("urge.first"),
    ("cyclus", "cycle"): is_cycle,
    ("kompas", "compass"): begins("cycle.where"),
    ("voortgang", "progress"): is_looking_back,
    ("oefening", "exercise"): begins("exercise.offer"),
    ("anker", "anchor"): begins("anchor.nothing_in"),
    ("brief", "letter"): begins("letter.ask"),
    ("afspraak", "appointment"): begins("appointment.none"),
    ("vandaag", "today"): is_today,
    ("week", "week"): is_week,
    ("nood", "sos"): is_lines,
    ("coach", "coach"): begins("contact.about"),
    ("tijd", "time"): begins("settings.which_hour"),
    ("tijd 08:15", "time 08:15"): begins("settings.hour_set"),
    ("instellingen", "settings"): begins("settings.overview"),
    ("pauze", "pause"): begins("pause.paused"),
    ("verder", "resume"): is_on_again,
    ("wis", "wipe"): begins("wipe.done"),
    ("privacy", "privacy"): is_privacy,
    ("over", "about"): is_about,
    ("mijngegevens", "mydata"): is_my_data,
    ("vergeetmij", "forgetme"): begins("forget.ask"),
    ("stop", "stop"): begins("stop.all"),
    ("help", "help"): contains("help.title"),
}
COACH_COMMANDS: dict[tuple[str, str], Looks] = {
    ("beheer", "admin"): begins("coach.button.broadcast"),
    ("uitnodigen", "invite"): begins("invite.ask"),
    ("bericht", "broadcast"): begins("broadcast.write"),
    ("groepen", "cohorts"): begins("cohort.title"),
    ("clienten", "clients"): is_clients,
    ("rapport", "report"): begins("report.title"),
    ("gepland", "scheduled"): begins("planned.none"),
    ("sessie", "session"): begins("session.none"),
    ("vragen", "questions"): begins("inbox.none"),
    ("stil", "silent"): begins("inbox.none"),
    ("koppel", "link"): begins("inbox.group_steps"),
    ("antwoorden", "answers"): begins("canned.empty"),
    ("afwezig", "away"): begins("away.none"),
}
WORDS: dict[str, Looks] = {
    "nu": begins("urge.first"),
    "now": begins("urge.first"),
    "drang": begins("urge.first"),
    "urge": begins("urge.first"),
    ".": begins("urge.first"),
    "nood": is_lines,
    "sos": is_lines,
    "help": contains("help.title"),
    "hulp": contains("help.title"),
    "vandaag": is_today,
    "today": is_today,
    "stop": begins("stop.all"),
}


@pytest.mark.long
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_every_command_works_under_both_names_in_both_languages(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for names, looks in COMMANDS.items():
        for name in dict.fromkeys(names):
            answer = await person.say(f"/{name}")
            assert looks(answer, person.book), f"/{name}: {text_of(answer)}"


async def test_every_command_that_exists_is_in_this_list(stage: Stage) -> None:
    commands = [command for room in stage.app.features for command in room.commands]
    mine = {(nl.split()[0], en.split()[0]) for nl, en in COMMANDS}
    assert {(c.nl, c.en) for c in commands if not c.coach} == mine
    assert {(c.nl, c.en) for c in commands if c.coach} == set(COACH_COMMANDS)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_single_words_work_as_commands_do_in_both_languages(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for word, looks in WORDS.items():
        answer = await person.say(word)
        assert looks(answer, person.book), f"{word!r}: {text_of(answer)}"


@pytest.mark.parametrize("written", ["NU", "Nu!", " nu ", "nu...", "⚓nu", "⚓️ Nu", "⚓ NOW"])
async def test_a_single_word_works_however_it_is_written(noor: Person, written: str) -> None:
    assert begins("urge.first")(await noor.say(written), noor.book)


async def test_every_single_word_that_exists_is_in_this_list(stage: Stage) -> None:
    assert {word for room in stage.app.features for word in room.words} == set(WORDS)


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_three_keys_of_the_keyboard_do_what_they_say(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.start()
    assert person.keyboard is not None
    now, today, help_ = person.keyboard[0]
    assert begins("urge.first")(await person.say(now), person.book)
    assert is_today(await person.say(today), person.book)
    answer = await person.say(help_)
    assert contains("help.title")(answer, person.book)


async def test_help_has_the_help_lines_on_top_and_names_every_command(
    stage: Stage, noor: Person
) -> None:
    text = text_of(await noor.say("/help"))
    assert text.index("112") < text.index(noor.words("help.title"))
    commands = [c for room in stage.app.features for c in room.commands if not c.coach]
    assert all(f"/{command.nl} · " in text for command in commands if command.nl != "help")


async def test_help_names_no_coach_command_to_a_client(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    texts = [text_of(await person.say("/help")) for person in (noor, coach)]
    for command in (c for room in stage.app.features for c in room.commands if c.coach):
        assert [f"/{command.nl} · " in text for text in texts] == [False, True]


@pytest.mark.usefixtures("menu_published")
@pytest.mark.parametrize(
    ("telegram", "shown"),
    [
        ("nl", ["drang", "oefening", "vandaag", "nood", "instellingen", "help"]),
        ("en", ["urge", "exercise", "today", "sos", "settings", "help"]),
        ("de", ["drang", "oefening", "vandaag", "nood", "instellingen", "help"]),
    ],
)
async def test_the_menu_shows_six_commands_in_the_language_of_the_phone(
    stage: Stage, telegram: str, shown: list[str]
) -> None:
    lea = stage.person("Lea", telegram)
    await stage.world.wait_for(is_published)
    menu = stage.world.menu(lea.id)
    assert sorted(entry["command"] for entry in menu) == sorted(shown)


@pytest.mark.usefixtures("menu_published")
async def test_the_menu_shows_the_coachs_commands_in_her_own_chat_alone(stage: Stage) -> None:
    coach, lea = await stage.coach(), stage.person("Lea")
    await stage.world.wait_for(is_published)
    hers, others = stage.world.menu(coach.id), stage.world.menu(lea.id)
    own = {nl for nl, _ in COACH_COMMANDS}
    assert {entry["command"] for entry in hers if entry not in others} == own
    assert hers[len(own) :] == others


@pytest.mark.usefixtures("menu_published")
@pytest.mark.parametrize("is_client", [True, False])
async def test_whoever_is_no_coach_any_more_loses_them_from_the_menu(
    stage: Stage, is_client: bool
) -> None:
    coach = await stage.coach()
    if is_client:
        await coach.say("/start " + await stage.invite())
        await coach.press("start.button.join_in")
        await coach.press("start.button.unseen")
        await coach.press("start.button.onward")
        await coach.press("start.button.agree")
    stage.settings = replace(stage.settings, coach_ids=frozenset({1}))
    mark = len(stage.world.requests)
    await stage.restart()
    await stage.world.wait_for(partial(is_published, mark=mark))
    await coach.say("/beheer")
    assert stage.world.menu(coach.id) == stage.world.menu(stage.person("Lea").id)


@pytest.mark.usefixtures("menu_published", "something_breaks")
async def test_no_trouble_with_one_of_them_costs_the_others(stage: Stage) -> None:
    await stage.world.wait_for(is_published)
    mark = len(stage.world.requests)
    stage.world.faults.add("setMyDescription", kind="429", seconds=40)
    stage.world.faults.add("setMyDescription", kind="400", times=1)
    stage.world.faults.add("setMyShortDescription", kind="500", times=2)
    await stage.restart()
    await rush(stage, partial(is_published, stage.world, mark, 5), seconds=90)
    asked = [call.method for call in stage.world.requests[mark:] if call.method != "getUpdates"]
    assert [name for name in asked if name.startswith("set")][:3] == ["setMyCommands"] * 3
    assert asked.count("setMyDescription") == 4, "again after the wait; not what is refused"
    assert stage.app._publishing is not None
    await asyncio.wait_for(stage.app._publishing, 20)


@pytest.mark.usefixtures("menu_published")
async def test_under_english_as_first_language_everybody_else_gets_the_english_menu(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, language="en") as stage:
        lea = stage.person("Lea", "de")
        await stage.world.wait_for(is_published)
        assert "urge" in {entry["command"] for entry in stage.world.menu(lea.id)}


def is_published(world: World, mark: int = 0, times: int = 3) -> bool:
    """Whether the bot has told Telegram its menus: in two languages, and for all others.

    The calls before `mark` do not count.
    """
    return sum(c.method == "setMyShortDescription" for c in world.requests[mark:]) == times


@pytest.mark.parametrize("who", ["client", "visitor"])
async def test_coach_commands_answer_others_exactly_as_an_unknown_command_does(
    stage: Stage, noor: Person, visitor: Person, who: str
) -> None:
    person = noor if who == "client" else visitor
    unknown = look_of(await person.say("/bestaatniet"))
    for names in COACH_COMMANDS:
        for name in names:
            await person.say("/nood")
            assert look_of(await person.say(f"/{name}")) == unknown, name


async def test_coach_commands_answer_as_an_unknown_one_also_while_a_room_waits_for_a_text(
    noor: Person,
) -> None:
    answers = []
    for command in ("/bestaatniet", "/bericht"):
        await noor.say("/instellingen")
        await noor.press("settings.button.zone")
        answers.append((look_of(await noor.say(command)), look_of(await noor.say("Parijs"))))
    assert answers[0] == answers[1]


def look_of(message: Message) -> tuple[object, ...]:
    """All that can be told from an answer."""
    return message.text, message.entities, message.reply_markup, message.silent


async def test_the_coachs_commands_work_under_both_names(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    for names, looks in COACH_COMMANDS.items():
        for name in names:
            answer = await coach.say(f"/{name}")
            if names[0] == "beheer":
                assert text_of(answer) == coach.words("coach.panel", n=1)
            else:
                assert looks(answer, coach.book), f"/{name}: {text_of(answer)}"


async def test_a_command_may_carry_the_bots_name_and_capitals(stage: Stage, noor: Person) -> None:
    answer = await noor.say("/DRANG@anker_test_bot")
    assert begins("urge.first")(answer, noor.book)


async def test_a_command_for_another_bot_is_not_answered(noor: Person) -> None:
    await noor.say("/drang@some_other_bot")
    assert noor.heard == []


async def test_a_single_word_ends_the_wait_for_a_text(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await noor.say("nu")
    assert text_of(await noor.say("gaat wel weer")) == noor.words("other.going_on")


async def test_a_button_of_another_room_ends_the_wait_for_a_text(noor: Person) -> None:
    await noor.say("/nood")
    lines = noor.last
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    await noor.tap(noor.words("button.now"), lines)
    assert text_of(await noor.say("gaat wel weer")) == noor.words("other.going_on")


async def test_free_text_that_means_nothing_to_the_program_gets_a_warm_line_with_ways_on(
    noor: Person,
) -> None:
    answer = await noor.say("de buurvrouw heeft een nieuwe fiets")
    assert text_of(answer) == noor.words("other.text")
    assert noor.words("button.now") in noor.buttons
    assert noor.words("button.help") in noor.buttons
