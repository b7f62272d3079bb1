"""The database that the settings name: opened, brought up to date."""

from __future__ import annotations

from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from bot.store import rotation
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.lost import is_there, refuse_to_begin_anew
from bot.store.schema import current_version, prepare, require_version
from bot.store.tombstones import Tombstones
from bot.vault import Vault, VaultError, find_key_beside, key_beside


def open_store(settings: Settings, *, make_key: bool = True) -> Store:
    """The database of these settings, with its key.

    `make_key`: a SQLite file that is not there yet may be made, with a key beside it.

    Raises:
        SettingsError: a key or an address that is wrong, or PostgreSQL without a key.
        StoreError: the key beside the file is damaged or missing, or a driver is; or the file is
            gone or empty, and there was one.
    """
    if make_key:
        require_none_lost(settings)
    vault = open_vault(settings, make_key=make_key)
    try:
        return Store(settings.database_url, vault, Tombstones(settings.erasures_path))
    except (ArgumentError, ValueError):
        # What SQLAlchemy says of it could quote the password.
        raise SettingsError(
            "BOT_DATABASE_URL is wrong: use postgresql+asyncpg://host:5432/name, with user and"
            " password before the host, and % & @ : / in them written as %25 %26 %40 %3A %2F"
        ) from None


def require_there(settings: Settings) -> None:
    """See that there is a file, before its key is looked for; a server is found by asking it.

    Raises:
        StoreError: there is none.
    """
    require_none_lost(settings)
    path = settings.sqlite_path
    if path is not None and not path.exists():
        raise StoreError(f"there is no database at {path} yet: see BOT_DATABASE_URL")


def require_none_lost(settings: Settings) -> None:
    """See that there was no file where none is; before it is opened, for SQLite makes one, and
    throws away the log that lies beside an empty one.

    Raises:
        StoreError: there was one.
    """
    path = settings.sqlite_path
    if path is not None and not is_there(path):
        refuse_to_begin_anew(path, Tombstones(settings.erasures_path))


def open_vault(settings: Settings, *, make_key: bool = True) -> Vault:
    """The vault with the key of these settings; raises as `open_store` does."""
    if settings.encryption_key is not None:
        try:
            return Vault(_split(settings.encryption_key.get_secret_value()))
        except VaultError as error:
            raise SettingsError(f"BOT_ENCRYPTION_KEY is wrong: {error}") from None
    path = settings.sqlite_path
    if path is None:
        raise SettingsError(
            "BOT_ENCRYPTION_KEY is missing: make one with `python -m bot keygen` and keep it safe"
        )
    try:
        # A database that is there has a key somewhere: a new one would only stand in its way.
        fresh = make_key and not is_there(path)
        key = key_beside(path) if fresh else find_key_beside(path)
    except OSError as error:
        raise StoreError(
            f"the key in {path.with_name('encryption.key')} can be neither read nor made"
            f" ({error.strerror}): see BOT_DATABASE_URL and who may write there"
        ) from None
    if key is None:
        raise StoreError(
            f"there is no encryption.key in {path.parent}: put the key of this database there,"
            " or in BOT_ENCRYPTION_KEY"
        )
    try:
        return Vault(_split(key))
    except VaultError:
        # Not as it is said of a setting: a new key would open nothing of this database.
        how = "is damaged" if _split(key) else "is damaged: the file is empty"
        raise StoreError(
            f"the key in {path.with_name('encryption.key')} {how}; put the key of this database"
            " there, or in BOT_ENCRYPTION_KEY"
        ) from None


def _split(keys: str) -> list[str]:
    """Several keys, newest first: on lines of their own, or with commas or blanks between."""
    return keys.replace(",", " ").split()


async def migrate(settings: Settings) -> str | None:
    """Bring the schema up to date; gives its version.

    Raises:
        SettingsError, StoreError: as `open_store` and `prepare` do, or another process uses it.
    """
    store = open_store(settings)
    try:
        store.hold_alone()
        await prepare(store)
        return await current_version(store)
    finally:
        await store.close()


async def reencrypt(settings: Settings) -> int:
    """Seal everything with the newest key; gives how many values were sealed with another.

    Raises:
        SettingsError, StoreError: as `open_store`, `examine` and `rotation.seal_anew` do.
    """
    require_there(settings)
    store = open_store(settings, make_key=False)
    try:
        await require_version(store)
        return await rotation.seal_anew(store)
    finally:
        await store.close()
