"""Requests held against the Bot API as aiogram types it: a second opinion beside our server."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

with pytest.MonkeyPatch.context() as patch:
    # aiogram builds all of its 500 types when it is imported, four seconds' work; we use ten.
    patch.setattr(BaseModel, "model_rebuild", classmethod(lambda _cls, **_how: None))
    import aiogram.methods
    import aiogram.types
    from aiogram.client.default import Default
    from aiogram.types import InputFile

_UPLOADED = "attach://a-file-that-went-along"


def complaints(method: str, params: Mapping[str, str]) -> Sequence[str]:
    """What is wrong with a call: its parameters as they went over the wire, files left out."""
    return _complaints(method, tuple(params.items()))


@lru_cache(maxsize=4096)  # the same menus and answers come in every scene
def _complaints(method: str, given: tuple[tuple[str, str], ...]) -> Sequence[str]:
    params = dict(given)
    model = _model_of(method)
    if model is None:
        return [f"{method}: there is no such method"]
    strangers = sorted(set(params) - set(model.model_fields))
    if strangers:
        return [f"{method}: unknown parameter {name}" for name in strangers]
    values = {name: _read(model, name, value) for name, value in params.items()}
    for name, field in model.model_fields.items():
        if field.is_required() and name not in values and InputFile in _kinds(field.annotation):
            values[name] = _UPLOADED
    try:
        call = model.model_validate(values)
    except ValidationError as error:
        # `str(error)` would show the values, and with them a person's words.
        return [f"{method}: {_place(item['loc'])}: {item['msg']}" for item in error.errors()]
    return [f"{method}: unknown field {found}" for found in _extras(call, method)]


@cache
def _model_of(method: str) -> type[BaseModel] | None:
    found: Any = getattr(aiogram.methods, method[:1].upper() + method[1:], None)
    if found is None or getattr(found, "__api_method__", None) != method:
        return None
    model: type[BaseModel] = found
    build(model)
    return model


def build(model: type[BaseModel]) -> None:
    """Make one of aiogram's types ready for use."""
    names = {name: getattr(aiogram.types, name) for name in aiogram.types.__all__}
    model.model_rebuild(force=True, _types_namespace={**vars(typing), "Default": Default, **names})


def _read(model: type[BaseModel], name: str, value: str) -> Any:
    """A parameter as the Bot API reads it: plain where a string is expected, else JSON."""
    if str in _kinds(model.model_fields[name].annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _kinds(annotation: Any) -> set[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return {kind for part in get_args(annotation) for kind in _kinds(part)}
    return {annotation}


def _extras(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{place}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _extras(item, place)


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location))
