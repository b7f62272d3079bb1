"""What all tables share."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER; PostgreSQL needs the wide type.
Id = BigInteger().with_variant(Integer(), "sqlite")
# `sqlite_autoincrement`: else SQLite gives the number of a deleted row again, and an old button
# would mean something new. PostgreSQL never does.


def client_ref(nullable: bool = False) -> Column[int]:
    """Whose row it is: it goes with the client."""
    return Column(
        "client_id", Id, ForeignKey("client.id", ondelete="CASCADE"), nullable=nullable, index=True
    )


def index_where(name: str, *columns: str, where: str) -> Index:
    """An index of those rows alone."""
    condition = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)
