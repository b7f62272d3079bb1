"""Wishes about the program in ordinary words: each opens the screen of its command, in two
languages; what stops or erases is asked first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.model import LANGUAGES, PHASES, Book
from bot.content.wishes import WISHES
from bot.sandbox.model import Message
from tests.cast import Person, Stage, staged, text_of
from tests.scenes.fixed import kind_of
from tests.scenes.test_commands import (
    COACH_COMMANDS,
    COMMANDS,
    begins,
    contains,
    is_cycle,
    is_privacy,
    is_today,
    is_week,
)

Looks = Callable[[Message, Book], bool]

WISHED: dict[str, tuple[dict[str, str], Looks]] = {
    "stop": ({"nl": "stop met die berichten", "en": "stop these messages"}, begins("stop.ask")),
    "halt": ({"nl": "stop maar", "en": "ok stop now"}, begins("stop.ask")),
    "hush": ({"nl": "stille uren", "en": "quiet hours"}, begins("settings.which_quiet")),
    "pause": (
        {"nl": "stuur me vandaag geen berichten", "en": "don't send me anything today"},
        begins("stop.ask"),
    ),
    "resume": ({"nl": "zet me weer aan", "en": "turn it back on"}, begins("pause.not_paused")),
    "erase": ({"nl": "verwijder mijn gegevens", "en": "delete my data"}, begins("forget.ask")),
    "hour": (
        {"nl": "kun je mijn tijd veranderen", "en": "can you change my time"},
        begins("settings.which_hour"),
    ),
    "settings": (
        {"nl": "hoe laat kom je morgen", "en": "what time do you come tomorrow"},
        begins("settings.overview"),
    ),
    "place": (
        {"nl": "ik ben verhuisd naar canada", "en": "i moved to toronto"},
        begins("settings.which_zone"),
    ),
    "quitting": (
        {"nl": "kan ik stoppen wanneer ik wil", "en": "can i stop whenever i want"},
        begins("stop.always"),
    ),
    "young": (
        {"nl": "ik ben pas 17", "en": "im only 17"},
        lambda message, book: text_of(message).startswith(book.replies["young_client"].strip()),
    ),
    "dutch": (
        {"nl": "kan het in het nederlands", "en": "can you speak dutch"},
        lambda message, _: text_of(message) == "Vanaf nu in het Nederlands.",
    ),
    "english": (
        {"nl": "ik wil de engelse versie", "en": "in english please"},
        lambda message, _: text_of(message) == "In English from now on.",
    ),
    "today": (
        {"nl": "waar is het bericht van vandaag", "en": "where is today's message"},
        is_today,
    ),
    "week": ({"nl": "welke week zit ik", "en": "which week am i in"}, is_week),
    "exercise": (
        {"nl": "geef me iets anders", "en": "give me something else"},
        begins("exercise.offer"),
    ),
    "coach": (
        {"nl": "kan ik mijn coach spreken", "en": "can i talk to my coach"},
        begins("contact.about"),
    ),
    "call": (
        {"nl": "ik wil bellen met mijn coach", "en": "i want to call my coach"},
        begins("call.locked"),
    ),
    "plan": (
        {"nl": "wat is mijn veiligheidsplan", "en": "where's my safety plan"},
        begins("plan.none"),
    ),
    "letter": (
        {"nl": "ik wil een brief schrijven", "en": "i want to write a letter"},
        begins("letter.ask"),
    ),
    "letters": (
        {"nl": "waar is mijn brief", "en": "where is my letter"},
        begins("letter.none"),
    ),
    "anchor": (
        {
            "nl": "ik wil iets in mijn ankerdoos doen",
            "en": "i want to add something to my anchor",
        },
        begins("anchor.first"),
    ),
    "dates": (
        {"nl": "ik wil een moeilijke datum toevoegen", "en": "i want to add a hard date"},
        begins("date.list"),
    ),
    "appointment": (
        {"nl": "wanneer is mijn afspraak", "en": "when is my appointment"},
        begins("appointment.none"),
    ),
    "meeting": (
        {"nl": "moet hem zien voor de kinderen", "en": "i have to see him for the kids"},
        begins("appointment.which"),
    ),
    "helped": (
        {"nl": "wat helpt mij het best", "en": "what helps me most"},
        contains("progress.helped_title"),
    ),
    "progress": (
        {"nl": "hoe ver ben ik", "en": "show me my progress"},
        lambda message, _: message.kind == "photo",
    ),
    "home": ({"nl": "ik wil naar mijn zus", "en": "i want to go home"}, begins("other.home")),
    "relief": (
        {"nl": "hij doet lief", "en": "he is being sweet"},
        lambda message, book: book.cycle.phases[PHASES.index("relief")].here in text_of(message),
    ),
    "wipe": ({"nl": "wis dit gesprek", "en": "delete this chat"}, begins("wipe.done")),
    "neutral": (
        {"nl": "zet neutrale meldingen aan", "en": "can you hide your messages"},
        begins("settings.neutral_on"),
    ),
    "word": ({"nl": "eigen woord", "en": "set a safe word"}, begins("word.none")),
    "hello": ({"nl": "hoi ben ik weer", "en": "hi im back"}, begins("other.hello")),
    "night": ({"nl": "welterusten", "en": "good night"}, begins("other.night")),
    "good": (
        {"nl": "vandaag echt een goede dag!!", "en": "proud of myself"},
        begins("other.good_day"),
    ),
    "human": (
        {"nl": "kan ik met een mens praten", "en": "can i talk to a human"},
        begins("lines.title"),
    ),
    "quiet": (
        {"nl": "ik heb al 3 dagen niks gestuurd", "en": "havent texted him for 3 days"},
        begins("other.quiet_days"),
    ),
    "cycle": ({"nl": "wat is de cirkel", "en": "what's the circle"}, is_cycle),
    "robot": (
        {"nl": "leest mijn coach mee?", "en": "does my coach read this?"},
        begins("other.robot"),
    ),
    "help": ({"nl": "wat kun je", "en": "what can you do"}, contains("help.title")),
    "privacy": (
        {"nl": "wat weet je over mij", "en": "what do you know about me"},
        is_privacy,
    ),
    "data": (
        {"nl": "ik wil mijn gegevens inzien", "en": "i want to see my data"},
        lambda message, _: message.kind == "document",
    ),
    "consent": (
        {"nl": "ik trek mijn toestemming in", "en": "i withdraw my consent"},
        begins("agreed.title"),
    ),
    "thanks": (
        {"nl": "dankjewel dit hielp", "en": "thanks that helped"},
        begins("other.thanks"),
    ),
    "join": ({"nl": "ik wil meedoen", "en": "i want to join"}, begins("start.back")),
}


WHILE_PAUSED = {"again"}
"""Wishes that are none while the messages come: they have scenes of their own."""


def test_every_wish_is_in_this_list() -> None:
    assert set(WISHED) | WHILE_PAUSED == set(WISHES)


async def test_every_wish_has_a_room(stage: Stage) -> None:
    assert sorted(w for room in stage.app.features for w in room.wishes) == sorted(WISHES)


@pytest.mark.long
@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_wish_opens_the_screen_of_its_command(stage: Stage, spoken: str) -> None:
    for name, (said, looks) in WISHED.items():
        person = await stage.enrolled(f"Noor-{name}", spoken)
        answer = await person.say(said[spoken])
        assert looks(answer, person.book), f"{name}: {text_of(answer)}"


@pytest.mark.parametrize(
    "said", ["stop met die berichten", "ik wil stoppen met het programma", "wis alles"]
)
async def test_what_stops_or_erases_is_asked_first_and_nothing_happened_yet(
    noor: Person, said: str
) -> None:
    before = await noor.record()
    await noor.say(said)
    after = await noor.record()
    assert before is not None
    assert after is not None
    assert (after.status, after.next_daily_at) == (before.status, before.next_daily_at)


async def test_the_yes_to_stopping_pauses_and_the_no_leaves_all_as_it_was(noor: Person) -> None:
    await noor.say("ik wil geen berichten meer")
    assert noor.words("button.help") in noor.buttons
    assert text_of(await noor.press("stop.button.no")) == noor.words("stop.kept")
    await noor.say("ik wil geen berichten meer")
    await noor.press("stop.button.yes")
    record = await noor.record()
    assert record is not None
    assert record.is_paused


async def _what_comes(person: Person) -> tuple[object, ...]:
    """What decides whether something comes by itself."""
    record = await person.record()
    assert record is not None
    return record.status, record.held_until, record.next_daily_at


AGAIN = {
    "nl": ("ik wil die berichten terug", "zet me weer aan"),
    "en": ("i want the messages back", "turn the messages on again"),
}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("crisis", [True, False], ids=["held", "paused"])
async def test_what_resumes_is_asked_first_and_lifts_no_hold_and_no_pause(
    stage: Stage, spoken: str, which: int, *, crisis: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    if crisis:
        await person.say("ik wil dood")
    else:
        await person.say("/pauze")
    await stage.walk(hours=1)
    before = await _what_comes(person)
    answer = await person.say(AGAIN[spoken][which])
    assert text_of(answer).startswith(person.words("pause.ask_held" if crisis else "pause.ask"))
    assert {person.words("button.now"), person.words("button.help")} <= set(person.buttons)
    assert await _what_comes(person) == before
    kept = await person.press("stop.button.no")
    assert text_of(kept).startswith(person.words("stop.kept"))
    assert await _what_comes(person) == before


async def test_the_yes_to_resuming_resumes_typed_too(noor: Person) -> None:
    await noor.say("/pauze")
    await noor.say("zet de berichten weer aan")
    await noor.say("ja")
    record = await noor.record()
    assert record is not None
    assert not record.is_paused


BACK = {
    "nl": [
        "wil weer beginnen",
        "kan ik weer meedoen",
        "zet m maar weer aan",
        "mag ik weer berichten",
        *("kan ik weer instromen", "wil weer mee doen", "ik wil weer elke dag iets", "zet aan"),
        *("waarom krijg ik niks", "ik hoor niks meer van jullie"),
    ],
    "en": [
        "want to start again",
        "turn them back on please",
        "can i start again",
        "i want back in",
        *("can i rejoin", "sign me up again", "why did the messages stop"),
        *("why am i not getting any messages", "why do i get nothing"),
    ],
}
HELLO = {"nl": "hoi daar ben ik weer", "en": "hi im back"}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_whoever_comes_back_after_a_month_is_heard_and_gets_her_messages_again(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(BACK[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say("/pauze")
        if not number:
            await stage.walk(days=31)
        answer = await person.say(said)
        assert text_of(answer) == person.words("pause.ask"), said
        await person.say({"nl": "ja", "en": "yes"}[spoken])
        record = await person.record()
        assert record is not None
        assert not record.is_paused


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_the_first_hello_says_that_the_messages_are_paused_still(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert person.words("other.still_paused") not in text_of(await person.say(HELLO[spoken]))
    await person.say("/pauze")
    answer = await person.say(HELLO[spoken])
    assert begins("other.hello")(answer, person.book)
    assert person.words("other.still_paused") in text_of(answer)
    await person.say({"nl": "nee hoor", "en": "no thanks"}[spoken])
    assert text_of(person.last) == person.words("stop.kept")
    await person.say(HELLO[spoken])
    await person.say({"nl": "ja graag", "en": "yes please"}[spoken])
    record = await person.record()
    assert record is not None
    assert not record.is_paused


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_to_start_again_is_no_wish_while_the_messages_come(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(BACK[spoken][0])
    assert person.words("pause.ask") not in person.texts
    assert person.words("pause.not_paused") not in person.texts


async def test_who_has_gone_back_to_the_other_is_asked_whether_she_is_safe(noor: Person) -> None:
    answer = await noor.say("ben weer terug bij hem")
    assert text_of(answer) == noor.words("urge.happened")


PLACES = {
    "nl": [("ik ben verhuisd naar canada", "Vancouver"), ("ik zit nu op bali", "Makassar")],
    "en": [("i live in canada now", "Vancouver"), ("i moved to bali", "Makassar")],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_place_that_is_named_with_the_wish_is_one_tap_away(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for said, place in PLACES[spoken]:
        await person.say(said)
        answer = await person.tap(place)
        assert begins("settings.overview")(answer, person.book)
        record = await person.record()
        assert record is not None
        assert record.zone.endswith(place), said
        await person.say("/nood")


async def test_a_forged_place_changes_nothing(noor: Person) -> None:
    answer = await noor.say("andere tijdzone")
    await noor.tap_data("settings:there:Europe/Nowhere", answer.message_id, stale=True)
    record = await noor.record()
    assert record is not None
    assert record.zone == "Europe/Amsterdam"


async def test_what_is_written_and_not_sent_is_a_letter_and_no_urge(noor: Person) -> None:
    for said in ("wil m een brief schrijven die ik niet verstuur", "wil iets van me afschrijven"):
        assert begins("letter.ask")(await noor.say(said), noor.book), said
        await noor.say("/nood")


async def test_an_hour_that_is_said_with_the_wish_is_taken(noor: Person) -> None:
    answer = await noor.say("ik wil het bericht liever om half negen")
    assert text_of(answer).startswith(noor.words("settings.hour_set", hour="08:30"))


async def test_a_wish_for_a_letter_puts_nothing_away(noor: Person) -> None:
    await noor.say("ik wil een brief schrijven")
    await noor.say("/stop")
    assert begins("letter.ask")(await noor.say("/brief"), noor.book)


@pytest.mark.parametrize("said", ["ik wil stoppen", "verwijder mij", "vergeet me maar"])
async def test_what_may_be_a_crisis_is_asked_about_and_opens_no_screen(
    noor: Person, said: str
) -> None:
    assert kind_of(noor, await noor.say(said)) in {"suicide", "suicide_veiled"}


async def test_an_urge_in_the_same_words_goes_first(noor: Person) -> None:
    answer = await noor.say("ik wil hem geen berichten meer sturen")
    assert begins("urge.first")(answer, noor.book)


async def test_while_a_question_of_safety_is_open_nothing_is_taken_for_a_wish(
    noor: Person,
) -> None:
    await noor.say("ik wil niet meer")
    answer = await noor.say("wis alles")
    assert not begins("forget.ask")(answer, noor.book)


HIDES = {
    "nl": {
        "wis dit gesprek": "wipe.done",
        "wis de chat": "wipe.done",
        "zet neutrale meldingen aan": "settings.neutral_on",
        "neutraal": "settings.neutral_on",
        "eigen woord": "word.none",
    },
    "en": {
        "delete this chat": "wipe.done",
        "neutral": "settings.neutral_on",
        "can you hide your messages": "settings.neutral_on",
        "safe word": "word.none",
    },
}
READ_ALONG = {"nl": "hij leest mijn telefoon", "en": "he reads my phone"}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("answered", [False, True], ids=["asked", "answered"])
async def test_what_hides_this_chat_is_done_while_a_question_of_safety_stands(
    stage: Stage, spoken: str, *, answered: bool
) -> None:
    for number, (said, key) in enumerate(HIDES[spoken].items()):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        assert kind_of(person, await person.say(READ_ALONG[spoken])) == "violence"
        if answered:
            await person.press("lines.button.safe")
        assert text_of(await person.say(said)).startswith(person.words(key)), said
        if not answered and key != "wipe.done":
            await person.say({"nl": "ja", "en": "yes"}[spoken])
            assert person.book.replies["violence_after"] in text_of(person.last), said


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_hides_with_danger_behind_it_is_danger_while_a_question_stands(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(READ_ALONG[spoken])
    said = {"nl": "wis dit gesprek, ik wil dood", "en": "delete this chat, i want to die"}
    assert kind_of(person, await person.say(said[spoken])) == "suicide"


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_whoever_is_read_along_with_is_told_what_hides(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say(READ_ALONG[spoken])
    told = text_of(await person.press("lines.button.safe"))
    names = {"nl": ("/wis", "/instellingen"), "en": ("/wipe", "/settings")}[spoken]
    assert all(name in told for name in names)


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_neutral_said_once_more_stays_on(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    for _ in range(2):
        await person.say({"nl": "neutraal", "en": "neutral"}[spoken])
        record = await person.record()
        assert record is not None
        assert record.neutral


LIGHT = {
    "nl": ["hij doet weer lief", "wat helpt mij het best"],
    "en": ["he is being sweet", "what helps me most"],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_after_the_reply_to_a_crisis_a_light_wish_gets_the_numbers_again(
    stage: Stage, spoken: str
) -> None:
    for number, said in enumerate(LIGHT[spoken]):
        person = await stage.enrolled(f"Noor-{number}", spoken)
        await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
        answer = await person.say(said)
        said_first = person.book.replies["still_taken" if number else "still"].strip()
        assert text_of(answer).startswith(said_first), said
        assert "112" in text_of(answer), said


async def test_where_a_room_waits_for_a_text_a_wish_is_that_text(noor: Person) -> None:
    await noor.say("/instellingen")
    await noor.press("settings.button.zone")
    assert text_of(await noor.say("wie ben jij")) == noor.words("settings.no_zone")


async def test_a_stranger_is_told_how_one_joins(visitor: Person) -> None:
    answer = await visitor.say("hoe kan ik meedoen")
    assert text_of(answer) == visitor.words("start.join")
    assert text_of(await visitor.say("is dit een robot")) == visitor.words("other.robot_visitor")


@pytest.mark.long
@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_the_name_of_a_command_works_without_its_slash(stage: Stage, spoken: str) -> None:
    for number, (names, looks) in enumerate(COMMANDS.items()):
        for name in dict.fromkeys(names):
            person = await stage.enrolled(f"Noor-{name}-{number}", spoken)
            answer = await person.say(name)
            sees = begins("anchor.first") if names[0] == "anker" else looks
            assert sees(answer, person.book), f"{name}: {text_of(answer)}"


async def test_the_name_of_the_command_for_the_hour_takes_an_hour_with_it(noor: Person) -> None:
    for said in ("tijd half negen", "tijd 08:30"):
        answer = await noor.say(said)
        assert text_of(answer).startswith(noor.words("settings.hour_set", hour="08:30")), said


async def test_where_everybody_may_join_the_wish_begins_the_arrival(tmp_path: Path) -> None:
    async with staged(tmp_path, enrolment="open") as stage:
        lea = stage.person("Lea")
        assert text_of(await lea.say("ik wil meedoen")) == lea.words("start.who_sees")


async def test_a_name_with_other_words_behind_it_is_no_command(noor: Person) -> None:
    for said in ("week drie was fijn", "over de buurvrouw", "tijd om te eten"):
        answer = await noor.say(said)
        unheard = {noor.words(f"other.{key}") for key in ("text", "again", "more")}
        assert text_of(answer) in unheard, said


async def test_the_coachs_names_work_for_the_coach_alone(stage: Stage, noor: Person) -> None:
    coach = await stage.coach()
    for (name, _), looks in COACH_COMMANDS.items():
        if name == "beheer":
            continue
        assert looks(await coach.say(name), coach.book), name
        await coach.say("/nood")  # A room that waits for a text would get the next one.
    assert text_of(await noor.say("rapport")) == noor.words("other.text")


PLAIN = {
    "nl": [
        *("ik wil mijn plan zien", "laat mijn plan zien", "gooi mijn plan weg"),
        *("ik wil iets in mn ankerdoos doen", "wanneer is die datum", "waar is mijn brief"),
        *("gooi alles weg wat je van me hebt", "wat helpt mij het best", "hij doet lief"),
    ],
    "en": [
        *("show me my plan", "throw my plan away", "when is that date", "where is my letter"),
        *("i want to add something to my anchor", "delete everything you have on me"),
        *("what helps me most", "he is being sweet"),
    ],
}


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_plain_request_about_what_is_kept_here_is_no_crisis(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    for said in PLAIN[spoken]:
        answer = await person.say(said)
        assert kind_of(person, answer) is None, said
        record = await person.record()
        assert record is not None
        assert record.held_until is None, said


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    "behind",
    [
        {"nl": " maar hij slaat me", "en": " but he hits me"},
        {"nl": " nadat hij me bijna wurgde", "en": " after he nearly choked me"},
        {"nl": ", ik wil niet meer leven", "en": ", i dont want to live anymore"},
    ],
)
async def test_kindness_with_danger_behind_it_is_answered_as_danger(
    stage: Stage, spoken: str, behind: dict[str, str]
) -> None:
    person = await stage.enrolled("Noor", spoken)
    said = {"nl": "hij doet lief", "en": "he is being sweet"}[spoken] + behind[spoken]
    assert kind_of(person, await person.say(said)) is not None


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_yes_in_other_words_to_erasing_shows_what_has_to_be_typed(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say("/vergeetmij")
    said = {"nl": "ja alles wissen", "en": "erase everything"}[spoken]
    assert text_of(await person.say(said)) == person.words("other.in_full")
    assert person.words("forget.button.yes") in person.buttons
    assert await person.record() is not None
    await person.say(person.words("forget.button.yes"))
    assert await person.record() is None


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_what_is_not_understood_is_never_told_twice(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say("blorf")) == person.words("other.text")
    for said, key in (
        ("blirf", "again"),
        ("blarf", "more"),
        ("blurf", "heard"),
        ("blorb", "more"),
    ):
        assert text_of(await person.say(said)) == person.words(f"other.{key}")


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_while_without_contact_is_no_urge_and_the_anchor_is_in_reach(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    said = {"nl": "ik heb al 3 dagen niks gestuurd", "en": "havent texted him for 3 days"}
    answer = await person.say(said[spoken])
    assert text_of(answer) == person.words("other.quiet_days")
    assert person.words("button.now") in person.buttons
