"""Reading the parameters of a call: three encodings in, one flat dictionary of strings out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox.errors import ApiError, bad_request

Params = dict[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    data: bytes
    mime: str | None


Uploads = dict[str, Upload]
_OPTION = re.compile(r';\s*([\w*-]+)=(?:"([^"]*)"|([^;\s]*))')


def decode(query: bytes, body: bytes, content_type: str) -> tuple[Params, Uploads]:
    """The parameters in the address and in the body; the body wins."""
    params: Params = {}
    if query:
        params.update(parse_qsl(query.decode(), keep_blank_values=True))
    if not body:
        return params, {}
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        params.update(_from_json(body))
        return params, {}
    if kind == "multipart/form-data":
        return _from_multipart(params, body, content_type)
    if kind == "application/x-www-form-urlencoded" or not kind:
        try:
            params.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
    return params, {}


def _from_json(body: bytes) -> Params:
    try:
        values = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in values.items()}


def _from_multipart(params: Params, body: bytes, content_type: str) -> tuple[Params, Uploads]:
    boundary = _option(content_type, "boundary")
    if not boundary:
        raise bad_request("boundary not found in the multipart body")
    uploads: Uploads = {}
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        headers = _headers(head)
        disposition = headers.get("content-disposition", "")
        name = _option(disposition, "name") or ""
        data = data.removesuffix(b"\r\n")
        filename = _option(disposition, "filename")
        if filename is None:
            params[name] = data.decode()
        else:
            uploads[name] = Upload(filename, data, headers.get("content-type"))
    return params, uploads


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def _option(header: str, name: str) -> str | None:
    """The value of `name=value` or `name="value"` in a header."""
    for match in _OPTION.finditer(header):
        if match.group(1).lower() == name:
            return match.group(2) if match.group(2) is not None else match.group(3)
    return None


class Call:
    """One call and its parameters, as the Bot API reads them: empty is the same as missing."""

    __slots__ = ("method", "params", "uploads")

    def __init__(self, method: str, params: Params, uploads: Uploads | None = None) -> None:
        self.method = method
        self.params = params
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        return self.params.get(name, "")

    def flag(self, name: str) -> bool:
        value = self.params.get(name)
        return value is not None and value.strip().lower() in ("true", "yes", "1")

    def integer(self, name: str, default: int = 0) -> int:
        """The number, or 0 for what is none, as Telegram reads it."""
        value = self.params.get(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            return 0

    def number(self, name: str) -> float | None:
        value = self.params.get(name, "").strip()
        try:
            return float(value) if value else None
        except ValueError:
            return 0.0

    def json(self, name: str, what: str) -> Any:
        """The JSON value of a parameter, or None without one; `what` names it in the error."""
        value = self.params.get(name)
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error

    def required(self, name: str) -> str:
        value = self.params.get(name, "")
        if not value:
            raise ApiError(400, f'Bad Request: parameter "{name}" is required')
        return value
