"""Files that a stolen disk does not show: AES-256-GCM, piece by piece, under a key of each file's own.

That key stands in the file's head, sealed by the keyring. So a new key of the desk changes heads only, and
what was sealed by an older one opens as contacts do. A file without the head is one that an older desk wrote
in the open: it is read as it is, and sealed when keys are changed.
"""

from __future__ import annotations

import os
import shutil
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM

from voicebot.errors import StoreError
from voicebot.store.keys import Keyring

__all__ = ["opened", "pieces", "reseal_file", "seal_file"]

_MAGIC = b"\x89voicebot sealed 1\n"
"""No picture and no sound begins like this."""

_PIECE = 1 << 20
"""Bytes in memory at once besides what is asked for."""

_KEY, _NONCE, _TAG = 32, 12, 16
_LENGTH = struct.Struct(">H")


def pieces(content: bytes) -> Iterator[memoryview]:
    """A file in memory as it is sealed, without copying it."""
    whole = memoryview(content)
    return (whole[at : at + _PIECE] for at in range(0, len(content), _PIECE))


def seal_file(path: Path, content: Iterable[bytes | memoryview], keyring: Keyring, name: str = "") -> None:
    """Write a new file that only its owner may read, sealed, down to the disk.

    Args:
        path: where; must not be there yet.
        content: in pieces.
        keyring: seals the file's key.
        name: by which it will be opened, so that no file can be put in another's place; its own if left out.
    """
    key, nonce = os.urandom(_KEY), os.urandom(_NONCE)
    encryptor = _cipher(key, nonce).encryptor()
    encryptor.authenticate_additional_data((name or path.name).encode())
    with _new(path) as file:
        file.write(_head(key, keyring) + nonce)
        file.writelines(encryptor.update(piece) for piece in content)
        file.write(encryptor.finalize() + encryptor.tag)


def opened(path: Path, keyring: Keyring) -> Iterator[bytes]:
    """What is in a file, in pieces; believe none of it before the last has come.

    Raises:
        FileNotFoundError: it is not there.
        StoreError: ``key_missing``, or ``file_damaged``: it is not what was sealed under this name.
    """
    with path.open("rb") as file:
        key = _key(file, keyring)
        if key is None:
            yield from iter(lambda: file.read(_PIECE), b"")
        else:
            yield from _unsealed(file, key, path.name)


def reseal_file(path: Path, keyring: Keyring) -> None:
    """Seal a file with the newest key, of a sealed one only the head; at no moment is it half written.

    Raises:
        FileNotFoundError: it is not there.
        StoreError: ``key_missing``, or ``file_damaged``.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    try:
        with path.open("rb") as file:
            key = _key(file, keyring)
            if key is None:
                seal_file(new, iter(lambda: file.read(_PIECE), b""), keyring, path.name)
            else:
                with _new(new) as again:
                    again.write(_head(key, keyring))
                    shutil.copyfileobj(file, again, _PIECE)
        new.replace(path)
        _settle(path.parent)
    finally:
        new.unlink(missing_ok=True)


def _head(key: bytes, keyring: Keyring) -> bytes:
    sealed = keyring.seal({"file": b64encode(key).decode()}).encode()
    return _MAGIC + _LENGTH.pack(len(sealed)) + sealed


def _key(file: BinaryIO, keyring: Keyring) -> bytes | None:
    """Read the head: the file's key; nothing, and the file at its beginning, where it has none."""
    if file.read(len(_MAGIC)) != _MAGIC:
        file.seek(0)
        return None
    length = file.read(_LENGTH.size)
    sealed = file.read(_LENGTH.unpack(length)[0]) if len(length) == _LENGTH.size else b""
    if not sealed.isascii():
        raise _damaged()
    return b64decode(keyring.open(sealed.decode()).get("file", ""))


def _unsealed(file: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    nonce = file.read(_NONCE)
    left = os.fstat(file.fileno()).st_size - file.tell() - _TAG
    if len(key) != _KEY or left < 0:
        raise _damaged()
    decryptor = _cipher(key, nonce).decryptor()
    decryptor.authenticate_additional_data(name.encode())
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        left -= len(piece)
        yield decryptor.update(piece)
    try:
        decryptor.finalize_with_tag(file.read(_TAG))
    except (InvalidTag, ValueError) as error:
        raise _damaged() from error


def _damaged() -> StoreError:
    return StoreError("file_damaged", "A photo or sound is not what was kept; take it from a backup.")


def _cipher(key: bytes, nonce: bytes) -> Cipher[GCM]:
    return Cipher(AES256(key), GCM(nonce))


@contextmanager
def _new(path: Path) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Bring the names in a folder down to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
