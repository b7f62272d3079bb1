"""The further parts of an album whose words were a crisis: they belong to these words."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context

_ALBUM = timedelta(minutes=1)
"""How long the further parts of an album may still come."""


class Albums:
    """Those that were answered lately."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[str, datetime]] = {}

    def keep(self, context: Context) -> None:
        """The other parts of this message go nowhere either."""
        message = context.incoming.effective_message
        self._kept = {chat: one for chat, one in self._kept.items() if one[1] > context.now}
        if message is not None and message.media_group_id:
            self._kept[context.chat_id] = (message.media_group_id, context.now + _ALBUM)

    def holds(self, context: Context) -> bool:
        """Whether this is such a part."""
        message = context.incoming.effective_message
        album, until = self._kept.get(context.chat_id, ("", context.now))
        of_it = message is not None and message.media_group_id == album
        return bool(album) and of_it and context.now < until
