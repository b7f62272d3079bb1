"""Authenticated encryption of everything personal: AES-256-GCM, keys that rotate.

A sealed value is `version | key id | nonce | ciphertext and tag`. The purpose (which table, column
and row) is authenticated but not stored, so that a value moved to another place does not open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = 1
_KEY_BYTES = 32
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
MARK_BYTES = 1 + _KEY_ID_BYTES
_HEAD_BYTES = MARK_BYTES + _NONCE_BYTES


class VaultError(Exception):
    """A key is missing or malformed, or a value does not open with any key."""


class Vault:
    """Seals with the newest key, opens with whichever key sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take base64 keys of 32 bytes each, newest first.

        Raises:
            VaultError: no key, or one that is not 32 bytes of base64.
        """
        raw = [_decode(key) for key in keys]
        if not raw:
            raise VaultError("no encryption key: make one with `python -m bot keygen`")
        self._ciphers = {_key_id(key): AESGCM(key) for key in raw}
        self._newest = _key_id(raw[0])

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """Encrypt `plain` for one `purpose`."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._newest].encrypt(nonce, plain, purpose.encode())
        return bytes([_VERSION]) + self._newest + nonce + sealed

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """Decrypt what `seal` made.

        Raises:
            VaultError: unknown key, other purpose, or altered bytes.
        """
        key_id = bytes(sealed[1:MARK_BYTES])
        cipher = self._ciphers.get(key_id)
        if cipher is None or sealed[:1] != bytes([_VERSION]):
            raise VaultError("sealed with a key that is not in BOT_ENCRYPTION_KEY")
        nonce = bytes(sealed[MARK_BYTES:_HEAD_BYTES])
        try:
            return cipher.decrypt(nonce, bytes(sealed[_HEAD_BYTES:]), purpose.encode())
        except (InvalidTag, ValueError):
            # ValueError: cut so short that not even a nonce is left.
            raise VaultError("a sealed value was altered or moved") from None

    @property
    def mark(self) -> bytes:
        """What every value begins with that the newest key sealed; `MARK_BYTES` long."""
        return bytes([_VERSION]) + self._newest

    def seal_anew(self, sealed: bytes, purpose: str) -> bytes:
        """The same value, sealed with the newest key; raises as `open` does."""
        return self.seal(self.open(sealed, purpose), purpose)

    def seal_text(self, text: str, purpose: str) -> bytes:
        """Encrypt a text."""
        return self.seal(text.encode(), purpose)

    def open_text(self, sealed: bytes, purpose: str) -> str:
        """Decrypt what `seal_text` made; raises as `open` does."""
        return self.open(sealed, purpose).decode()

    def seal_json(self, value: Any, purpose: str) -> bytes:
        """Encrypt a JSON value."""
        text = json.dumps(value, ensure_ascii=False)
        # Half a character is no reason to refuse: what cannot be stored would come for ever.
        return self.seal(text.encode("utf-8", "surrogatepass"), purpose)

    def open_json(self, sealed: bytes, purpose: str) -> Any:
        """Decrypt what `seal_json` made."""
        return json.loads(self.open(sealed, purpose))


def new_key() -> str:
    """A fresh key: 32 random bytes, base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def key_beside(database: Path) -> str:
    """The key kept next to a SQLite file, made on first use with mode 0600.

    Raises:
        OSError: it can be neither read nor made.
    """
    path = key_file(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    if (found := find_key_beside(database)) is not None:
        return found
    # Under its own name only once it is whole: a start that is cut short leaves none behind.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(new_key())
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text().strip()


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a whole file its name, unless another process was first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.replace(path)


def find_key_beside(database: Path) -> str | None:
    """The key kept next to a SQLite file, if there is one."""
    path = key_file(database)
    return path.read_text(errors="replace").strip() if path.exists() else None


def key_file(database: Path) -> Path:
    """Where the key of a SQLite file stands."""
    return database.with_name("encryption.key")


def _decode(key: str) -> bytes:
    try:
        # Both alphabets are in use: `openssl rand -base64 32` makes a key, too.
        plain = key.strip().replace("+", "-").replace("/", "_")
        raw = base64.b64decode(plain, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY_BYTES:
        raise VaultError("an encryption key must be 32 bytes of base64: `python -m bot keygen`")
    return raw


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"anker key id" + key).digest()[:_KEY_ID_BYTES]
