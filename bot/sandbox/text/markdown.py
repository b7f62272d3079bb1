"""parse_mode MarkdownV2, as strict as Telegram's. Offsets in errors are bytes, as there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.text.marks import ParseError, inside_entity, link_entity
from bot.sandbox.text.utf16 import units

Entity = dict[str, Any]

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_CODE_ONLY = frozenset("`")
_STYLES = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_MARKS = {
    **{kind: mark for mark, kind in _STYLES.items()},
    "code": "`", "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
# The names that Telegram's errors use.
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline",
    "strikethrough": "Strikethrough", "spoiler": "Spoiler", "code": "Code", "pre": "Pre",
    "text_link": "TextUrl", "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
_PLAIN = re.compile(r"[^_*\[\]()~`>#+\-=|{}.!\n\\]+")
_LANGUAGE = re.compile(r"[^\s`]*")


@dataclass(slots=True)
class _Open:
    kind: str
    begin: int
    offset: int
    index: int
    language: str = ""


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; raises ParseError."""
    return _Markdown(source).run()


class _Markdown:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pos = 0
        self.out: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []
        self.in_quote = False
        self.may_quote = True  # only at the start of a line

    def run(self) -> tuple[str, list[Entity]]:
        while self.pos < len(self.source):
            self._step()
        if self.in_quote:
            self._end_last_quote()
        if self.stack:
            raise self._no_end(self.stack[-1])
        return "".join(self.out), self.entities

    def _step(self) -> None:
        character = self.source[self.pos]
        if character == "\\" and self._escapes(self.pos):
            self._emit(self.source[self.pos + 1])
            self.pos += 2
            return
        reserved = _RESERVED
        if self.stack and self.stack[-1].kind in ("code", "pre"):
            reserved = _CODE_ONLY
        if character not in reserved:
            match = _PLAIN.match(self.source, self.pos) if reserved is _RESERVED else None
            plain = match.group() if match else character
            self._emit(plain)
            self.pos += len(plain)
        elif self._ends_entity(character):
            self._end(character)
        else:
            self._begin(character)

    def _emit(self, text: str) -> None:
        self.out.append(text)
        self.offset += units(text)
        if text.strip("\r"):
            self.may_quote = text == "\n"

    def _escapes(self, pos: int) -> bool:
        return pos + 1 < len(self.source) and 0 < ord(self.source[pos + 1]) <= 126

    def _at(self, text: str, pos: int | None = None) -> bool:
        return self.source.startswith(text, self.pos if pos is None else pos)

    def _byte(self, pos: int) -> int:
        return len(self.source[:pos].encode("utf-8", "surrogatepass"))

    def _no_end(self, entity: _Open) -> ParseError:
        name = "PreCode" if entity.language else _NAMES[entity.kind]
        return ParseError(
            f"Can't find end of {name} entity at byte offset {self._byte(entity.begin)}"
        )

    def _ends_entity(self, character: str) -> bool:
        if not self.stack:
            return False
        if self.in_quote and character == "\n" and not self._at(">", self.pos + 1):
            return True
        kind = self.stack[-1].kind
        if kind == "blockquote":
            return False
        if kind == "italic":
            return character == "_" and not self._at("__")
        return self._at(_MARKS[kind])

    def _begin(self, character: str) -> None:
        begin = self.pos
        language = ""
        if character == "\n":
            self._emit("\n")
            self.pos += 1
            return
        if character == ">" and self.may_quote:
            self.pos += 1
            if self.in_quote:
                return
            self.in_quote = True
            kind = "blockquote"
        elif self._at("```"):
            kind = "pre"
            language = self._begin_code()
        elif character == "`":
            kind, self.pos = "code", begin + 1
        elif character == "[":
            kind, self.pos = "text_link", begin + 1
        elif self._at("!["):
            kind, self.pos = "custom_emoji", begin + 2
        else:
            mark = character * 2 if self._at(character * 2) and character in "_|" else character
            if mark not in _STYLES:
                raise ParseError(
                    f"Character '{character}' is reserved and must be escaped "
                    "with the preceding '\\'"
                )
            kind, self.pos = _STYLES[mark], begin + len(mark)
        self.stack.append(_Open(kind, begin, self.offset, len(self.out), language))

    def _begin_code(self) -> str:
        """Step over the fence, its language and one line end; answer the language."""
        self.pos += 3
        match = _LANGUAGE.match(self.source, self.pos)
        end = match.end() if match else self.pos
        language = ""
        if end > self.pos and end < len(self.source) and self.source[end] != "`":
            language = self.source[self.pos : end]
            self.pos = end
        for line_end in ("\r\n", "\n\r", "\n", "\r"):
            if self._at(line_end):
                self.pos += len(line_end)
                break
        return language

    def _end(self, character: str) -> None:
        top = self.stack[-1]
        if self.in_quote and character == "\n" and not self._at_mark_of(top):
            self._end_quote_line()
            return
        span = {"offset": top.offset, "length": self.offset - top.offset}
        self.stack.pop()
        if top.kind == "text_link":
            self._end_link(top, span)
        elif top.kind == "custom_emoji":
            self._end_emoji(span)
        else:
            self.pos += len(_MARKS[top.kind])
            if span["length"]:
                entity: Entity = {"type": top.kind, **span}
                if top.language:
                    entity["language"] = top.language
                self.entities.append(entity)

    def _at_mark_of(self, top: _Open) -> bool:
        return top.kind != "blockquote" and self._at(_MARKS[top.kind])

    def _end_quote_line(self) -> None:
        """The line end that closes a quote; `||` right before it makes the quote expandable."""
        kind = "blockquote"
        top = self.stack[-1]
        if top.kind == "spoiler" and self.source[top.begin + 2 : self.pos] in ("", "\r"):
            self.stack.pop()
            top = self.stack[-1]
            kind = "expandable_blockquote"
        if top.kind != "blockquote":
            raise self._no_end(top)
        self.stack.pop()
        self.in_quote = False
        self._emit("\n")
        self.pos += 1
        self.entities.append(
            {"type": kind, "offset": top.offset, "length": self.offset - top.offset}
        )

    def _end_last_quote(self) -> None:
        kind = "blockquote"
        if self.stack[-1].kind == "spoiler" and self.stack[-1].begin == len(self.source) - 2:
            self.stack.pop()
            kind = "expandable_blockquote"
        top = self.stack[-1]
        if top.kind != "blockquote":
            return
        self.stack.pop()
        if self.offset > top.offset:
            self.entities.append(
                {"type": kind, "offset": top.offset, "length": self.offset - top.offset}
            )

    def _end_link(self, top: _Open, span: dict[str, int]) -> None:
        if self._at("(", self.pos + 1):
            link = self._address()
        else:
            link = "".join(self.out[top.index :])
            self.pos += 1
        if span["length"]:
            self.entities.extend(link_entity(link, span))

    def _end_emoji(self, span: dict[str, int]) -> None:
        if not self._at("(", self.pos + 1):
            raise ParseError("The entity must contain a tg://emoji or tg://time URL")
        entity = inside_entity(self._address(), span)
        if span["length"]:
            self.entities.append(entity)

    def _address(self) -> str:
        """The address in `](…)`; steps behind its closing bracket."""
        pos = start = self.pos + 2
        address = []
        while pos < len(self.source) and self.source[pos] != ")":
            if self.source[pos] == "\\" and self._escapes(pos):
                pos += 1
            address.append(self.source[pos])
            pos += 1
        if pos >= len(self.source):
            raise ParseError(f"Can't find end of a URL at byte offset {self._byte(start)}")
        self.pos = pos + 1
        return "".join(address)
