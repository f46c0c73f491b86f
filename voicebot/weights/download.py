"""Bringing one file over HTTP: going on where a connection broke, kept only if it is the right one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
from rich.progress import Progress, TaskID

from voicebot.errors import ModelError
from voicebot.settings import settings
from voicebot.weights.check import check_file, sha256_of
from voicebot.weights.pins import Wanted

__all__ = ["download"]

_TRIES = 5
"""Connections for one file in one run."""
_PAUSE_S = 0.5
"""Before the second connection; a little longer before each that follows."""


def download(client: httpx.Client, progress: Progress, wanted: Wanted, folder: Path) -> None:
    """Bring a file into a folder, through a ``.part`` file that a later run goes on with.

    Raises:
        ModelError: ``model_fetch_failed``, ``model_truncated``, ``model_altered``.
    """
    done = folder / wanted.name
    part = done.with_name(f"{done.name}.{wanted.digest[:12]}.part")
    if done.is_file() and sha256_of(done) == wanted.digest:
        return
    done.parent.mkdir(parents=True, exist_ok=True)
    task = progress.add_task(wanted.name, total=wanted.size)
    for attempt in range(1, _TRIES + 1):
        try:
            _receive(client, progress, task, wanted, part)
            break
        except httpx.TransportError as error:
            if attempt == _TRIES:
                raise _failed(wanted, f"{type(error).__name__} {error}. Run it again to go on") from error
            time.sleep(_PAUSE_S * attempt)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(wanted, f"{type(error).__name__} {error}") from error
    _accept(part, done, wanted)


def _receive(client: httpx.Client, progress: Progress, task: TaskID, wanted: Wanted, part: Path) -> None:
    """One connection: ask for what is missing, and start over if the server sends everything."""
    have = part.stat().st_size if part.is_file() else 0
    if have == wanted.size:
        return
    with client.stream("GET", wanted.address, headers={"Range": f"bytes={have}-"} if have else {}) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # everything is here; the digest decides
        if not answer.is_success:
            raise _failed(wanted, f"the server answered {answer.status_code}")
        have = have if _goes_on(answer, have) else 0
        with part.open("ab" if have else "wb") as out:
            for block in answer.iter_raw():
                have += len(block)
                if wanted.size is not None and have > wanted.size:
                    part.unlink()
                    raise _failed(wanted, f"it sends more than the {wanted.size:,} bytes of the card")
                out.write(block)
                progress.update(task, completed=have)
    if wanted.size is not None and have < wanted.size:
        raise httpx.ReadError(f"the answer ended after {have:,} of {wanted.size:,} bytes")


def _goes_on(answer: httpx.Response, have: int) -> bool:
    """Whether the answer starts where the part ends."""
    start = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return answer.status_code == httpx.codes.PARTIAL_CONTENT and start is not None and int(start[1]) == have


def _accept(part: Path, done: Path, wanted: Wanted) -> None:
    """Keep the file if it is the right one; otherwise drop it, so that the next run starts clean."""
    what = f"The file {wanted.name} from {wanted.address}"
    try:
        check_file(part, wanted.size, wanted.digest, what, "It is not kept.")
    except ModelError:
        part.unlink(missing_ok=True)
        raise
    part.rename(done)


def _failed(wanted: Wanted, why: str) -> ModelError:
    return ModelError(
        "model_fetch_failed",
        f"Fetching {wanted.address} failed: {why}. Without a network, copy the model's folder into "
        f"{settings().weights_dir} instead.",
    )
