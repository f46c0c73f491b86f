"""Rows put right where they are shown: another text, another recording; and a script that comes alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.columns import HEADINGS, Columns
from voicebot.civic.scripts.keeping import checked_of, json_of, script_of
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.recordings import Recordings
from voicebot.civic.scripts.rows import Row, script_rows
from voicebot.civic.scripts.script import Script
from voicebot.civic.scripts.sheet import Sheet
from voicebot.civic.scripts.taking import ARCHIVE, brought, line_of, row_file
from voicebot.errors import ScriptError
from voicebot.store.tables import ScriptBatchRow, ScriptLineRow

__all__ = ["Mending", "row_of"]

_COLUMNS = Columns(
    {field: (at,) for at, field in enumerate(HEADINGS)}, tuple(names[0] for names in HEADINGS.values()), ()
)
_TWICE = ("question_twice", "id_twice")


class Mending:
    """Changes rows of batches that are not saved yet; each is looked at anew.

    Args:
        intake: where the batches are.
    """

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def alone(
        self, values: Mapping[str, str], recording: Path, *, language: str, by: str
    ) -> ScriptBatchRow:
        """Take in one script with its recording, as a batch of one row.

        Args:
            values: by the names of `HEADINGS`, as people write them.
            recording: which is moved.
            language: ISO 639-1 code.
            by: who brings it.
        """
        row = row_of({**values, "recording": values.get("recording") or "녹음"}, 1, language)
        token = secrets.token_hex(16)
        await self._intake.compute(lambda: _moved(recording, row_file(self._intake.folder / token, 1)))
        name = row.script.question or row.script.recording_name
        return await self._intake.batches.add(token, name, language, by, [line_of(row)], [])

    async def write(self, number: int, line: int, values: Mapping[str, str]) -> None:
        """Give a row other words; check the batch then.

        Raises:
            ScriptError: ``line_unknown``, ``batch_not_so``.
        """
        row = await self._intake.batches.line(number, line)
        before = script_of(row.script)
        mended = row_of({**_values(before), **values}, line, before.language)
        unchanged = [
            problem
            for problem in checked_of(row).problems
            if problem.code in _TWICE
            and _values(before)[problem.code.removesuffix("_twice")]
            == _values(mended.script)[problem.code.removesuffix("_twice")]
        ]
        await self._again(row, replace(mended, problems=(*mended.problems, *unchanged)))

    async def record(self, number: int, line: int, recording: Path, name: str) -> None:
        """Give a row another recording, which is moved; check the batch then.

        Raises:
            ScriptError: ``line_unknown``, ``batch_not_so``.
        """
        row = await self._intake.batches.line(number, line)
        await self._open(number)
        folder = self._intake.folder / (await self._intake.batches.get(number)).folder
        await self._intake.compute(lambda: _moved(recording, row_file(folder, line)))
        script = script_of(row.script)
        await self._again(row, row_of({**_values(script), "recording": name}, line, script.language))

    async def original(self, number: int, line: int) -> bytes | Problem:
        """The recording of a row as it came, or why there is none.

        Raises:
            ScriptError: ``batch_unknown``, ``line_unknown``.
        """
        row = await self._intake.batches.line(number, line)
        folder = self._intake.folder / (await self._intake.batches.get(number)).folder
        return await self._intake.compute(lambda: self._read(folder, row))  # type: ignore[no-any-return]

    def _read(self, folder: Path, row: ScriptLineRow) -> bytes | Problem:
        path = folder / ARCHIVE
        recordings = Recordings(path if path.exists() else None, self._intake.limits)
        try:
            return brought(folder, row.line, script_of(row.script), recordings)
        finally:
            recordings.close()

    async def _again(self, row: ScriptLineRow, mended: Row) -> None:
        """Keep a row as it is now, and let its batch be checked: what was let pass was of the old one.

        Raises:
            ScriptError: ``line_busy``: it is being looked at.
        """
        await self._open(row.batch_id)
        kept = line_of(mended)
        script, found = json_of(mended.script), kept["checked"]
        if not await self._intake.batches.mended(row, kept["state"], script, found):
            raise ScriptError("line_busy", f"Line {row.line} is being looked at; wait a moment.")

    async def _open(self, number: int) -> None:
        """Let a batch be checked again.

        Raises:
            ScriptError: ``batch_not_so``: it was saved or given up.
        """
        batches = self._intake.batches
        if not await batches.move(number, "checking", "ready", "cancelled", "checking"):
            state = (await batches.get(number)).state
            raise ScriptError("batch_not_so", f"Batch {number} is {state}; that cannot be done now.")


def row_of(values: Mapping[str, str], line: int, language: str) -> Row:
    """A script from what somebody wrote, with all that is wrong with it, as from a spreadsheet.

    Args:
        values: by the names of `HEADINGS`; what is missing is empty.
        line: of it.
        language: ISO 639-1 code.
    """
    cells = [values.get(field, "") for field in HEADINGS]
    return next(script_rows(Sheet(_COLUMNS, [(line, cells)]), language))


def _values(script: Script) -> dict[str, str]:
    """A script as people write it."""
    days = ("valid_from", "valid_until", "verified_on")
    plain = {field: str(getattr(script, field, "") or "") for field in HEADINGS if field not in days}
    dates = {field: day.isoformat() if (day := getattr(script, field)) else "" for field in days}
    return {**plain, **dates, "phrasings": "\n".join(script.phrasings), "recording": script.recording_name}


def _moved(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(source, target)
