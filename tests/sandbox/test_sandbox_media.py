"""Files: uploads, file ids, albums, captions, copies, download."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.sandbox.model import Person
from bot.sandbox.world import World


def png(width: int = 40, height: int = 30) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return buffer.getvalue()


async def test_a_photo_has_its_sizes_and_can_be_sent_again_by_its_id(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    sent = await bot.send_photo(noor.id, png(1000, 500), caption="<b>golf</b>", parse_mode="HTML")
    assert [(p.width, p.height) for p in sent.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    again = await bot.send_photo(noor.id, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    shown = world.chat(noor.id)[-2]
    assert (shown.caption, shown.file) == ("golf", png(1000, 500))


async def test_a_file_can_be_downloaded(noor: Person, bot: ExtBot[None], world: World) -> None:
    said = world.send_voice(noor.id, data=b"OggS stem")
    file = await bot.get_file(said.content["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"OggS stem"
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("nonsense")


@pytest.mark.parametrize(
    "kind", ["animation", "video", "audio", "voice", "video_note", "document", "sticker"]
)
async def test_each_kind_of_file_arrives(
    world: World, noor: Person, bot: ExtBot[None], kind: str
) -> None:
    send = getattr(bot, f"send_{kind}")
    sent = await send(noor.id, b"\x00\x01 something")
    assert getattr(sent, kind).file_id
    shown = world.chat(noor.id)[-1]
    assert shown.kind == kind
    assert getattr(shown, kind) is shown.content
    assert shown.photo is None
    again = await send(noor.id, getattr(sent, kind).file_id)
    assert getattr(again, kind).file_unique_id == getattr(sent, kind).file_unique_id


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("", "there is no photo in the request"),
        ("attach://nothing", "there is no photo in the request"),
        ("AgACAgIAAxkBAAM", "wrong file identifier/HTTP URL specified"),
        ("geen id!", "wrong remote file identifier specified: Wrong character in the string"),
        ("https://example.nl/a.png", "failed to get HTTP URL content"),
    ],
)
async def test_files_that_are_none(noor: Person, api: Any, photo: str, words: str) -> None:
    refusal = await api.refused("sendPhoto", chat_id=noor.id, photo=photo)
    assert refusal == f"400 Bad Request: {words}"


async def test_pictures_that_telegram_does_not_take(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(noor.id, b"no picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(noor.id, png(600, 10))
    with pytest.raises(BadRequest, match="must be non-empty"):
        await bot.send_photo(noor.id, b"")
    world.limits.photo_bytes = 100
    with pytest.raises(BadRequest, match="bytes is too big for a photo"):
        await bot.send_photo(noor.id, png(200, 200))


async def test_a_photo_is_no_document(noor: Person, bot: ExtBot[None]) -> None:
    photo = (await bot.send_photo(noor.id, png())).photo[-1]
    with pytest.raises(BadRequest, match="an't use file of type photo as document"):
        await bot.send_document(noor.id, photo.file_id)


async def test_too_large_an_upload(
    world: World, noor: Person, api: Any, session: aiohttp.ClientSession
) -> None:
    world.limits.upload_bytes = 300_000
    form = aiohttp.FormData({"chat_id": str(noor.id)})
    form.add_field("document", b"x" * 400_000, filename="a.bin")
    async with session.post(f"{api.base}/sendDocument", data=form) as response:
        assert response.status == 413
        assert (await response.json())["description"] == "Request Entity Too Large"


async def test_a_file_too_large_to_fetch(world: World, noor: Person, api: Any) -> None:
    world.limits.download_bytes = 5
    file_id = world.send_document(noor.id, data=b"123456").content["file_id"]
    assert await api.refused("getFile", file_id=file_id) == "400 Bad Request: file is too big"


async def test_captions_have_their_limit(noor: Person, bot: ExtBot[None]) -> None:
    assert (await bot.send_photo(noor.id, png(), caption="a" * 1024)).caption == "a" * 1024
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(noor.id, png(), caption="🌊" * 513)


async def test_an_album_is_several_messages_with_one_number(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    media = [InputMediaPhoto(png(), caption="een"), InputMediaPhoto(png())]
    sent = await bot.send_media_group(noor.id, media)
    assert len({message.media_group_id for message in sent}) == 1
    assert [m.caption for m in world.chat(noor.id)[-2:]] == ["een", None]


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ([], "there are no messages to send"),
        ("5", "expected an Array of InputMedia"),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        (
            [{"type": "animation", "media": "x"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            [{"type": "photo", "media": "x"}] * 11,
            "too many messages to send as an album",
        ),
        ([{"type": "photo", "media": "x"}], "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_albums_that_are_refused(noor: Person, api: Any, media: object, words: str) -> None:
    refusal = await api.refused("sendMediaGroup", chat_id=noor.id, media=media)
    assert refusal == f"400 Bad Request: {words}"


async def test_photos_and_documents_do_not_mix(noor: Person, bot: ExtBot[None]) -> None:
    media: list[InputMediaPhoto | InputMediaDocument] = [
        InputMediaPhoto(png()),
        InputMediaDocument(b"paper"),
    ]
    with pytest.raises(BadRequest, match="mixed"):
        await bot.send_media_group(noor.id, media)


async def test_caption_and_file_can_be_edited(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    world.limits.enabled = False
    sent = await bot.send_photo(noor.id, png(), caption="een")
    await sent.edit_caption("twee")
    shown = world.chat(noor.id)[-1]
    assert shown.caption == "twee"
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_caption("twee")
    await sent.edit_media(InputMediaPhoto(png(50, 50), caption="drie"))
    assert (shown.caption, shown.file) == ("drie", png(50, 50))
    with pytest.raises(BadRequest, match="no text in the message"):
        await sent.edit_text("vier")


async def test_a_text_can_become_a_picture(world: World, noor: Person, bot: ExtBot[None]) -> None:
    sent = await bot.send_message(noor.id, "straks een plaatje")
    await sent.edit_media(InputMediaPhoto(png()))
    shown = world.chat(noor.id)[-1]
    assert (shown.kind, shown.text) == ("photo", None)


async def test_copying_and_forwarding(world: World, noor: Person, bot: ExtBot[None]) -> None:
    other = world.add_person("Bo")
    world.start(other.id)
    said = world.send_photo(noor.id, "kijk")
    await bot.copy_message(other.id, noor.id, said.message_id)
    await bot.copy_message(other.id, noor.id, said.message_id, caption="anders")
    forwarded = await bot.forward_message(other.id, noor.id, said.message_id)
    copied, renamed, forward = world.chat(other.id)[-3:]
    assert (copied.caption, copied.file) == ("kijk", said.file)
    assert renamed.caption == "anders"
    assert forwarded.forward_origin is not None
    assert forward.caption == "kijk"
    with pytest.raises(BadRequest, match="essage can't be edited"):
        await forwarded.edit_caption("x")


async def test_copying_several_keeps_albums_together(
    world: World, noor: Person, bot: ExtBot[None]
) -> None:
    other = world.add_person("Bo")
    world.start(other.id)
    album = world.send_album(noor.id, caption="samen")
    ids = [message.message_id for message in album]
    assert len(await bot.copy_messages(other.id, noor.id, [*ids, 999_999])) == 2
    first, second = world.chat(other.id)[-2:]
    assert first.media_group_id == second.media_group_id != album[0].media_group_id
    with pytest.raises(BadRequest, match="strictly increasing"):
        await bot.copy_messages(other.id, noor.id, ids[::-1])
    with pytest.raises(BadRequest, match="can't be forwarded"):
        await bot.copy_messages(other.id, noor.id, [999_999])


async def test_what_is_protected_is_not_sent_on(noor: Person, bot: ExtBot[None]) -> None:
    sent = await bot.send_message(noor.id, "voor jou", protect_content=True)
    assert sent.has_protected_content
    with pytest.raises(BadRequest, match="protected content"):
        await bot.copy_message(noor.id, noor.id, sent.message_id)


async def test_missing_messages_are_named_by_what_they_were_for(noor: Person, api: Any) -> None:
    where = {"chat_id": noor.id, "from_chat_id": noor.id, "message_id": 999_999}
    copied = await api.refused("copyMessage", **where)
    forwarded = await api.refused("forwardMessage", **where)
    assert copied == "400 Bad Request: message to copy not found"
    assert forwarded == "400 Bad Request: message to forward not found"


async def test_what_people_send_reaches_the_bot(world: World, noor: Person, api: Any) -> None:
    world.send_photo(noor.id, "kijk")
    world.send_animation(noor.id)
    world.send_video(noor.id)
    world.send_audio(noor.id)
    world.send_voice(noor.id)
    world.send_video_note(noor.id)
    world.send_document(noor.id, name="brief.pdf")
    world.send_sticker(noor.id)
    world.send_contact(noor.id)
    world.send_location(noor.id)
    world.forward(noor.id, "van een ander")
    messages = [update["message"] for update in await api.ok("getUpdates")][1:]
    kinds = "photo animation video audio voice video_note document sticker contact location text"
    assert [kind in message for kind, message in zip(kinds.split(), messages, strict=True)] == (
        [True] * 11
    )
    assert messages[0]["caption"] == "kijk"
    assert messages[6]["document"]["file_name"] == "brief.pdf"
    assert messages[8]["contact"]["user_id"] == noor.id
    assert messages[10]["forward_origin"]["type"] == "hidden_user"
    with pytest.raises(ValueError, match="people send"):
        world.send(noor.id, "hologram")
