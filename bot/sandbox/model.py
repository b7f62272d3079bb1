"""What exists in the local Telegram: people, chats, messages, and the record of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar

from bot.sandbox.files import File

ChatKind = Literal["private", "group", "supergroup"]
Entity = dict[str, Any]
Wire = dict[str, Any]
Rights = frozenset[str]

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a Telegram account."""

    id: int
    name: str
    language: str | None = None
    role: str | None = None
    deleted: bool = False
    wire: Wire = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.wire = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.language:
            self.wire["language_code"] = self.language


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; exactly one of the actions is set (`other` names a rarer one)."""

    text: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    other: str | None = None

    @classmethod
    def of(cls, wire: Wire) -> Button:
        rare = next((k for k in wire if k not in _PLAIN_BUTTON_FIELDS), None)
        copied = wire.get("copy_text")
        return cls(
            text=wire["text"],
            data=wire.get("callback_data"),
            url=wire.get("url"),
            copy_text=copied["text"] if copied else None,
            other=rare,
        )


_PLAIN_BUTTON_FIELDS = {
    "text", "callback_data", "url", "copy_text", "style", "icon_custom_emoji_id",
}  # fmt: skip


def _content_of(kind: str) -> property:
    """`message.photo` and its kin: the content when the message is of that kind, else None."""
    return property(lambda message: message.content if message.kind == kind else None)


@dataclass(slots=True, eq=False)
class Message:
    """One message in one chat, in the state it has now.

    `kind` names what it holds ("text", "photo", …); `content` is that part as the Bot API writes
    it. `entities` are those of the text or, for media, of the caption.
    """

    message_id: int
    chat_id: int
    from_bot: bool
    date: datetime
    kind: str = "text"
    sender: Person | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] = field(default_factory=list)
    content: Any = None
    attachment: File | None = None
    reply_markup: Wire | None = None
    reply_to: int | None = None
    edit_date: datetime | None = None
    silent: bool = False
    protect: bool = False
    thread_id: int | None = None
    media_group_id: str | None = None
    extra: Wire | None = None
    reaction: list[Wire] | None = None
    hidden: bool = False

    @property
    def edited(self) -> bool:
        return self.edit_date is not None

    @property
    def inline_keyboard(self) -> list[list[Button]] | None:
        rows = (self.reply_markup or {}).get("inline_keyboard")
        return [[Button.of(button) for button in row] for row in rows] if rows else None

    @property
    def file(self) -> bytes | None:
        return self.attachment.data if self.attachment else None

    photo = _content_of("photo")
    animation = _content_of("animation")
    video = _content_of("video")
    audio = _content_of("audio")
    voice = _content_of("voice")
    video_note = _content_of("video_note")
    document = _content_of("document")
    sticker = _content_of("sticker")
    location = _content_of("location")
    contact = _content_of("contact")
    poll = _content_of("poll")
    dice = _content_of("dice")


_SERVICE = (
    "pinned_message forum_topic_created forum_topic_edited forum_topic_closed "
    "forum_topic_reopened new_chat_members left_chat_member migrate_to_chat_id "
    "migrate_from_chat_id"
)
SERVICE_KINDS = frozenset(_SERVICE.split())


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a group; without a person it is the bot's."""

    person: Person | None
    status: str = "member"
    rights: Rights = frozenset()


@dataclass(slots=True, eq=False)
class Topic:
    """A forum topic; its id is that of the message that opened it."""

    thread_id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_emoji: str | None = None
    closed: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A conversation: the private one with a person, or a group."""

    id: int
    kind: ChatKind
    wire: Wire
    person: Person | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    keyboard: Wire | None = None
    keyboard_from: int | None = None
    typing_until: float = 0.0
    pinned: list[int] = field(default_factory=list)
    menu_button: Wire | None = None
    members: dict[int, Member] = field(default_factory=dict)
    bot_member: Member | None = None
    topics: dict[int, Topic] = field(default_factory=dict)
    next_message_id: int = 2  # 1 is the message that made the group
    migrated_to: int | None = None

    @property
    def is_forum(self) -> bool:
        return bool(self.wire.get("is_forum"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a pressed button."""

    query_id: str
    user_id: int
    text: str
    alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `method` is empty for what a person did."""

    at: datetime
    kind: str
    chat_id: int | None
    message_id: int | None = None
    method: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the Bot API and its outcome; `latency` in seconds.

    `at` is when the caller gets its answer, with the delay of the network; `way_back` is how much
    of that the answer took, so that the call was carried out at `at - way_back`.
    """

    at: datetime
    method: str
    params: dict[str, str]
    ok: bool
    error_code: int | None
    description: str
    latency: float
    way_back: float = 0.0


class Record(list[T]):
    """A list that only grows, or keeps about the last `keep` items; `dropped` counts the rest."""

    def __init__(self, keep: int | None = None, items: Iterable[T] = ()) -> None:
        super().__init__(items)
        self.keep = keep
        self.dropped = 0

    def append(self, item: T) -> None:
        super().append(item)
        if self.keep is not None and len(self) > 2 * self.keep:
            surplus = len(self) - self.keep
            del self[:surplus]
            self.dropped += surplus
