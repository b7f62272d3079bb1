"""Moving to another database: copied, compared, and only then told to be the same."""

from __future__ import annotations

from bot.settings import Settings
from bot.store import copying, dialect
from bot.store.backup import refuse_if_used
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.opening import open_store, open_vault, require_there
from bot.store.schema import current_version, errors_named, prepare, require_version
from bot.store.tables import SCHEMA_VERSION
from bot.store.tombstones import Tombstones


async def copy_to(settings: Settings, target: Settings) -> list[str]:
    """Copy everything into the empty database of `target`; gives a line for each table.

    Raises:
        StoreError: there is no database, the bot runs, the target is not empty, or it does not
            hold the same in the end.
    """
    if settings.database_url == target.database_url:
        raise StoreError("this is the database itself: name another one with --to")
    require_there(settings)
    source = open_store(settings, make_key=False)
    # The values stay sealed as they are, so the target has the same keys.
    into = Store(target.database_url, open_vault(settings, make_key=False))
    try:
        source.hold_alone()
        into.hold_alone()
        with errors_named(source):
            await require_version(source)
            await refuse_if_used(source)
        with errors_named(into):
            await _see_that_it_is_new(into)
            found = await _copy(source, into)
        _take_tombstones_along(settings, target)
    finally:
        await into.close()
        await source.close()
    return [f"{name}: {digest.rows} rows, {digest.mark}" for name, digest in found.items()]


async def _see_that_it_is_new(into: Store) -> None:
    """Not even brought up to date is what holds anything already."""
    version = await current_version(into)
    if version is None:
        await prepare(into, anew=True)
    async with into.read() as tx:
        new = version in (None, SCHEMA_VERSION) and await copying.is_empty(tx)
    if not new:
        raise StoreError("the target is not empty: nothing was copied; name an empty database")


async def _copy(source: Store, into: Store) -> copying.Digests:
    async with source.read(patient=True) as one, into.write(patient=True) as tx:
        await dialect.one_moment(one)
        await copying.clear(tx)
        return await copying.copy_all(one, tx)


def _take_tombstones_along(settings: Settings, target: Settings) -> None:
    if settings.erasures_path == target.erasures_path:
        return
    Tombstones(target.erasures_path).put_all(Tombstones(settings.erasures_path).read())
