"""Text and its entities: parse modes, given entities, what is found, what is trimmed."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.model import Person
from bot.sandbox.text.formatted import formatted
from bot.sandbox.text.found import find_entities
from bot.sandbox.text.utf16 import part, units
from bot.sandbox.world import World
from tests.contract.typed import build


def marks(text: str, mode: str) -> tuple[str, list[tuple[Any, ...]]]:
    plain, entities = formatted(text, mode, None)
    return plain, [_short(entity) for entity in entities]


def _short(entity: dict[str, Any]) -> tuple[Any, ...]:
    extra = [v for k, v in entity.items() if k not in ("type", "offset", "length")]
    return (entity["type"], entity["offset"], entity["length"], *extra)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("gewoon &lt;3 &amp; meer", "gewoon <3 & meer", []),
        ("&nbsp; &copy; & &#128522;", "&nbsp; &copy; & 😊", []),
        ("🌊 <b>golf</b>", "🌊 golf", [("bold", 3, 4)]),
        ("<b>🌊</b><i>a</i>", "🌊a", [("bold", 0, 2), ("italic", 2, 1)]),
        ("<strong>a</strong> <EM>b</EM>", "a b", [("bold", 0, 1), ("italic", 2, 1)]),
        ("<b>a <i>b</i></b>", "a b", [("bold", 0, 2), ("bold", 2, 1), ("italic", 2, 1)]),
        (
            '<a href="https://a.nl/?x=1&amp;y">s</a>',
            "s",
            [("text_link", 0, 1, "https://a.nl/?x=1&y")],
        ),
        ("<a>telegram.org</a>", "telegram.org", [("text_link", 0, 12, "http://telegram.org/")]),
        ('<a href="tel:112">112</a>', "112", []),
        ('<a href="tg://user?id=5">jij</a>', "jij", [("text_mention", 0, 3, {"id": 5})]),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [("pre", 0, 1, "python")],
        ),
        ("<code>a<b></code>", None, "Unmatched end tag at byte offset 10, expected"),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ('<tg-emoji emoji-id="123">🌊</tg-emoji>', "🌊", [("custom_emoji", 0, 2, "123")]),
        ("<p>a</p>", None, 'Unsupported start tag "p" at byte offset 0'),
        ("é<br>", None, 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", None, 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", None, 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", None, "Unexpected end tag at byte offset 1"),
        ("<b", None, "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", None, 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html(source: str, text: str | None, entities: Any) -> None:
    if text is None:
        with pytest.raises(ApiError) as caught:
            formatted(source, "HTML", None)
        assert caught.value.description.startswith(
            f"Bad Request: can't parse entities: {entities}"
        )
    else:
        assert marks(source, "HTML") == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ __c__ ~d~ ||e||", "a b c d e", None),
        ("🌊 *golf*", "🌊 golf", [("bold", 3, 4)]),
        ("*a _b_*", "a b", [("bold", 0, 2), ("bold", 2, 1), ("italic", 2, 1)]),
        ("1\\. stap \\- twee\\!", "1. stap - twee!", []),
        ("[s](https://a.nl/\\))", "s", [("text_link", 0, 1, "https://a.nl/)")]),
        ("```py\nx```", "x", [("pre", 0, 1, "py")]),
        ("`a*b`", "a*b", [("code", 0, 3)]),
        (">een\n>twee\ndrie", "een\ntwee\ndrie", [("blockquote", 0, 9)]),
        (">een\n>twee||", "een\ntwee", [("expandable_blockquote", 0, 8)]),
        ("![🌊](tg://emoji?id=123)", "🌊", [("custom_emoji", 0, 2, "123")]),
        ("1. stap", None, "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a-b", None, "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("🌊*a", None, "Can't find end of Bold entity at byte offset 4"),
        ("[a](b", None, "Can't find end of a URL at byte offset 4"),
    ],
)
def test_markdown(source: str, text: str | None, entities: Any) -> None:
    if text is None:
        with pytest.raises(ApiError) as caught:
            formatted(source, "MarkdownV2", None)
        assert caught.value.description == f"Bad Request: can't parse entities: {entities}"
    else:
        plain, found = marks(source, "MarkdownV2")
        assert plain == text
        if entities is not None:
            assert found == entities


@given(st.text())
def test_escaped_text_comes_out_as_it_was_trimmed(text: str) -> None:
    plain, _ = formatted(text, "", None)
    assert formatted(html_decoration.quote(text), "HTML", None)[0] == plain
    if "\\" not in text:
        assert formatted(markdown_decoration.quote(text), "MarkdownV2", None)[0] == plain


WORDS = st.lists(st.sampled_from(["ja", "🌊", "hé", "één keer", "👩‍👩‍👧"]), min_size=1, max_size=6)
KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler", "code"])


@given(WORDS, st.data())
def test_what_aiogram_writes_is_read_back(words: list[str], data: st.DataObject) -> None:
    """Each word with one style: an independent writer of HTML and MarkdownV2."""
    text = ""
    entities: list[dict[str, Any]] = []
    for word in words:
        kind = data.draw(KINDS)
        entities.append({"type": kind, "offset": units(text), "length": units(word)})
        text += word + " \N{EM DASH} "
    text = text + "."
    build(MessageEntity)
    typed = [MessageEntity(**entity) for entity in entities]
    assert formatted(html_decoration.unparse(text, typed), "HTML", None) == (text, entities)
    assert formatted(markdown_decoration.unparse(text, typed), "MarkdownV2", None) == (
        text,
        entities,
    )


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        (
            {"type": "bold", "offset": 4, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 4",
        ),
        (
            {"type": "bold", "offset": 1, "length": 9},
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 "
            "offset 10",
        ),
        (
            {"type": "bold", "offset": 2, "length": 1},
            "entity begins in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (
            {"type": "bold", "offset": 0, "length": 2},
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte "
            "offset 5",
        ),
        (
            {"type": "bold", "offset": -1, "length": 2},
            "receive an entity with incorrect offset -1",
        ),
        (
            {"type": "glow", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"type": "bold", "offset": 0},
            "can't parse MessageEntity: Can't find field \"length\"",
        ),
    ],
)
def test_given_entities_are_checked(entity: dict[str, Any], words: str) -> None:
    with pytest.raises(ApiError) as caught:
        formatted("a🌊", "", [entity])
    assert caught.value.description == f"Bad Request: {words}"


def test_at_most_a_hundred_entities_are_kept() -> None:
    given_entities = [{"type": "bold", "offset": 2 * n, "length": 1} for n in range(150)]
    _, kept = formatted("ab" * 150, "", given_entities)
    assert len(kept) == 100


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("  a \n", "a", []),
        ("a\r\nb\tc", "a\nb c", []),
        ("\u200b\u200e", "", []),
        ("<b> a </b> ", " a", [("bold", 0, 2)]),
        ("  <i>a</i>  ", "a", [("italic", 0, 1)]),
        ("a <b>b\r\nc</b>", "a b\nc", [("bold", 2, 3)]),
    ],
)
def test_text_is_trimmed_as_telegram_trims_it(source: str, text: str, entities: Any) -> None:
    assert marks(source, "HTML") == (text, entities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("/start@anker_demo_bot x", [("bot_command", "/start@anker_demo_bot")]),
        ("a/b //c </d", []),
        ("kom /nu en /straks", [("bot_command", "/nu"), ("bot_command", "/straks")]),
        ("mail me: noor@voorbeeld.nl.", [("email", "noor@voorbeeld.nl")]),
        ("zie https://a.nl/b?c=d, of a.nl", [("url", "https://a.nl/b?c=d"), ("url", "a.nl")]),
        ("@anker_demo_bot #rust", [("mention", "@anker_demo_bot"), ("hashtag", "#rust")]),
        ("8.30 uur, ja.nee", []),
        ("😀 /nu", [("bot_command", "/nu")]),
    ],
)
def test_what_is_found_in_plain_text(text: str, found: list[tuple[str, str]]) -> None:
    seen = [(e["type"], part(text, e["offset"], e["length"])) for e in find_entities(text)]
    assert seen == found


async def test_entities_arrive_with_the_message(world: World, noor: Person, api: Any) -> None:
    sent = await api.ok(
        "sendMessage", chat_id=noor.id, text="🌊 <b>adem</b> uit", parse_mode="HTML"
    )
    assert sent["text"] == "🌊 adem uit"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 4}]
    refusal = await api.refused(
        "sendMessage", chat_id=noor.id, text="Hoe 1 < 2 is", parse_mode="HTML"
    )
    assert refusal.startswith("400 Bad Request: can't parse entities: Unsupported start tag")
