"""Which parameters each method knows (Bot API 10.0); others are ignored, but noted."""

from __future__ import annotations

_SEND = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup allow_sending_without_reply "
    "reply_to_message_id "
)
_CAPTION = "caption parse_mode caption_entities "
_ABOVE = _CAPTION + "show_caption_above_media has_spoiler "
_EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup "
_POLL = (
    "question options question_parse_mode question_entities is_anonymous type "
    "allows_multiple_answers allows_revoting shuffle_options allow_adding_options "
    "hide_results_until_closes members_only country_codes correct_option_ids correct_option_id "
    "explanation explanation_parse_mode explanation_entities explanation_media open_period "
    "close_date is_closed description description_parse_mode description_entities media "
)
_FORWARD = (
    "chat_id from_chat_id message_thread_id direct_messages_topic_id disable_notification "
    "protect_content "
)
_WEBHOOK = "url certificate ip_address max_connections allowed_updates secret_token "

_KNOWN = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": _WEBHOOK + "drop_pending_updates",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": _SEND + "text parse_mode entities link_preview_options "
    "disable_web_page_preview",
    "sendPhoto": _SEND + _ABOVE + "photo",
    "sendAnimation": _SEND + _ABOVE + "animation duration width height thumbnail",
    "sendVideo": _SEND + _ABOVE + "video duration width height thumbnail cover start_timestamp "
    "supports_streaming",
    "sendAudio": _SEND + _CAPTION + "audio duration performer title thumbnail",
    "sendVoice": _SEND + _CAPTION + "voice duration",
    "sendVideoNote": _SEND + "video_note duration length thumbnail",
    "sendDocument": _SEND + _CAPTION + "document thumbnail disable_content_type_detection",
    "sendSticker": _SEND + "sticker emoji",
    "sendLocation": _SEND + "latitude longitude horizontal_accuracy live_period heading "
    "proximity_alert_radius",
    "sendContact": _SEND + "phone_number first_name last_name vcard",
    "sendPoll": _SEND + _POLL,
    "sendDice": _SEND + "emoji",
    "sendMediaGroup": _SEND + "media",
    "copyMessage": _SEND + _CAPTION + "from_chat_id message_id show_caption_above_media "
    "video_start_timestamp",
    "copyMessages": _FORWARD + "message_ids remove_caption",
    "forwardMessage": _FORWARD + "message_id video_start_timestamp message_effect_id "
    "suggested_post_parameters",
    "forwardMessages": _FORWARD + "message_ids",
    "editMessageText": _EDIT + "text parse_mode entities link_preview_options "
    "disable_web_page_preview",
    "editMessageCaption": _EDIT + _CAPTION + "show_caption_above_media",
    "editMessageMedia": _EDIT + "media",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id message_id",
    "deleteMessages": "chat_id message_ids",
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "sendChatAction": "chat_id action business_connection_id message_thread_id",
    "setMessageReaction": "chat_id message_id reaction is_big",
    "pinChatMessage": "chat_id message_id business_connection_id disable_notification",
    "unpinChatMessage": "chat_id message_id business_connection_id",
    "unpinAllChatMessages": "chat_id",
    "getFile": "file_id",
    "getChat": "chat_id",
    "getChatMember": "chat_id user_id",
    "getChatAdministrators": "chat_id return_bots",
    "getChatMemberCount": "chat_id",
    "leaveChat": "chat_id",
    "createForumTopic": "chat_id name icon_color icon_custom_emoji_id",
    "editForumTopic": "chat_id message_thread_id name icon_custom_emoji_id",
    "closeForumTopic": "chat_id message_thread_id",
    "reopenForumTopic": "chat_id message_thread_id",
    "deleteForumTopic": "chat_id message_thread_id",
    "setMyCommands": "commands scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMyDescription": "description language_code",
    "getMyDescription": "language_code",
    "setMyShortDescription": "short_description language_code",
    "getMyShortDescription": "language_code",
    "setMyName": "name language_code",
    "getMyName": "language_code",
    "setChatMenuButton": "chat_id menu_button",
    "getChatMenuButton": "chat_id",
}

KNOWN: dict[str, frozenset[str]] = {
    method: frozenset(names.split()) for method, names in _KNOWN.items()
}
