"""Files on their way to the desk: each is written to disk as it comes, under a name of the desk's own."""

from __future__ import annotations

import re
import secrets
from pathlib import Path, PurePosixPath

from starlette.responses import JSONResponse, Response

from voicebot.civic.scripts.batch import UPLOADS
from voicebot.civic.scripts.taking import receive
from voicebot.errors import ScriptError
from voicebot.settings import Scripts, Settings
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to", "said", "uploaded"]

_SHEETS = (".xlsx", ".csv", ".tsv", ".txt")
_TOKEN = re.compile(r"[0-9a-f]{32}(?:\.xlsx|\.csv|\.tsv|\.txt)?")
_SLACK = 4096


def add_to(console: Console) -> None:
    """Add the page that takes files."""

    @console.post("/scripts/files", "faq", most=console.own.scripts.archive_bytes + _SLACK, streamed=True)
    async def take(visit: Visit) -> Response:
        """Keep one file until a form names it; who goes on with nothing loses it after a day."""
        token = secrets.token_hex(16) + _ending(visit.text("name", 255))
        target = visit.console.own.scripts_dir / UPLOADS / token
        most = _most(visit.console.own.scripts, visit.text("kind"))
        try:
            size = await receive(visit.request.stream(), target, most)
        except ScriptError as error:
            return JSONResponse({"error": said(error, visit.language)}, 413)
        return JSONResponse({"file": token, "bytes": size}, 201)


def uploaded(own: Settings, token: str) -> Path | None:
    """Where a file lies that was sent before; nothing where there is none."""
    path = own.scripts_dir / UPLOADS / token
    return path if _TOKEN.fullmatch(token) and path.is_file() else None


def said(error: ScriptError, language: str) -> str:
    """A message that is there in both languages, in one of them."""
    korean, _, english = error.message.partition(" / ")
    return english if language == "en" and english else korean


def _ending(name: str) -> str:
    """Tells a text file from a workbook; of recordings the content tells."""
    ending = PurePosixPath(name.lower()).suffix
    return ending if ending in _SHEETS else ""


def _most(limits: Scripts, kind: str) -> int:
    most = {"sheet": limits.sheet_bytes, "archive": limits.archive_bytes}
    return most.get(kind, limits.recording_bytes)
