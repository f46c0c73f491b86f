"""What may be fetched: every file with its digest, from one revision. Nothing comes without both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from voicebot.errors import ModelError
from voicebot.weights.card import Card

__all__ = ["Wanted", "wanted_files"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to fetch.

    Attributes:
        name: in the model's folder.
        address: where it comes from.
        size: bytes, if known.
        digest: its sha256.
    """

    name: str
    address: str
    size: int | None
    digest: str


def wanted_files(
    card: Card, revision: str | None, digests: Mapping[str, str], base_url: str | None
) -> tuple[Wanted, ...]:
    """Join what the card knows with what the operator gives.

    Args:
        card: the model.
        revision: instead of the card's.
        digests: sha256 by file name, for files whose card has none.
        base_url: a mirror, instead of the scheme and host of the card's address.

    Raises:
        ModelError: ``model_unpinned``, ``model_no_source``.
    """
    template, version = _source(card, revision)
    pins = _pins(card, {name: _digest(name, digest) for name, digest in digests.items()})
    return tuple(
        Wanted(
            name=file.name,
            address=_elsewhere(template.format(revision=version, path=file.path or file.name), base_url),
            size=file.size,
            digest=pins[file.name],
        )
        for file in card.files
    )


def _elsewhere(address: str, base_url: str | None) -> str:
    parts = urlsplit(address)
    return address if base_url is None else base_url.rstrip("/") + urlunsplit(("", "", *parts[2:]))


def _digest(name: str, digest: str) -> str:
    if not re.fullmatch("[0-9a-fA-F]{64}", digest):
        raise ModelError(
            "model_unpinned", f"The sha256 of {name} has 64 hexadecimal digits, which {digest!r} has not."
        )
    return digest.lower()


def _pins(card: Card, given: Mapping[str, str]) -> dict[str, str]:
    """The digest of every file: the card's, else the operator's."""
    if strange := sorted(set(given) - {file.name for file in card.files}):
        raise ModelError("model_unpinned", f"{card.name} has no file called {strange[0]!r}.")
    known = {file.name: file.sha256 or given.get(file.name) for file in card.files}
    if other := [name for name, digest in given.items() if known[name] != digest]:
        raise ModelError(
            "model_unpinned",
            f"The card of {card.name} has another sha256 for {other[0]}. Which is right? If the model was "
            "published anew, change the card.",
        )
    if unknown := [name for name, digest in known.items() if digest is None]:
        options = " ".join(f"--sha256 {name}=…" for name in unknown)
        raise ModelError(
            "model_unpinned",
            f"{card.name} is not fetched: the card has no sha256 for {', '.join(unknown)}, so altered ones "
            f"could not be told. Take the digests from {card.source.page} and give them: {options}",
        )
    return {name: digest for name, digest in known.items() if digest is not None}


def _source(card: Card, revision: str | None) -> tuple[str, str]:
    template, version = card.source.url, revision or card.source.revision
    if template is None:
        raise ModelError(
            "model_no_source",
            f"The card of {card.name} names no address to fetch from. See {card.source.page}.",
        )
    if version is None and "{revision}" in template:
        raise ModelError(
            "model_unpinned",
            f"{card.name} is not fetched: its card has no revision. Choose one at {card.source.page}, give "
            "it with --revision.",
        )
    return template, version or ""
