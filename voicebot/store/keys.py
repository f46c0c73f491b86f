"""Keys for what must not be read from a stolen disk: how somebody can be reached, photos and sounds.

The newest key seals, every key opens, so that keys can be changed while the desk runs. They come from the
settings, or from a file in the data folder that only its owner may read, made at the first use. Without them
nobody can be called back: they are backed up apart from the database.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from voicebot.errors import StoreError
from voicebot.settings import Settings

__all__ = ["Keyring", "load_keyring", "new_key", "normal_phone", "write_keys"]


def normal_phone(phone: str) -> str:
    """A number as digits, Korea's code taken off: ``+82 10-1234-5678`` → ``01012345678``."""
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("82") else digits


class Keyring:
    """Seals and opens contacts, and hashes telephone numbers for look-up.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64), the newest first.

    Raises:
        StoreError: there is none, or one is no key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise StoreError(
                "keys_invalid", "A key must be 32 bytes in URL-safe base64; make one with db rotate-keys."
            ) from error
        self._pepper = [hmac.digest(key.encode(), b"telephone numbers", hashlib.sha256) for key in keys]
        self._askers = hmac.digest(keys[0].encode(), b"askers", hashlib.sha256)
        self._signers = [hmac.digest(key.encode(), b"signatures", hashlib.sha256) for key in keys]

    def seal(self, contact: dict[str, str]) -> str:
        """Encrypt with the newest key."""
        return self._fernet.encrypt(json.dumps(contact, ensure_ascii=False).encode()).decode()

    def open(self, sealed: str) -> dict[str, str]:
        """Decrypt with whichever key fits.

        Raises:
            StoreError: ``key_missing``: it was sealed with a key that is not here.
        """
        try:
            opened: dict[str, str] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise StoreError(
                "key_missing", "Something was sealed with a key that is not here; bring back the key file."
            ) from error
        return opened

    def columns(self, contact: Mapping[str, str]) -> dict[str, str | None]:
        """A contact as a row keeps it: ``contact``, sealed, and ``phone_hash``; both empty for none."""
        hashes = self.person_hashes(contact)
        return {
            "contact": self.seal(dict(contact)) if contact else None,
            "phone_hash": hashes[0] if hashes else None,
        }

    def person_hashes(self, contact: Mapping[str, str]) -> list[str]:
        """What tells one person from another, by every key: the telephone number, else the e-mail.

        Empty for who left neither: two people may have one name, and one address.
        """
        if phone := contact.get("phone"):
            return self.phone_hashes(phone)
        mail = contact.get("email", "").strip().casefold()
        return self._hashes(f"mail {mail}") if mail else []

    def phone_hash(self, phone: str) -> str:
        """A telephone number as it is kept for look-up, by the newest key."""
        return self.phone_hashes(phone)[0]

    def phone_hashes(self, phone: str) -> list[str]:
        """The same by every key, for look-up while keys are being changed."""
        return self._hashes(normal_phone(phone))

    def _hashes(self, text: str) -> list[str]:
        return [hmac.new(pepper, text.encode(), hashlib.sha256).hexdigest() for pepper in self._pepper]

    def asker_hash(self, asker: str) -> str:
        """Who asks, such as a network address, as it is kept while wrong tries are counted."""
        return hmac.new(self._askers, asker.encode(), hashlib.sha256).hexdigest()

    def signatures(self, purpose: str, message: str) -> list[str]:
        """What only this desk makes of a message (64 characters): by the newest key, then by older ones.

        Args:
            purpose: so that what was signed for one thing is worth nothing for another.
            message: any text.
        """
        text = f"{purpose}\n{message}".encode()
        return [hmac.new(signer, text, hashlib.sha256).hexdigest() for signer in self._signers]


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def load_keyring(settings: Settings) -> Keyring:
    """The keys of the settings, or of the key file, which is made when there is none.

    Raises:
        StoreError: others may read the file (``keys_exposed``), or a key is none (``keys_invalid``).
    """
    if settings.keys:
        return Keyring([key.get_secret_value() for key in settings.keys])
    path = settings.keys_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
    if path.stat().st_mode & 0o077:
        raise StoreError("keys_exposed", f"Others may read {path}; put it right with chmod 600.")
    return Keyring(path.read_text().split())


def _make(path: Path) -> None:
    """Make the file whole or not at all: two desks that start at once must agree on one key."""
    own = path.with_name(f"{path.name}.{os.getpid()}")
    _write(own, [new_key()])
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def write_keys(path: Path, keys: Sequence[str]) -> None:
    """Replace the key file; at no moment is it half written or readable by others."""
    new = path.with_name(f"{path.name}.new")
    _write(new, keys)
    new.replace(path)


def _write(path: Path, keys: Sequence[str]) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
