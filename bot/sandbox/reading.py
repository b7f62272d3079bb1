"""Reading what the page sends."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request


async def read_body(request: Request) -> dict[str, Any]:
    raw = await request.body()
    body = json.loads(raw) if raw else {}
    if not isinstance(body, dict):
        raise ValueError("a JSON object is expected")
    return body


def needed(body: dict[str, Any], name: str) -> Any:
    if name not in body:
        raise ValueError(f"{name} is missing")
    return body[name]
