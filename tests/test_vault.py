"""Sealing: what goes in comes out, for its purpose, with its key, unaltered, or not at all."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.vault import Vault, VaultError, find_key_beside, key_beside, new_key

KEY, OTHER = new_key(), new_key()
VAULT = Vault([KEY])

texts = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(plain=st.binary(max_size=4_096), purpose=texts)
def test_what_is_sealed_opens(plain: bytes, purpose: str) -> None:
    assert VAULT.open(VAULT.seal(plain, purpose), purpose) == plain


@given(value=json_values)
def test_a_json_value_comes_back_as_it_was(value: Any) -> None:
    assert VAULT.open_json(VAULT.seal_json(value, "x"), "x") == value


@given(plain=st.binary(min_size=4, max_size=200))
def test_what_is_sealed_does_not_show(plain: bytes) -> None:
    assert plain not in VAULT.seal(plain, "x")


@given(plain=st.binary(max_size=64), data=st.data())
def test_one_altered_bit_anywhere_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(VAULT.seal(plain, "x"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(VaultError):
        VAULT.open(bytes(sealed), "x")


@given(plain=st.binary(max_size=64), data=st.data())
def test_a_value_cut_short_or_made_longer_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = VAULT.seal(plain, "x")
    end = data.draw(st.integers(0, len(sealed) - 1))
    for altered in (sealed[:end], sealed + b"\x00"):
        with pytest.raises(VaultError):
            VAULT.open(altered, "x")


@given(garbage=st.binary(max_size=200))
def test_garbage_does_not_open(garbage: bytes) -> None:
    with pytest.raises(VaultError):
        VAULT.open(garbage, "x")


@given(one=texts, other=texts)
def test_a_value_moved_to_another_place_does_not_open(one: str, other: str) -> None:
    assume(one != other)
    with pytest.raises(VaultError, match="altered or moved"):
        VAULT.open(VAULT.seal(b"dag", one), other)


def test_the_same_words_never_look_the_same_twice() -> None:
    assert len({VAULT.seal(b"dag", "x") for _ in range(1_000)}) == 1_000


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(VaultError, match="BOT_ENCRYPTION_KEY"):
        Vault([OTHER]).open(VAULT.seal(b"dag", "x"), "x")


def test_after_rotation_the_old_key_opens_and_the_new_one_seals() -> None:
    rotated = Vault([OTHER, KEY])
    assert rotated.open(VAULT.seal(b"vroeger", "x"), "x") == b"vroeger"
    assert Vault([OTHER]).open(rotated.seal(b"nu", "x"), "x") == b"nu"
    with pytest.raises(VaultError):
        VAULT.open(rotated.seal(b"nu", "x"), "x")


def test_a_key_named_twice_is_one_key() -> None:
    assert Vault([KEY, KEY]).open(VAULT.seal(b"dag", "x"), "x") == b"dag"


def test_a_vault_without_a_key_is_refused_with_the_mend() -> None:
    with pytest.raises(VaultError, match="bot keygen"):
        Vault([])


MALFORMED = {
    "empty": "",
    "short": base64.urlsafe_b64encode(bytes(31)).decode(),
    "long": base64.urlsafe_b64encode(bytes(33)).decode(),
    "no padding": KEY.rstrip("="),
    "hexadecimal": bytes(32).hex(),
    "a stranger in it": KEY[:10] + "!" + KEY[10:],
    "a space in it": KEY[:10] + " " + KEY[10:],
    "not ascii": "é" * 44,
    "a password": "geheim",
}


@pytest.mark.parametrize("key", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_key_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(VaultError, match="32 bytes of base64") as caught:
        Vault([KEY, key])
    assert not key or key not in str(caught.value)


def test_both_ways_to_write_base64_are_one_key() -> None:
    raw = b"\xfb\xff" * 16
    usual, for_urls = base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()
    assert usual != for_urls
    assert Vault([f" {usual}\n"]).open(Vault([for_urls]).seal(b"dag", "x"), "x") == b"dag"


def test_a_new_key_is_new_each_time_and_fits() -> None:
    assert new_key() != new_key()
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}=", new_key())


def test_a_key_beside_a_database_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    database = tmp_path / "data" / "anker.db"
    assert find_key_beside(database) is None
    key = key_beside(database)
    assert key_beside(database) == find_key_beside(database) == key
    assert (tmp_path / "data" / "encryption.key").stat().st_mode & 0o777 == 0o600


def test_many_that_need_a_key_at_once_get_the_same_one(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [
        Thread(target=lambda: found.append(key_beside(tmp_path / "anker.db"))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    Vault(found)
