"""The database that the settings name."""

from __future__ import annotations

from bot.settings import Settings, SettingsError
from bot.store.engine import Store
from bot.vault import Vault, key_beside


def open_store(settings: Settings) -> Store:
    """The database of these settings, with its key.

    Raises:
        SettingsError: PostgreSQL without a key.
        bot.vault.VaultError: a key that is none.
    """
    if settings.encryption_key is not None:
        keys = settings.encryption_key.get_secret_value().replace(",", " ").split()
    elif settings.sqlite_path is not None:
        keys = [key_beside(settings.sqlite_path)]
    else:
        raise SettingsError(
            "BOT_ENCRYPTION_KEY is missing: make one with `python -m bot keygen` and keep it safe"
        )
    return Store(settings.database_url, Vault(keys))
