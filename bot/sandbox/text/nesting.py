"""Which entities may lie in which, and how Telegram mends those that may not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Entity = dict[str, Any]

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
FIXED = frozenset({"pre", "code", "date_time"})
# Outermost first where two begin and end together; what is not here lies between (50).
_PRIORITY = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "date_time": 30,
    "text_link": 49, "text_mention": 49, "bold": 90, "italic": 91, "underline": 92,
    "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip


def sort_entities(entities: list[Entity]) -> list[Entity]:
    return sorted(
        entities, key=lambda e: (e["offset"], -e["length"], _PRIORITY.get(e["type"], 50))
    )


def untangle(entities: list[Entity]) -> list[Entity]:
    """Entities sorted, none crossing: styles are split, of two crossing others the first stays."""
    entities = sort_entities(entities)
    if len(entities) < 2:
        return entities
    styles = [e for e in entities if e["type"] in SPLITTABLE]
    quotes = _apart([e for e in entities if e["type"] in QUOTES])
    others = _apart([e for e in entities if e["type"] not in (*SPLITTABLE, *QUOTES)])
    others = [e for e in others if not any(_cross(e, q) for q in quotes)]
    solid = sort_entities(others + quotes)
    return sort_entities(solid + _split_styles(styles, solid))


def _apart(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    end = 0
    for entity in entities:
        if entity["offset"] >= end:
            kept.append(entity)
            end = entity["offset"] + entity["length"]
    return kept


def _cross(one: Entity, quote: Entity) -> bool:
    """True when they overlap and `one` is not inside the quote."""
    start, end = one["offset"], one["offset"] + one["length"]
    left, right = quote["offset"], quote["offset"] + quote["length"]
    return bool(start < right and left < end and not (left <= start and end <= right))


def _split_styles(styles: list[Entity], solid: list[Entity]) -> list[Entity]:
    """Each style as the union of its spans, cut where another entity begins or ends inside it."""
    if not styles:
        return []
    spans = {kind: _union(styles, kind) for kind in SPLITTABLE}
    fixed = [(e["offset"], e["offset"] + e["length"]) for e in solid if e["type"] in FIXED]
    cuts = {point for e in solid for point in (e["offset"], e["offset"] + e["length"])}
    result: list[Entity] = []
    for place, kind in enumerate(SPLITTABLE):
        inner_cuts = cuts | _beginnings_of_others(spans, place)
        for start, end in spans[kind]:
            for left, right in _pieces(start, end, inner_cuts):
                if not any(a <= left and right <= b for a, b in fixed):
                    result.append({"type": kind, "offset": left, "length": right - left})
    return result


def _union(styles: list[Entity], kind: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for entity in styles:
        if entity["type"] != kind:
            continue
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _beginnings_of_others(spans: dict[str, list[tuple[int, int]]], place: int) -> set[int]:
    """A style is cut where another one begins, so that no two cross."""
    others = [kind for index, kind in enumerate(SPLITTABLE) if index != place]
    return {start for kind in others for start, _ in spans[kind]}


def _pieces(start: int, end: int, cuts: set[int]) -> list[tuple[int, int]]:
    points = [start, *sorted(p for p in cuts if start < p < end), end]
    return list(pairwise(points))
