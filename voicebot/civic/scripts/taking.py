"""The files of a batch, read once and put where its checking finds them."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from voicebot.civic.scripts.keeping import json_of
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.reading import read_sheet
from voicebot.civic.scripts.recordings import Recordings
from voicebot.civic.scripts.rows import Row, script_rows
from voicebot.civic.scripts.script import Script
from voicebot.errors import ScriptError
from voicebot.settings import Scripts

__all__ = ["ARCHIVE", "Taken", "brought", "keep_files", "line_of", "read_files", "receive", "row_file"]

ARCHIVE = "recordings.zip"
_SHEET = "sheet"
_SPARE_BYTES = 500_000_000
"""Left free on the disk, whatever is uploaded: the database lies on it too."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A batch as its files say.

    Attributes:
        lines: as the store keeps them.
        problems: of the files as a whole.
    """

    lines: list[dict[str, Any]]
    problems: list[Problem]


async def receive(parts: AsyncIterator[bytes], target: Path, most: int) -> int:
    """Write an upload to disk as it comes; it is never in memory, and gone again when it is refused.

    Args:
        parts: of the body.
        target: where it goes; its name is ours, not the sender's.
        most: bytes.

    Returns:
        How many bytes there were.

    Raises:
        ScriptError: ``upload_too_large``, ``disk_full``.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    size = 0
    try:
        with target.open("xb") as file:
            async for part in parts:
                size += len(part)
                _fits(size, most, target.parent)
                await asyncio.to_thread(file.write, part)
    except BaseException:
        await asyncio.to_thread(target.unlink, missing_ok=True)
        raise
    return size


def _fits(size: int, most: int, folder: Path) -> None:
    if size > most:
        raise ScriptError(
            "upload_too_large",
            f"파일이 너무 커요. {most / 1e6:,.0f} MB까지 돼요. 나눠서 올려 주세요. / "
            f"The file is too large; {most / 1e6:,.0f} MB is the most. Split it.",
        )
    if shutil.disk_usage(folder).free < _SPARE_BYTES:
        raise ScriptError(
            "disk_full",
            "저장 공간이 부족해요. 담당자에게 알려 주세요. / "
            "There is no room left on the disk; tell the operator.",
        )


def read_files(sheet: Path, archive: Path | None, language: str, limits: Scripts) -> Taken:
    """Read a spreadsheet and look into its ZIP file; computes (10,000 rows: seconds).

    Raises:
        ScriptError: see `voicebot.civic.scripts.reading` and ``recordings``.
    """
    read = read_sheet(sheet, limits.rows, limits.sheet_bytes)
    recordings = Recordings(archive, limits)
    try:
        rows = [
            _with_recording(row, recordings, read.columns.heading("recording"))
            for row in script_rows(read, language)
        ]
        wanted = {row.script.recording_name for row in rows if row.script.recording_name}
        problems = [*read.problems, *recordings.problems, *recordings.unused(wanted)]
        return Taken([line_of(row) for row in rows], problems)
    finally:
        recordings.close()


def _with_recording(row: Row, recordings: Recordings, column: str) -> Row:
    name = row.script.recording_name
    found = recordings.find(name) if name else None
    if not isinstance(found, Problem):
        return row
    return replace(row, problems=(*row.problems, replace(found, line=row.line, column=column)))


def line_of(row: Row) -> dict[str, Any]:
    """A row as it is kept; one that is wrong, or has no recording, is done with."""
    wrong = any(problem.blocks for problem in row.problems)
    state = "wrong" if wrong else "waiting" if row.script.recording_name else "clean"
    checked = {"answer": row.script.answer, "problems": [problem.as_json() for problem in row.problems]}
    return {"line": row.line, "state": state, "script": json_of(row.script), "checked": checked}


def row_file(folder: Path, line: int) -> Path:
    """Where the recording lies that was brought for one row alone, after its batch or without one."""
    return folder / f"row-{line}"


def brought(folder: Path, line: int, script: Script, recordings: Recordings) -> bytes | Problem:
    """The recording of a row as it came: its own, else that of the archive; or why there is none."""
    own = row_file(folder, line)
    return own.read_bytes() if own.is_file() else recordings.read(script.recording_name)


def keep_files(sheet: Path, archive: Path | None, folder: Path, uploads: Path) -> None:
    """Put the files of a batch into its folder: moved where they were uploaded, else copied."""
    folder.mkdir(mode=0o700, parents=True)
    for source, name in ((sheet, _SHEET), (archive, ARCHIVE)):
        if source and source.is_relative_to(uploads):
            os.replace(source, folder / name)
        elif source:
            shutil.copyfile(source, folder / name)
