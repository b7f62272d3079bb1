"""Somebody's standing in a chat as the Bot API writes it."""

from __future__ import annotations

from bot.sandbox.model import Member, Wire

_RIGHTS = (
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories "
    "can_delete_stories can_pin_messages can_manage_topics"
)
ALL_RIGHTS = frozenset(_RIGHTS.split())


def member_wire(member: Member, user: Wire) -> Wire:
    """A ChatMember object."""
    wire: Wire = {"user": user, "status": member.status}
    if member.status == "administrator":
        wire |= {right: right in member.rights for right in sorted(ALL_RIGHTS)}
        wire |= {"can_be_edited": False, "is_anonymous": False}
    elif member.status == "creator":
        wire["is_anonymous"] = False
    elif member.status == "kicked":
        wire["until_date"] = 0
    return wire
