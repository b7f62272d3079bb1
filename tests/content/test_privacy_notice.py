"""The privacy notice names everything that is kept about a client, table by table."""

from __future__ import annotations

import pytest

from bot.content.model import LANGUAGES, Content
from bot.store.tables import metadata

NAMED = {
    "anchor": ("je anker", "your anchor"),
    "appointment": ("tijden van je afspraken", "times of your appointments"),
    "call_wish": ("je coach je belt", "your coach to call you"),
    "coach_act": ("wat je coach voor je veranderde", "what your coach changed for you"),
    "consent": ("je toestemming, met versie", "your consent, with version"),
    "conversation": ("wanneer je je coach schreef", "when you wrote to your coach"),
    "hard_day": ("lastige dagen", "hard days"),
    "helpful": ("wat hielp", "what helped"),
    "letter": ("een brief", "a letter"),
    "outbox": ("berichten die nog naar je toe moeten", "messages still on their way"),
    "practice": ("gedane oefeningen", "exercises done"),
    "relay": ("welk bericht bij welk hoort", "which message belongs to which"),
    "safe_word": ("een eigen woord", "a word of your own"),
    "safety_plan": ("je plan", "your plan"),
    "strength": ("getallen van 0 tot 10", "numbers from 0 to 10"),
    "urge": ("bij drang", "of an urge"),
}
"""Each table with rows of a client, and the words by which the notice names it."""


def test_every_table_with_rows_of_a_client_is_named() -> None:
    kept = {name for name, table in metadata.tables.items() if "client_id" in table.c}
    assert kept == set(NAMED), "name it in answers/privacy.md, then here"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_notice_says_so_in_both_languages(content: Content, spoken: str) -> None:
    notice = content.books[spoken].answers["privacy"].text.plain
    place = LANGUAGES.index(spoken)
    assert [words[place] for words in NAMED.values() if words[place] not in notice] == []


DEMANDED = {
    "an automatic program": ("automatisch programma", "automatic program"),
    "who is responsible": ("{operator}", "{operator}"),
    "read, then thrown away": ("gooit het de tekst weg", "the text is thrown away"),
    "no other company reads it": ("eigen server", "its own server"),
    "it decides nothing else": ("beslist het niets over jou", "decides nothing else about you"),
    "health data, by consent": ("uitdrukkelijke toestemming", "explicit consent"),
    "no has no price": ("blijven oefeningen en hulpnummers", "exercises and help lines stay"),
    "third parties": ("geen namen van anderen", "leave out other people's names"),
    "the coach only after a yes": ("alleen na een apart ja", "only after a separate yes"),
    "who hosts it": ("Wie de server verhuurt", "Whoever hosts the server"),
    "who runs it can read it": ("kan er technisch bij", "technically able to use it"),
    "Telegram holds the keys": ("heeft daar de sleutels van", "holds the keys to it"),
    "outside Europe": ("buiten Europa", "outside Europe"),
    "no end-to-end": ("die kan een bot niet gebruiken", "a bot cannot use those"),
    "what Telegram passes on": ("naam, gebruikersnaam en taal", "name, username and language"),
    "orders to Telegram": ("nummer en IP-adres", "number and IP address"),
    "a court": ("Een rechter kan opvragen", "A court can demand"),
    "the phone, linked devices": ("een gekoppeld apparaat", "a linked device"),
    "a locked screen": ("vergrendeld scherm", "locked screen"),
    "what sweeping leaves": ("kunnen kopieën blijven", "Copies may stay"),
    "a copy": ("/mijngegevens", "/mydata"),
    "each yes apart": (
        "wat je erbij koos, trek je daar met één tik weer in",
        "what you added you withdraw there with one tap",
    ),
    "the base goes with everything": ("trekt je toestemming in", "withdraws your consent"),
    "erasure": ("/vergeetmij", "/forgetme"),
    "the other rights": ("Verbeteren, beperken, bezwaar", "Correct, restrict, object"),
    "another way than Telegram": ("liever niet via Telegram", "rather not use Telegram"),
    "within a month": ("binnen een maand", "within a month"),
    "a breach, told safely": ("zo min mogelijk in gevaar brengt", "as little danger as possible"),
    "where to complain": ("Autoriteit Persoonsgegevens", "Autoriteit Persoonsgegevens"),
    "in Belgium too": ("Gegevensbeschermingsautoriteit", "Gegevensbeschermingsautoriteit"),
    "numbers of messages": ("48 uur: nummers van berichten", "48 hours: numbers of messages"),
    "which answer is awaited": ("welke vraag openstaat", "which question is open"),
    "what a coach sent, and its outcome": (
        "30 dagen: wat je coach rondstuurde, en of het aankwam",
        "30 days: what your coach sent round, and whether it arrived",
    ),
    "that somebody cannot be reached": ("of je te bereiken bent", "whether you can be reached"),
    "that there was a crisis": ("bericht in nood, een dag", "after a crisis, for a day"),
    "what waits while the bot is off": ("als het programma stilligt", "the program is down"),
    "what a restore brings back": ("ook wat je weggooide", "also what you threw away"),
    "backups": ("Reservekopieën: hooguit 30 dagen", "Backups: 30 days"),
}
"""What an honest notice has to say, and the words with which it does."""

FORBIDDEN = {
    "nl": ("anoniem", "veilig", "niemand kan meelezen", "avg-proof", "bewaken", "gegarandeerd",
           "100%", "wij "),
    "en": ("anonymous", "safe", "secure", "nobody can read along", "gdpr-proof", "we watch",
           "guarantee", "100%"),
}  # fmt: skip
"""Promises that nobody can keep."""


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_notice_says_what_it_has_to(content: Content, spoken: str) -> None:
    notice = content.books[spoken].answers["privacy"].text.plain
    place = LANGUAGES.index(spoken)
    assert [what for what, words in DEMANDED.items() if words[place] not in notice] == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_notice_promises_nothing_that_cannot_be_kept(content: Content, spoken: str) -> None:
    notice = content.books[spoken].answers["privacy"].text.plain.lower()
    assert [words for words in FORBIDDEN[spoken] if words in notice] == []
    # "Encrypted" never stands alone: in the same line it says what, or how far.
    said = {"nl": "versleuteld", "en": "encrypted"}[spoken]
    how_far = {
        "nl": ("staat het", "wat je zelf", "naar je toe", "geheime chats"),
        "en": ("it waits", "what you put", "still on their way", "secret chats"),
    }[spoken]
    for line in (line for line in notice.splitlines() if said in line):
        assert any(words in line for words in how_far), line
