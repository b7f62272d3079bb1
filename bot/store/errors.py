"""What a database fails with, told apart from what our own statements bring about."""

from __future__ import annotations

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)


class StoreError(Exception):
    """The database cannot be used; the text says why and what to do."""


class ErasuresError(StoreError):
    """The list of who was erased is out of reach; the database itself is well."""


_OF_OTHERS = (
    IntegrityError, DataError, ProgrammingError, NotSupportedError, ErasuresError,
)  # fmt: skip
_OUR_OWN = frozenset(["0A", "21", "22", "23", "42"])
"""Classes of PostgreSQL's error codes that a statement of ours brings about, however often it is
tried: what it does not do, wrong numbers of rows, values, constraints, names. Some of them come as
a plain `DBAPIError`.
"""


def is_database_error(error: BaseException) -> bool:
    """Whether the database, rather than our own code, is what failed."""
    if isinstance(error, _OF_OTHERS):
        return False
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    if code[:2] in _OUR_OWN:
        return False
    return isinstance(error, (DBAPIError, StoreError, ConnectionError))
