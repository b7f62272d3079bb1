"""The database that the settings name, and its key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, SettingsError
from bot.store.errors import StoreError
from bot.store.opening import open_store
from bot.vault import VaultError, new_key
from tests.store.databases import KEY, url_of


def _settings(**values: Any) -> Settings:
    return Settings(**{"_env_file": None, **values})


def _of_file(path: Path, **values: Any) -> Settings:
    return _settings(database_url=url_of(path), **values)


def test_a_file_without_a_key_gets_one_beside_it_for_its_owner_alone(tmp_path: Path) -> None:
    open_store(_of_file(tmp_path / "data" / "anker.db"))
    key = tmp_path / "data" / "encryption.key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_key_beside_the_file_is_used_again(tmp_path: Path) -> None:
    settings = _of_file(tmp_path / "anker.db")
    sealed = open_store(settings).vault.seal(b"dag", "x")
    assert open_store(settings).vault.open(sealed, "x") == b"dag"


def test_a_key_in_the_settings_goes_before_the_one_beside_the_file(tmp_path: Path) -> None:
    sealed = open_store(_of_file(tmp_path / "anker.db")).vault.seal(b"dag", "x")
    given = open_store(_of_file(tmp_path / "anker.db", encryption_key=new_key()))
    with pytest.raises(VaultError):
        given.vault.open(sealed, "x")


def test_no_key_is_made_when_the_settings_have_one(tmp_path: Path) -> None:
    open_store(_of_file(tmp_path / "anker.db", encryption_key=new_key()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("between", [",", " ", ", ", "\n"])
def test_several_keys_allow_rotation(tmp_path: Path, between: str) -> None:
    old, new = new_key(), new_key()
    sealed = open_store(_of_file(tmp_path / "a.db", encryption_key=old)).vault.seal(b"dag", "x")
    both = _of_file(tmp_path / "a.db", encryption_key=f"{new}{between}{old}")
    assert open_store(both).vault.open(sealed, "x") == b"dag"


def test_postgres_without_a_key_names_the_setting_and_the_mend() -> None:
    settings = _settings(database_url="postgresql+asyncpg://x@/anker")
    with pytest.raises(SettingsError, match=r"BOT_ENCRYPTION_KEY is missing: .*bot keygen"):
        open_store(settings)


MALFORMED = {
    "short": "kort",
    "not ascii": "é" * 44,
    "the second one": f"{KEY},kort",
    "only commas": "  ,  ",
}


@pytest.mark.parametrize("key", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_key_in_the_settings_is_named_and_not_shown(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match=r"BOT_ENCRYPTION_KEY is wrong: .*bot keygen") as found:
        open_store(_of_file(tmp_path / "anker.db", encryption_key=key))
    assert "kort" not in str(found.value)


@pytest.mark.parametrize("content", ["", "kort", "\x00" * 44])
def test_a_damaged_key_beside_the_file_is_named_and_left_alone(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "encryption.key").write_text(content)
    with pytest.raises(
        StoreError, match=r"encryption\.key is damaged.*key of this database.*BOT_ENCRYPTION_KEY"
    ) as told:
        open_store(_of_file(tmp_path / "anker.db"))
    assert ("file is empty" in str(told.value)) is (not content)
    assert "keygen" not in str(told.value), "a new one opens nothing"
    assert (tmp_path / "encryption.key").read_text() == content


def test_a_key_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="neither read nor made"):
        open_store(_of_file(tmp_path / "file" / "anker.db"))


def test_a_key_is_not_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no encryption\.key in"):
        open_store(_of_file(tmp_path / "anker.db"), make_key=False)
    assert list(tmp_path.iterdir()) == []


def test_a_database_whose_key_is_gone_gets_no_new_one(tmp_path: Path) -> None:
    (tmp_path / "anker.db").write_bytes(b"somebody's database")
    with pytest.raises(StoreError, match=r"no encryption\.key in .*of this database.*BOT_ENCR"):
        open_store(_of_file(tmp_path / "anker.db"))
    assert [found.name for found in tmp_path.iterdir()] == ["anker.db"]


def test_the_file_with_the_key_may_hold_several(tmp_path: Path) -> None:
    settings = _of_file(tmp_path / "anker.db")
    sealed = open_store(settings).vault.seal(b"dag", "x")
    key = tmp_path / "encryption.key"
    key.write_text(f"{new_key()}\n{key.read_text()}")
    vault = open_store(settings).vault
    assert vault.open(sealed, "x") == b"dag"
    assert not vault.seal(b"dag", "x").startswith(sealed[:5])


def test_a_malformed_address_is_named_without_the_password() -> None:
    settings = _settings(
        database_url="postgresql+asyncpg://anker:geheim@host:poort/anker", encryption_key=new_key()
    )
    with pytest.raises(SettingsError, match="BOT_DATABASE_URL is wrong: use") as caught:
        open_store(settings)
    assert "geheim" not in str(caught.value)
