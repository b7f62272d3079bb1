"""What of a schema programs rest upon, and what a newer one takes away from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, inspect


@dataclass(frozen=True, slots=True)
class Field:
    """One column, as far as who reads or writes it has to know."""

    kind: str
    nullable: bool
    fills_itself: bool

    @property
    def may_be_left_out(self) -> bool:
        return self.nullable or self.fills_itself


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns by `table.column`; what is unique, refers or is checked, by table, columns."""

    fields: Mapping[str, Field]
    unique: frozenset[tuple[str, ...]]
    bound: frozenset[tuple[str, ...]]

    @property
    def tables(self) -> set[str]:
        return {name.partition(".")[0] for name in self.fields}


def shape_of(connection: Connection) -> Shape:
    """The schema as the database has it."""
    seen = inspect(connection)
    fields: dict[str, Field] = {}
    unique, bound = set(), set()
    for table in seen.get_table_names():
        key = seen.get_pk_constraint(table)["constrained_columns"]
        unique.add((table, *key))
        for column in seen.get_columns(table):
            filled = column["default"] is not None or [column["name"]] == key
            fields[f"{table}.{column['name']}"] = Field(
                column["type"].compile(connection.dialect), column["nullable"], filled
            )
        unique |= {(table, *sorted(u["column_names"])) for u in seen.get_unique_constraints(table)}
        for index in seen.get_indexes(table):
            if index["unique"]:
                unique.add((table, *sorted(name or "" for name in index["column_names"])))
        for ref in seen.get_foreign_keys(table):
            bound.add((table, *sorted(ref["constrained_columns"])))
        for check in seen.get_check_constraints(table):
            bound.add((table, check["sqltext"]))
    return Shape(fields, frozenset(unique), frozenset(bound))


def broken(before: Shape, after: Shape, unused: set[str]) -> list[str]:
    """Why programs made for `before` cannot go on with `after`; empty: they can.

    `unused`: tables, and columns as `table.column`, that those programs do not name.
    """
    return [*_gone(before, after, unused), *_changed(before, after), *_asked(before, after)]


def _gone(before: Shape, after: Shape, unused: set[str]) -> Iterator[str]:
    for table in before.tables - after.tables - unused:
        yield f"{table} is gone"
    for name in before.fields.keys() - after.fields.keys() - unused:
        if name.partition(".")[0] in after.tables:
            yield f"{name} is gone"


def _changed(before: Shape, after: Shape) -> Iterator[str]:
    for name in before.fields.keys() & after.fields.keys():
        was, now = before.fields[name], after.fields[name]
        if was.kind != now.kind:
            # A statement that PostgreSQL has prepared for a running program fails then.
            yield f"{name} was {was.kind} and is {now.kind}"
        if was.nullable and not now.nullable:
            yield f"{name} may not be empty any more"
        if was.may_be_left_out and not now.may_be_left_out:
            yield f"{name} has to be given"


def _asked(before: Shape, after: Shape) -> Iterator[str]:
    for name in after.fields.keys() - before.fields.keys():
        if name.partition(".")[0] in before.tables and not after.fields[name].may_be_left_out:
            yield f"{name} has to be given"
    for table, *names in before.unique - after.unique:
        if {f"{table}.{name}" for name in names} <= after.fields.keys():
            yield f"{table} ({', '.join(names)}) is not unique any more"
    for table, *names in (after.unique - before.unique) | (after.bound - before.bound):
        new = {f"{table}.{name}" for name in names} & (after.fields.keys() - before.fields.keys())
        free = len(new) == len(names) and all(after.fields[name].nullable for name in new)
        if table in before.tables and not free:
            yield f"{table} ({', '.join(names)}) has a new rule"
