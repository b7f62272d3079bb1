"""The database that the settings name: opened, brought up to date."""

from __future__ import annotations

from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError
from bot.store.engine import Store, StoreError
from bot.store.schema import current_version, prepare
from bot.vault import Vault, VaultError, find_key_beside, key_beside


def open_store(settings: Settings, *, make_key: bool = True) -> Store:
    """The database of these settings, with its key.

    `make_key`: a SQLite file that has no key yet gets one beside it.

    Raises:
        SettingsError: a key or an address that is wrong, or PostgreSQL without a key.
        StoreError: the key beside the file is damaged or missing, or a driver is.
    """
    vault = open_vault(settings, make_key=make_key)
    try:
        return Store(settings.database_url, vault)
    except (ArgumentError, ValueError):
        # What SQLAlchemy says of it could quote the password.
        raise SettingsError(
            "BOT_DATABASE_URL is wrong: use postgresql+asyncpg://host:5432/name, with user and"
            " password before the host, and % & @ : / in them written as %25 %26 %40 %3A %2F"
        ) from None


def open_vault(settings: Settings, *, make_key: bool = True) -> Vault:
    """The vault with the key of these settings; raises as `open_store` does."""
    if settings.encryption_key is not None:
        try:
            return Vault(settings.encryption_key.get_secret_value().replace(",", " ").split())
        except VaultError as error:
            raise SettingsError(f"BOT_ENCRYPTION_KEY is wrong: {error}") from None
    path = settings.sqlite_path
    if path is None:
        raise SettingsError(
            "BOT_ENCRYPTION_KEY is missing: make one with `python -m bot keygen` and keep it safe"
        )
    try:
        key = key_beside(path) if make_key else find_key_beside(path)
    except OSError as error:
        raise StoreError(
            f"the key in {path.with_name('encryption.key')} can be neither read nor made"
            f" ({error.strerror}): see BOT_DATABASE_URL and who may write there"
        ) from None
    if key is None:
        raise StoreError(
            f"there is no encryption.key in {path.parent}: put the key there, or in"
            " BOT_ENCRYPTION_KEY"
        )
    try:
        return Vault([key])
    except VaultError as error:
        raise StoreError(
            f"the key in {path.with_name('encryption.key')} is damaged ({error}): put the right"
            " one there, or in BOT_ENCRYPTION_KEY"
        ) from None


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
