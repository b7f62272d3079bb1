"""What a visitor of the demo sees and does."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browser.conftest import Chat, Demo, chat_of, opened

pytestmark = [pytest.mark.browser]


@pytest.mark.long
async def test_a_client_and_a_coach_go_through_the_whole_day(browser: Browser, demo: Demo) -> None:
    page = await opened(browser, demo)
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    guide = page.locator("#guide")
    await expect(guide).to_contain_text("Begin bij Noor")

    await coach.tap("Start")
    await coach.hears("kunnen berichten krijgen")
    await coach.tap("Link om mee te doen")
    await coach.tap("Voor 25 mensen")
    await coach.sees("start=")
    # The picture comes below it, and would move the link under her finger.
    await expect(coach.heard.locator("img").last).to_be_visible()
    await coach.column.locator("a", has_text="start=").last.click()
    await page.get_by_role("button", name="Openen").click()

    for heard, label in (
        ("Kan iemand anders", "Nee"),
        ("Druk je hielen aan", "Verder"),
        ("Ben je 18 of ouder", "Ja, 18+ en akkoord"),
        ("Hoe laat", "08:00"),
    ):
        await noor.hears(heard)
        await noor.tap(label)
    await noor.hears("Dat was alles")
    for label in ("⚓ Nu", "Vandaag", "Hulp"):
        await expect(noor.column.get_by_role("button", name=label, exact=True)).to_be_visible()

    await expect(guide).to_contain_text("naar 08:00")
    await page.locator("#clock-morning").click()
    await expect(page.locator("#clock")).not_to_have_attribute("aria-busy", "true", timeout=20_000)
    await noor.sees("Week 1")
    await expect(noor.column.get_by_role("button", name="Hielp")).to_be_visible()
    await expect(guide).to_contain_text("Een zwaar uur")

    await noor.write("/cyclus")
    picture = noor.column.locator("article[data-from=bot] img").last
    await expect(picture).to_be_visible(timeout=15_000)
    assert await picture.get_attribute("alt"), "the picture has an alternative text"
    await noor.tap("Waar ben ik nu?")
    await noor.hears("Waar ben je nu, denk je?")

    await noor.column.get_by_role("button", name="⚓ Nu", exact=True).last.click()
    await noor.hears("Duw je hielen")
    await noor.tap("Gedaan, verder")
    await noor.hears("Hoe sterk")
    await noor.tap("7")
    await noor.hears("Wat komt het dichtst")
    await noor.tap("Te veel")
    await noor.hears("Deze passen daarbij")  # the daily message may have the same exercise
    await noor.tap("Voeten op de vloer · 1 min")
    await noor.hears("1 van 4")
    for step in ("2 van 4", "3 van 4", "4 van 4"):
        await noor.tap("Verder")
        await noor.hears(step)
    await noor.tap("Verder")
    await noor.hears("En nu")
    await noor.tap("3")
    await noor.hears("Misschien merk je")
    await noor.tap("Genoeg voor nu")  # while an urge goes on, what goes to all waits

    await expect(guide).to_contain_text("Nieuw bericht")
    await coach.write("/bericht")
    await coach.hears("Stuur me het bericht")
    await coach.write("Vanavond om 20:00 is de groep.")
    await coach.tap("Iedereen")
    await coach.hears("Zo ziet het eruit")
    await coach.tap("Versturen naar 1")
    await coach.hears("Over een minuut")
    await page.locator("#clock-plus-minute").click()
    await coach.sees("1 verstuurd")
    await noor.hears("Vanavond om 20:00 is de groep.")
    await expect(guide).to_contain_text("/help")
    await guide.get_by_role("button").click()
    chats = await page.locator("main").bounding_box()
    assert chats is not None
    assert chats["height"] > 600, "the chats have the room that the guide leaves"
    assert page.complaints == []  # type: ignore[attr-defined]


@pytest.mark.long
async def test_a_covered_picture_gives_nothing_away_before_it_is_tapped(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo)
    noor = chat_of(page, "client")
    await noor.arrives()
    await noor.write("/voortgang")
    picture = noor.column.locator("article[data-from=bot] .photo").last
    await expect(picture).to_have_class("photo covered", timeout=15_000)
    await expect(picture).to_have_attribute("aria-label", "Verborgen beeld, tonen")
    assert await picture.locator("img").get_attribute("alt") == ""
    await picture.click()
    await expect(picture).to_have_class("photo")
    assert "Golven" in (await picture.locator("img").get_attribute("alt") or "")


@pytest.mark.long
async def test_a_coach_answers_a_client_in_her_topic_of_the_group(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo)
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    await coach.open("Team")
    await coach.sees("Gekoppeld.")
    await coach.open("Anker")
    await noor.arrives()
    await noor.write("/coach")
    await noor.tap("Goed, ik wil schrijven")
    await noor.hears("Typ het")
    await noor.write("Kan ik donderdag later komen?")
    await noor.hears("gaat nu naar je coach")
    await expect(coach.column.get_by_role("tab", name="Team")).to_contain_text("nieuw")

    await coach.open("Team")
    await coach.open("Noor")
    await coach.sees("Kan ik donderdag later komen?")
    # What happens to her message is on the page before the server's answer to sending it.
    await page.route("**/say", _late)
    await expect(coach.column.get_by_role("tab", name="Team")).not_to_contain_text("nieuw")
    async with page.expect_request_finished(lambda sent: sent.url.endswith("/say")):
        await coach.write("Ja, kom maar om half drie.")
    await noor.tap("Openen")  # somebody else sees her phone, so the words wait behind a button
    await noor.hears("Ja, kom maar om half drie.")
    answer = coach.column.locator("article[data-from=me]:visible").last
    await expect(answer.locator(".reaction")).to_contain_text("🕊")
    await page.unroute("**/say")

    await coach.open("Anker")
    await coach.tap("Start")
    await noor.write("/coach")
    await noor.hears("Typ het")
    await noor.write("Is het al donderdag?")
    await noor.hears("gaat nu naar je coach")
    await coach.write("/vragen")
    await coach.column.get_by_role("button", name="Nummer 1").click()
    await coach.tap("Naar het onderwerp")
    await coach.sees("Is het al donderdag?")
    assert page.complaints == []  # type: ignore[attr-defined]


async def _late(route: Route) -> None:
    answer = await route.fetch()
    await asyncio.sleep(1)
    await route.fulfill(response=answer)


@pytest.mark.long
async def test_on_a_phone_one_person_is_shown_at_a_time_and_nothing_scrolls_sideways(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo, viewport={"width": 360, "height": 740})
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    await expect(noor.column).to_be_visible()
    await expect(coach.column).to_be_hidden()
    await noor.tap("Start")
    await noor.hears("Kan iemand anders")
    await page.get_by_role("tab", name="Coach").click()
    await expect(coach.column).to_be_visible()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.mark.long
async def test_the_page_works_with_the_keyboard_alone(browser: Browser, demo: Demo) -> None:
    page = await opened(browser, demo)
    noor = chat_of(page, "client")
    start = noor.column.get_by_role("button", name="Start")
    await start.focus()
    await page.keyboard.press("Enter")
    await noor.hears("Kan iemand anders")
    answer = noor.column.get_by_role("button", name="Nee", exact=True)
    await answer.focus()
    await page.keyboard.press("Space")
    await noor.hears("Druk je hielen aan")
    outline = await answer.evaluate_all("found => found.length")
    assert outline == 0, "the answered question has no button any more"
    focused = await page.evaluate("document.activeElement.tagName")
    assert focused != "BODY", "focus is not lost when a message changes"


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_is_readable_in_both_colour_schemes(
    browser: Browser, demo: Demo, scheme: str
) -> None:
    page = await opened(browser, demo, color_scheme=scheme)
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    await noor.tap("Start")
    await noor.hears("Kan iemand anders")
    await coach.open("Team")
    await coach.sees("Gekoppeld.")
    assert await page.evaluate(_HARD_TO_READ) == []


@pytest.mark.long
async def test_the_page_in_another_language_has_people_who_speak_it(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo)
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    await expect(noor.column).to_contain_text("Niemand leest mee")
    await page.get_by_role("link", name="English").click()
    await expect(page.locator("#guide")).to_contain_text("Begin with Noor")
    await noor.tap("Start")
    await noor.hears("Does anybody else")
    await coach.tap("Start")
    await coach.hears("clients can get messages")
    await page.get_by_role("link", name="Nederlands").click()
    await expect(page.locator("#guide")).to_contain_text("Begin bij Noor")
    await noor.tap("No")
    assert page.complaints == []  # type: ignore[attr-defined]


@pytest.mark.long
async def test_who_is_at_the_end_stays_there_and_who_reads_back_is_left_alone(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo)
    noor = chat_of(page, "client")
    await noor.arrives()
    for _ in range(3):
        await noor.write("/cyclus")
        picture = noor.heard.locator("img").last
        await expect(picture).to_be_visible(timeout=15_000)
        # A message that is taller than the window is read from its beginning.
        await expect(picture).to_be_in_viewport(ratio=0.9)
    below = noor.column.locator(".below")
    await below.click()  # of that message the rest lies below
    await expect(below).to_be_hidden()
    await noor.column.get_by_role("log").evaluate("log => { log.scrollTop = 0 }")
    await expect(below).to_be_visible()

    await noor.write("/oefening")
    await noor.tap("Langer uit dan in · 4 min")
    await expect(noor.heard.locator(".animation img").last).to_be_visible()
    step = noor.column.get_by_text("Langer uit dan in · 1 van 6")
    await expect(step).to_be_in_viewport(ratio=1)


@pytest.mark.long
async def test_below_a_tall_message_the_way_to_its_buttons_is_in_sight(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo, viewport={"width": 390, "height": 700})
    noor = chat_of(page, "client")
    await noor.tap("Start")
    await noor.tap("Ja, dat kan")
    await noor.tap("Verder")
    agree = noor.column.get_by_role("button", name="Ja, 18+ en akkoord", exact=True)
    below = noor.column.locator(".below")
    await expect(below).to_be_visible()
    await expect(agree).not_to_be_in_viewport()
    await below.click()
    await expect(agree).to_be_in_viewport()
    await expect(below).to_be_hidden()


async def test_on_a_phone_the_guide_itself_moves_the_clock(browser: Browser, demo: Demo) -> None:
    page = await opened(browser, demo, viewport={"width": 390, "height": 780})
    noor = chat_of(page, "client")
    await noor.arrives()
    await expect(page.locator("#clock-morning")).to_be_hidden()
    await page.locator("#guide").get_by_role("button", name="naar 08:00").click()
    await expect(page.locator("#clock-time")).to_have_text("08:00")
    await noor.sees("Er staat iets voor je klaar")


@pytest.mark.parametrize(
    ("language", "crisis", "words", "further"),
    [
        ("nl", "ik wil dood", "dag na een crisis", "Een zwaar uur"),
        ("en", "i want to die", "day of a crisis", "A hard hour"),
    ],
)
async def test_after_a_crisis_no_daily_message_comes_and_the_guide_goes_on(
    browser: Browser, demo: Demo, language: str, crisis: str, words: str, further: str
) -> None:
    page = await opened(browser, demo)
    noor, guide = chat_of(page, "client"), page.locator("#guide")
    await noor.arrives()
    await page.goto(f"{demo.server.url}?lang={language}")
    await expect(guide).to_contain_text(words)
    await noor.write(crisis)
    await noor.hears("112")
    await expect(guide).to_contain_text(words)
    await page.locator("#clock-morning").click()
    await expect(page.locator("#clock-time")).to_have_text("08:00")
    await expect(guide).to_contain_text(further)


@pytest.mark.parametrize(
    ("language", "other", "urge", "asks", "further"),
    [
        ("nl", "dank je", "ik wil hem appen", "Een zwaar uur", "/cyclus"),
        ("en", "thank you", "i want to text him", "A hard hour", "/cycle"),
    ],
)
async def test_the_hard_hour_is_done_when_there_was_an_urge_and_not_by_any_text(
    browser: Browser, demo: Demo, language: str, other: str, urge: str, asks: str, further: str
) -> None:
    page = await opened(browser, demo)
    noor, guide = chat_of(page, "client"), page.locator("#guide")
    await noor.arrives()
    await page.goto(f"{demo.server.url}?lang={language}")
    await page.locator("#clock-morning").click()
    await expect(guide).to_contain_text(asks)
    await noor.write(other)
    await noor.hears("Graag gedaan")
    await expect(guide).to_contain_text(asks)
    await noor.write(urge)
    await expect(guide).to_contain_text(further)
    await noor.tap("Gedaan, verder")
    await noor.hears("Hoe sterk")
    await expect(guide).to_contain_text(further)


@pytest.mark.parametrize(
    ("language", "before", "after"), [("nl", "bezoeker", "cliënt"), ("en", "visitor", "client")]
)
async def test_who_joins_on_the_page_is_called_a_client_from_then_on(
    browser: Browser, demo: Demo, language: str, before: str, after: str
) -> None:
    page = await opened(browser, demo)
    await page.goto(f"{demo.server.url}?lang={language}")
    demo.server.world.add_person("Mia", "nl")
    mia = Chat(page, page.get_by_role("region", name="Mia"))
    await expect(mia.column.locator(".role")).to_contain_text(before)
    await mia.arrives()
    await expect(mia.column.locator(".role")).to_contain_text(after)
    await expect(mia.column).to_have_attribute("data-role", "client")
    await expect(page.locator("#guide")).to_contain_text("Noor")


async def test_opened_in_english_the_page_has_people_whose_phones_speak_it(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo, path="?lang=en")
    noor, coach = chat_of(page, "client"), chat_of(page, "coach")
    for chat, role in ((noor, "client"), (coach, "coach")):
        await expect(chat.column).to_contain_text("Nobody reads what you write")
        await expect(chat.column.locator(".role")).to_have_text(role)
    await noor.tap("Start")
    await noor.hears("Does anybody else")
    await coach.tap("Start")
    await coach.hears("clients can get messages")
    assert page.complaints == []  # type: ignore[attr-defined]


async def test_what_is_cut_on_the_lock_screen_ends_with_one_ellipsis(
    browser: Browser, demo: Demo
) -> None:
    page = await opened(browser, demo)
    cut = await page.evaluate(
        "text => import('/page/entities.js').then(({glance}) => [8, 9, 11, 40]"
        ".map(length => glance(text, [], length)))",
        "Bring a… to 20 people",
    )
    assert cut == ["Bring a…", "Bring a…", "Bring a… to…", "Bring a… to 20 people"]


@pytest.mark.long
async def test_a_screen_reader_is_told_what_comes_in(browser: Browser, demo: Demo) -> None:
    page = await opened(browser, demo)
    noor = chat_of(page, "client")
    await noor.tap("Start")
    await noor.hears("Kan iemand anders")
    log = noor.column.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_contain_text("Kan iemand anders")
    unnamed = await page.evaluate(
        "[...document.querySelectorAll('button,a,input,textarea')]"
        ".filter(e => e.offsetParent && !(e.innerText || e.ariaLabel || e.title"
        " || e.getAttribute('aria-labelledby') || e.labels?.length)).length"
    )
    assert unnamed == 0


# The text with less contrast than 4.5 to 1 (WCAG 1.4.3), what lies behind it blended in.
_HARD_TO_READ = """() => {
    const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
    const over = (above, below) => {
        const [r, g, b, alpha = 1] = above;
        return [r, g, b].map((v, i) => v * alpha + below[i] * (1 - alpha));
    };
    const light = colour => colour.map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = node => {
        if (!node) return [255, 255, 255];
        const colour = rgb(getComputedStyle(node).backgroundColor);
        return colour[3] === undefined ? colour : over(colour, behind(node.parentElement));
    };
    const contrast = node => {
        const below = behind(node), above = over(rgb(getComputedStyle(node).color), below);
        const [a, b] = [light(above), light(below)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const said = node => [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    return [...document.querySelectorAll("body *")]
        .filter(node => node.checkVisibility({opacityProperty: true, visibilityProperty: true}))
        .filter(node => said(node) && contrast(node) < 4.5)
        .map(node => node.textContent);
}"""
