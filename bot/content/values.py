"""What stands in one file, and the kinds of values in it. Every fault is a `ContentFault`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.content.faults import ContentFault

if TYPE_CHECKING:
    from yaml import SafeLoader as _Fastest
else:
    _Fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):
    """Refuses a key that stands twice: of two numbers the last would win without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            name = (key.tag, str(key.value))
            if name in seen:
                raise ContentFault(
                    f"'{key.value}' stands twice, near line {key.start_mark.line + 1}"
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def read(path: Path) -> str:
    """The text of a file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentFault("this file is missing") from None
    except UnicodeDecodeError:
        raise ContentFault("this file is not saved as UTF-8 text") from None


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file."""
    try:
        data = yaml.load(read(path), Loader=_Loader)  # noqa: S506 - it is a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" near line {mark.line + 1}" if mark else ""
        raise ContentFault(f"the layout is broken{line}: check indents and quotes") from None
    if not isinstance(data, dict):
        raise ContentFault("the file should hold names with values")
    return data


def need(data: Mapping[str, Any], key: str) -> Any:
    """What stands under a key that may not be left out."""
    if data.get(key) is None:
        raise ContentFault(f"'{key}' is missing")
    return data[key]


def text(data: Mapping[str, Any], key: str) -> str:
    """A text that may not be left out."""
    need(data, key)
    return quoted(data, key)


def yes_or_no(data: Mapping[str, Any], key: str, *, usual: bool) -> bool:
    """One of the two; `usual` where nothing is said. Any word would count as a yes."""
    value = data.get(key, usual)
    if not isinstance(value, bool):
        raise ContentFault(f"'{key}' should be true or false, without quotes")
    return value


def whole(data: Mapping[str, Any], key: str) -> int:
    """A whole number; one with a fraction is not cut off."""
    value = need(data, key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ContentFault(f"'{key}' should be a whole number, without quotes")
    return value


def number(data: Mapping[str, Any], key: str) -> float:
    """A number, whole or not."""
    value = need(data, key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ContentFault(f"'{key}' should be a number, without quotes")
    return float(value)


def quoted(data: Mapping[str, Any], key: str) -> str:
    """A text; one that looks like a number, a yes or a day is read as another thing unless it
    stands between quotes: 0113 is 75.
    """
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ContentFault(f"put '{key}' between quotes")
    return value.strip()


def known(value: str, allowed: tuple[str, ...]) -> str:
    """A word of a list."""
    if value not in allowed:
        raise ContentFault(f"'{value}' is not known here; choose from {', '.join(allowed)}")
    return value


def no_strangers(data: Any, allowed: Collection[str]) -> None:
    """Names with values, and no name among them that nobody reads."""
    if not isinstance(data, Mapping):
        raise ContentFault("there should be names with values here")
    if strangers := sorted(str(key) for key in data if key not in allowed):
        told = ", ".join(_with_nearest(key, allowed) for key in strangers)
        raise ContentFault(f"not known here: {told}")


def _with_nearest(key: str, allowed: Collection[str]) -> str:
    near = get_close_matches(key, sorted(allowed), 1)
    return f"{key} (did you mean {near[0]}?)" if near else key


@contextmanager
def within(where: str) -> Iterator[None]:
    """Faults in here begin with the place that they are in."""
    try:
        yield
    except ContentFault as fault:
        raise ContentFault(f"{where}: {fault}") from None
