"""The own safety plan: made in calm, one tap away in a crisis, the client's alone."""

from __future__ import annotations

import pytest

from bot.store import plans
from bot.store.plans import PARTS, Plan
from tests.cast import Person, Stage, buttons_of, text_of
from tests.enrolling import wish
from tests.scenes.database import stands_in_files, table, tables_with
from tests.scenes.fixed import kind_of
from tests.scenes.prepared import PLAN, make_plan

TYPED = {
    "signals": "zondagavond, een strakke kaak",
    "calms": "de hond uitlaten langs het water",
    "people": "Bo: 06 12 34 56 78\nhuisarts +32 470 12 34 56",
    "reasons": "de moestuin in het voorjaar",
}


async def plan_of(person: Person) -> Plan:
    """What is kept."""
    record = await person.record()
    assert record is not None
    async with person.stage.app.deps.store.read() as tx:
        return await plans.find(tx, record.id)


async def begin(person: Person) -> None:
    """From the help lines to the first question."""
    await person.say("/nood")
    await person.press("lines.button.make_plan")


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_plan_is_made_step_by_step_and_shown(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await begin(person)
    for part in PARTS:
        assert person.words(f"plan.ask_{part}") in text_of(person.last)
        await person.say(TYPED[part])
    assert all(text in text_of(person.last) for text in TYPED.values())
    assert await plan_of(person) == Plan(**TYPED)


async def test_every_part_can_be_skipped_and_the_rest_left_for_later(noor: Person) -> None:
    await begin(noor)
    await noor.press("plan.button.skip")
    await noor.say(TYPED["calms"])
    await noor.press("plan.button.enough")
    assert await plan_of(noor) == Plan(calms=TYPED["calms"])
    assert noor.words("plan.signals") not in text_of(noor.last)
    assert await tables_with(noor.stage, "plan:people") == [], "nothing waits any more"


@pytest.mark.parametrize(
    ("spoken", "nothing"), [("nl", "Niemand."), ("nl", "weet ik niet"), ("en", "I don't know")]
)
async def test_an_answer_that_names_nothing_is_no_part_of_it(
    stage: Stage, spoken: str, nothing: str
) -> None:
    """ "People: nobody" would stand where somebody in a crisis looks for whom to ring."""
    person = await stage.enrolled("Noor", spoken)
    await begin(person)
    for part in PARTS:
        await person.say(TYPED["calms"] if part == "calms" else nothing)
    assert await plan_of(person) == Plan(calms=TYPED["calms"])
    assert nothing not in text_of(person.last)


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize(
    "said",
    [
        ("ik heb pillen genomen", "i took pills"),
        ("ik zie het niet meer zitten", "i can't see a way out anymore"),
    ],
)
@pytest.mark.parametrize("neutral", [False, True])
async def test_the_plan_opens_below_the_reply_to_a_crisis_and_the_numbers_stay(
    stage: Stage, spoken: str, said: tuple[str, str], neutral: bool
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await make_plan(person)
    await wish(person, neutral=neutral)
    reply = await person.say(said[spoken == "en"])
    assert "113" in text_of(reply)
    before = text_of(reply), buttons_of(reply)
    plan = await person.press("lines.button.plan")
    assert PLAN["people"] in text_of(plan)
    (stays,) = [one for one in person.heard if one.message_id == reply.message_id]
    assert (text_of(stays), buttons_of(stays)) == before


async def test_skipping_everything_leaves_nothing(noor: Person) -> None:
    await begin(noor)
    for _ in PARTS:
        await noor.press("plan.button.skip")
    assert not await plan_of(noor)
    assert text_of(noor.last) == noor.words("plan.none")


async def test_each_number_can_be_copied_under_the_name_beside_it(noor: Person) -> None:
    await make_plan(noor, people=TYPED["people"] + "\nde buren, zonder nummer")
    await noor.say("/nood")
    await noor.press("lines.button.plan")
    copies = {b.text: b.copy_text for b in buttons_of(noor.last) if b.copy_text}
    assert copies == {
        noor.words("plan.button.copy", name="Bo"): "0612345678",
        noor.words("plan.button.copy", name="huisarts"): "+32470123456",
    }


@pytest.mark.parametrize("part", PARTS)
async def test_one_part_can_be_changed_by_itself(noor: Person, part: str) -> None:
    await make_plan(noor)
    await to_edit(noor)
    await noor.press(f"plan.{part}")
    assert PLAN[part] in text_of(noor.last)
    await noor.say("langs de vaart fietsen")
    assert await plan_of(noor) == Plan(**(PLAN | {part: "langs de vaart fietsen"}))
    assert "langs de vaart fietsen" in text_of(noor.last)


async def to_edit(person: Person) -> None:
    """From the help lines to the parts of the plan."""
    await person.say("/nood")
    await person.press("lines.button.plan")
    await person.press("plan.button.edit")


@pytest.mark.parametrize("nothing", ["weet ik niet", "overslaan", "laat maar", "n.v.t."])
async def test_a_word_that_names_nothing_leaves_what_stands(noor: Person, nothing: str) -> None:
    await make_plan(noor)
    await to_edit(noor)
    await noor.press("plan.people")
    await noor.say(nothing)
    assert await plan_of(noor) == Plan(**PLAN)


async def test_one_part_can_be_emptied(noor: Person) -> None:
    await make_plan(noor)
    await to_edit(noor)
    await noor.press("plan.reasons")
    await noor.press("plan.button.empty")
    assert await plan_of(noor) == Plan(**(PLAN | {"reasons": ""}))


async def test_all_of_it_can_be_thrown_away_after_one_question(noor: Person) -> None:
    await make_plan(noor)
    await to_edit(noor)
    await noor.press("plan.button.drop")
    assert await plan_of(noor), "asked first"
    await noor.press("plan.button.drop_yes")
    assert await table(noor.stage, "safety_plan") == []


async def test_an_old_button_of_a_plan_that_is_gone_gets_a_kind_answer(noor: Person) -> None:
    for data in ("plan:open", "plan:edit", "plan:empty:people", "plan:drop"):
        await noor.say("/week")
        answer = await noor.tap_data(data, stale=True)
        assert text_of(answer) in (noor.words("plan.none"), noor.words("plan.drop_ask"))
    for data in ("plan:part:wrong", "plan:next:wrong", "plan:empty", "plan:part"):
        await noor.say("/week")
        await noor.tap_data(data, stale=True)
    assert not await plan_of(noor)


async def test_what_is_too_long_or_no_text_is_said_kindly_and_the_room_waits_on(
    noor: Person,
) -> None:
    await begin(noor)
    long = "ja " * 300
    assert text_of(await noor.say(long)) == noor.words("plan.too_long", n=700)
    assert text_of(await noor.send("sticker")) == noor.words("keeping.only_text")
    await noor.say("zondagavond")
    assert (await plan_of(noor)).signals == "zondagavond"
    written = [text_of(m).strip() for m in noor.stage.world.chat(noor.id)]
    assert "zondagavond" not in written
    assert long.strip() in written, "as plan.too_long says: to copy from, and hers to delete"
    assert "weghalen doe je" in noor.words("plan.too_long", n=700)


async def test_the_longest_plan_still_fits_into_one_message(noor: Person) -> None:
    await make_plan(noor, **dict.fromkeys(PARTS, "é👍" * 233))
    await noor.say("/nood")
    await noor.press("lines.button.plan")
    assert text_of(noor.last).count("👍") == 4 * 233


async def test_a_visitor_is_told_honestly_that_nothing_can_be_kept(
    stage: Stage, visitor: Person
) -> None:
    await visitor.say("/nood")
    assert visitor.words("lines.button.make_plan") not in visitor.buttons
    answer = await visitor.tap_data("plan:make", stale=True)
    assert text_of(answer) == visitor.words("plan.visitor")
    assert await tables_with(stage, visitor.id) == []


async def test_making_one_is_not_offered_in_a_crisis_nor_in_an_urge(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await noor.say("ik wil dood")
    await noor.say("/nood")
    assert noor.words("lines.button.make_plan") not in noor.buttons
    await mia.say("/urge")
    await mia.say("/sos")
    assert mia.words("lines.button.make_plan") not in mia.buttons
    await stage.walk(hours=25)
    await noor.say("/nood")
    assert noor.words("lines.button.make_plan") in noor.buttons


async def test_in_a_crisis_no_word_is_asked_for_it(noor: Person) -> None:
    await make_plan(noor)
    await noor.say("/instellingen")
    await noor.press("settings.button.word")
    await noor.press("word.button.set")
    await noor.say("appeltaart")
    await noor.say("appeltaart")
    await noor.stage.walk(minutes=11)
    await noor.say("ik wil dood")
    await noor.press("lines.button.plan")
    assert PLAN["reasons"] in text_of(noor.last)


async def test_what_stands_in_it_is_sealed_seen_by_nobody_else_and_erased_with_the_client(
    stage: Stage, noor: Person, mia: Person
) -> None:
    await make_plan(noor)
    for text in PLAN.values():
        assert await tables_with(stage, text) == []
        assert not stands_in_files(stage, text)
    await mia.say("/sos")
    answer = await mia.tap_data("plan:open", stale=True)
    assert PLAN["people"] not in text_of(answer)
    await noor.say("/vergeetmij")
    await noor.press("forget.button.yes")
    assert await table(stage, "safety_plan") == []


async def test_where_an_urge_points_to_a_person_the_plan_is_one_tap_away(
    stage: Stage, noor: Person
) -> None:
    await make_plan(noor)
    await noor.say("nu")
    await noor.press("urge.button.go")
    rate = next(b.data for b in buttons_of(noor.last) if (b.data or "").startswith("urge:rate"))
    urge_id = rate.split(":")[2] if rate else ""
    for practice, value in ((0, 5), (1, 7), (2, 9)):
        await noor.tap_data(f"urge:rate:{urge_id}:{practice}:{value}", stale=True)
    assert text_of(noor.last).startswith(noor.words("urge.person"))
    await noor.press("lines.button.plan")
    assert PLAN["people"] in text_of(noor.last)


LONE = {"nl": "plan", "en": "Plan"}
A_PLAN = {"nl": "ik heb een plan", "en": "i have a plan"}


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_lone_word_opens_it_and_asks_nothing_graver(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert text_of(await person.say(LONE[spoken])) == person.words("plan.none")
    assert person.words("button.help") in person.buttons
    await make_plan(person)
    await person.say(LONE[spoken])
    assert PLAN["reasons"] in text_of(person.last)
    assert person.words("button.help") in person.buttons
    record = await person.record()
    assert record is not None
    assert record.held_until is None


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_to_have_a_plan_is_asked_about_as_ever(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    assert kind_of(person, await person.say(A_PLAN[spoken])) in {"suicide", "suicide_veiled"}
    await person.say(LONE[spoken])
    assert "112" in text_of(person.last)
    record = await person.record()
    assert record is not None
    assert record.held_until is not None


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_in_a_crisis_without_a_plan_the_word_brings_the_numbers(
    stage: Stage, spoken: str
) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.say({"nl": "ik wil dood", "en": "i want to die"}[spoken])
    text = text_of(await person.say(LONE[spoken]))
    assert text.startswith(person.words("lines.title"))


SIGNALS = {
    "nl": ("als hij schreeuwt", "als hij gedronken heeft", "als hij boos wordt"),
    "en": ("when he starts shouting", "when he has been drinking", "when I see his car"),
}
GRAVE = {
    "nl": ("iedereen is beter af zonder mij", "ik ben zo duizelig", "hij heeft me gewurgd",
           "ik wil er niet meer zijn"),
    "en": ("everyone would be better off without me", "I feel so dizzy", "he strangled me",
           "I want to end my life"),
}  # fmt: skip
PLAINLY = {"nl": "hij slaat me", "en": "he hits me"}


@pytest.mark.parametrize("how", ["typed", "tapped"])
@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_a_signal_that_may_be_danger_is_asked_about_once_and_then_kept(
    stage: Stage, spoken: str, how: str
) -> None:
    for signal in SIGNALS[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.tap_data("plan:make", message_id=1, stale=True)
        assert kind_of(person, await person.say(signal)) == "violence", signal
        if how == "tapped":
            await person.press("lines.button.safe")
        else:
            await person.say({"nl": "ja", "en": "yes"}[spoken])
        assert kind_of(person, person.last) == "violence_safe"
        await stage.walk(seconds=40)
        await person.say(signal)
        assert signal in (await plan_of(person)).signals, signal
        record = await person.record()
        assert record is not None
        assert record.is_held(stage.clock.now()), "nothing comes by itself all the same"


HERE = {
    "nl": ("hij leest mee", "hij kijkt mee", "hij zit naast me", "hij wordt boos"),
    "en": ("he is reading this", "he is watching", "he is here", "he is at the door"),
}


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_that_the_other_is_there_is_asked_about_each_time_and_in_any_room(
    stage: Stage, spoken: str
) -> None:
    for words in HERE[spoken]:
        person = await stage.enrolled("Noor", spoken)
        await person.tap_data("plan:make", message_id=1, stale=True)
        await person.say(SIGNALS[spoken][1])
        await person.press("lines.button.safe")
        await stage.walk(minutes=2)
        assert kind_of(person, await person.say(words)) == "violence", words
        await person.press("lines.button.safe")
        await stage.walk(minutes=2)
        letter = {"nl": "/brief", "en": "/letter"}[spoken]
        await person.say(letter)
        assert kind_of(person, await person.say(words)) == "violence", words


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_what_is_said_plainly_is_asked_about_each_time(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("plan:make", message_id=1, stale=True)
    for signal in (SIGNALS[spoken][0], PLAINLY[spoken], PLAINLY[spoken], SIGNALS[spoken][0]):
        await stage.walk(minutes=2)
        assert kind_of(person, await person.say(signal)) == "violence", signal
        await person.press("lines.button.safe")
    for grave in GRAVE[spoken]:
        await stage.walk(minutes=2)
        assert "112" in text_of(await person.say(grave)), grave
    assert await plan_of(person) == Plan()


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_where_typing_is_not_safe_no_signal_is_kept(stage: Stage, spoken: str) -> None:
    person = await stage.enrolled("Noor", spoken)
    await person.tap_data("plan:make", message_id=1, stale=True)
    await person.say(SIGNALS[spoken][0])
    await person.press("lines.button.unsafe")
    await person.say(SIGNALS[spoken][0])
    assert await plan_of(person) == Plan()
