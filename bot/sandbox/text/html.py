"""parse_mode HTML, as strict as Telegram is about it. Offsets in errors are bytes, as there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.text.dates import InvalidDate, date_entity
from bot.sandbox.text.marks import ParseError, emoji_entity, link_entity
from bot.sandbox.text.utf16 import units

Entity = dict[str, Any]


_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_TAGS = {*_STYLES, "a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_MARK = re.compile(r"[<&]")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_END_TAG = re.compile(r"</([^ \t\r\n\0\v>]*)[ \t\r\n\0\v]*(>?)")
_SPACE = re.compile(r"[ \t\r\n\0\v]*")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    index: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; raises ParseError."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Html(source).run()


class _Html:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pos = 0
        self.out: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        source = self.source
        while self.pos < len(source):
            if source[self.pos] == "<":
                if source.startswith("</", self.pos):
                    self._close()
                else:
                    self._open()
            elif source[self.pos] == "&":
                self._emit(self._reference())
            else:
                stop = _MARK.search(source, self.pos)
                end = stop.start() if stop else len(source)
                self._emit(source[self.pos : end])
                self.pos = end
        if self.stack:
            tag = self.stack[-1].tag
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.out), self.entities

    def _emit(self, text: str) -> None:
        self.out.append(text)
        self.offset += units(text)

    def _byte(self, pos: int) -> int:
        return len(self.source[:pos].encode("utf-8", "surrogatepass"))

    def _reference(self) -> str:
        """The character that `&…;` stands for, or a plain `&` when Telegram does not know it."""
        match = _REFERENCE.match(self.source, self.pos)
        character = _referenced(match) if match else None
        if match is None or character is None:
            self.pos += 1
            return "&"
        self.pos = match.end()
        return character

    def _open(self) -> None:
        begin = self.pos
        match = _TAG_NAME.match(self.source, begin + 1)
        end = match.end() if match else begin + 1
        if end >= len(self.source):
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = self.source[begin + 1 : end].lower()
        if tag not in _TAGS:
            raise ParseError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        self.pos = end
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            at = self._byte(begin)
            raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.stack.append(_Open(tag, attributes, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """From behind the tag's name to behind its `>`."""
        found: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.pos += 1
                return found
            name = self._match(_ATTRIBUTE_NAME)
            if not name:
                at = self._byte(begin)
                raise ParseError(
                    f"Unclosed start tag at byte offset {at}"
                    if not self._peek()
                    else f'Empty attribute name in the tag "{tag}" at byte offset {at}'
                )
            self._skip_space()
            if self._peek() == "=":
                self.pos += 1
                found[name.lower()] = self._value(tag, begin)
            elif not self._peek():
                at = self._byte(begin)
                raise ParseError(f'Unclosed start tag "{tag}" at byte offset {at}')
            else:
                found[name.lower()] = "1"

    def _value(self, tag: str, begin: int) -> str:
        self._skip_space()
        quote = self._peek()
        if not quote:
            raise ParseError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if quote in "'\"":
            end = self.source.find(quote, self.pos + 1)
            if end < 0 or end + 1 >= len(self.source):
                raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
            value = self.source[self.pos + 1 : end]
            self.pos = end + 1
            return _REFERENCE.sub(lambda m: _referenced(m) or m.group(), value)
        start = self.pos
        token = self._match(_TOKEN).lower()
        if not self._peek():
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if self._peek() not in " \t\r\n\0\v>":
            at = self._byte(start)
            raise ParseError(f"Unexpected end of name token at byte offset {at}")
        return token

    def _close(self) -> None:
        begin = self.pos
        if not self.stack:
            raise ParseError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        match = _END_TAG.match(self.source, begin)
        if match is None or not match.group(2):
            raise ParseError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        top = self.stack[-1]
        name = match.group(1).lower()
        if name and name != top.tag:
            raise ParseError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{top.tag}>", found "</{name}>"'
            )
        self.pos = match.end()
        self.stack.pop()
        if self.offset > top.offset:
            self._add(top)

    def _add(self, top: _Open) -> None:
        span = {"offset": top.offset, "length": self.offset - top.offset}
        attributes = top.attributes
        if top.tag in _STYLES:
            self.entities.append({"type": _STYLES[top.tag], **span})
        elif top.tag == "a":
            link = attributes.get("href") or "".join(self.out[top.index :])
            self.entities.extend(link_entity(link, span))
        elif top.tag == "blockquote":
            kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
            self.entities.append({"type": kind, **span})
        elif top.tag == "tg-emoji":
            self.entities.append(emoji_entity(attributes.get("emoji-id", ""), span))
        elif top.tag == "tg-time":
            self._add_date(attributes, span)
        else:
            self._add_code(top, span)

    def _add_date(self, attributes: dict[str, str], span: dict[str, int]) -> None:
        moment = attributes.get("unix", "")
        number = int(moment) if moment.isdigit() else 0
        try:
            entity = date_entity(number or 1, attributes.get("format", ""), span)
        except InvalidDate as error:
            raise ParseError(str(error)) from error
        if number:
            self.entities.append(entity)

    def _add_code(self, top: _Open, span: dict[str, int]) -> None:
        """`<pre><code class="language-x">` is one entity, in either order of the tags."""
        language = top.attributes.get("class", "")
        language = language[9:] if language.startswith("language-") else ""
        last = self.entities[-1] if self.entities else {}
        same = {k: last.get(k) for k in ("offset", "length")} == span
        if top.tag == "pre" and same and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
        elif top.tag == "code" and same and last["type"] == "pre" and language:
            last["language"] = language
        elif top.tag == "code" and language:
            self.entities.append({"type": "code", **span, "language": language})
        else:
            self.entities.append({"type": top.tag, **span})

    def _peek(self) -> str:
        return self.source[self.pos] if self.pos < len(self.source) else ""

    def _skip_space(self) -> None:
        self._match(_SPACE)

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.pos)
        if match is None:
            return ""
        self.pos = match.end()
        return match.group()


def _referenced(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name)
    digits = hexadecimal if hexadecimal is not None else decimal
    code = int(digits, 16 if hexadecimal is not None else 10) if digits else 0
    if code == 0 or code >= 0x10FFFF or len(match.group().rstrip(";")) >= 10:
        return None
    if 0xD800 <= code <= 0xDFFF:
        raise ParseError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)
