"""What people send besides text: pictures, sounds, contacts, places."""

from __future__ import annotations

from typing import Any

from bot.sandbox.files import picture_size
from bot.sandbox.groups import Groups
from bot.sandbox.model import Chat, Message, Wire
from bot.sandbox.polls import new_poll
from bot.sandbox.text.clean import tidy
from bot.sandbox.things import moving_picture, picture, sound

# Kind: name of the file, its type, and something to send when a test does not care what.
_FILES: dict[str, tuple[str, str, Any]] = {
    "photo": ("photo.jpg", "image/jpeg", picture),
    "animation": ("moving.gif", "image/gif", moving_picture),
    "video": ("video.mp4", "video/mp4", sound),
    "audio": ("song.mp3", "audio/mpeg", sound),
    "voice": ("voice.oga", "audio/ogg", sound),
    "video_note": ("round.mp4", "video/mp4", sound),
    "document": ("paper.pdf", "application/pdf", sound),
    "sticker": ("sticker.webp", "image/webp", picture),
}
_VALUES = ("contact", "location", "dice", "poll")
_UNCAPTIONED = ("video_note", "sticker")


class Belongings(Groups):
    """The acts of people that carry something."""

    def send(
        self,
        user_id: int,
        kind: str,
        caption: str = "",
        *,
        data: bytes | None = None,
        name: str | None = None,
        chat_id: int | None = None,
        thread_id: int | None = None,
        media_group_id: str | None = None,
        reply_to: int | None = None,
        **details: Any,
    ) -> Message:
        """Send something of this kind; without `data` some small example."""
        if kind in _VALUES:
            value = self._value(user_id, kind, **details)
            return self._send_value(user_id, kind, value, chat_id, thread_id)
        if kind not in _FILES:
            raise ValueError(
                f"people send {', '.join(_FILES)}, contact, location, poll, not {kind!r}"
            )
        chat = self._open_chat(user_id, chat_id)
        usual, mime, example = _FILES[kind]
        data = example() if data is None else data
        if kind == "photo":
            size = picture_size(data)
            if size is None:
                raise ValueError("that is no picture")
            details |= {"width": size[0], "height": size[1]}
        message = self._new(user_id, chat, reply_to, thread_id)
        message.attachment = self.files.add(kind, data, name or usual, mime, **details)
        message.kind, message.content = kind, message.attachment.content
        message.media_group_id = media_group_id
        if caption and kind not in _UNCAPTIONED:
            message.caption, message.entities = tidy(caption, [])
        self._arrive(chat, message)
        return message

    def send_photo(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "photo", caption, **how)

    def send_animation(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "animation", caption, **how)

    def send_video(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "video", caption, **how)

    def send_audio(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "audio", caption, **how)

    def send_voice(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "voice", caption, **{"duration": 3, **how})

    def send_video_note(self, user_id: int, **how: Any) -> Message:
        return self.send(user_id, "video_note", **how)

    def send_document(self, user_id: int, caption: str = "", **how: Any) -> Message:
        return self.send(user_id, "document", caption, **how)

    def send_sticker(self, user_id: int, **how: Any) -> Message:
        return self.send(user_id, "sticker", **how)

    def send_contact(self, user_id: int, phone_number: str = "+31612345678") -> Message:
        """Share the own contact, as the button of a reply keyboard does."""
        return self.send(user_id, "contact", phone_number=phone_number)

    def send_location(
        self, user_id: int, latitude: float = 52.09, longitude: float = 5.12
    ) -> Message:
        return self.send(user_id, "location", latitude=latitude, longitude=longitude)

    def send_album(
        self, user_id: int, kinds: tuple[str, ...] = ("photo", "photo"), caption: str = ""
    ) -> list[Message]:
        """Several at once; the first has the caption."""
        group = str(self.random.randint(10**16, 10**17))
        return [
            self.send(user_id, kind, "" if place else caption, media_group_id=group)
            for place, kind in enumerate(kinds)
        ]

    def forward(
        self, user_id: int, text: str, origin: str = "Somebody", *, chat_id: int | None = None
    ) -> Message:
        """Forward a text that somebody else wrote elsewhere, somebody who hides who she is."""
        chat = self._open_chat(user_id, chat_id)
        message = self._new(user_id, chat)
        message.text, message.entities = tidy(text, [])
        date = int(message.date.timestamp()) - 60
        hidden = {"type": "hidden_user", "sender_user_name": origin, "date": date}
        message.extra = {"forward_origin": hidden}
        self._arrive(chat, message)
        return message

    def _send_value(
        self, user_id: int, kind: str, value: Wire, chat_id: int | None, thread_id: int | None
    ) -> Message:
        chat: Chat = self._open_chat(user_id, chat_id)
        message = self._new(user_id, chat, thread_id=thread_id)
        message.kind, message.content = kind, value
        self._arrive(chat, message)
        return message

    def _value(self, user_id: int, kind: str, **details: Any) -> Wire:
        if kind == "location":
            return {"latitude": 52.09, "longitude": 5.12, **details}
        if kind == "dice":
            return {"emoji": "🎲", "value": self.random.randint(1, 6), **details}
        if kind == "poll":
            return new_poll(self.random, "Dinsdag of woensdag?", ("di", "wo"), **details)
        own = {"first_name": self.people[user_id].name, "user_id": user_id}
        return {"phone_number": "+31612345678", **own, **details}
