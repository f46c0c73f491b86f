"""A batch of scripts: taken in, checked row by row, reviewed, and saved all at once or not at all."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from voicebot.civic.scripts.hearing import Compute, Recordist
from voicebot.civic.scripts.keeping import checked_of, script_of, state_of
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.recordings import Recordings
from voicebot.civic.scripts.script import CheckedScript
from voicebot.civic.scripts.taking import ARCHIVE, Taken, brought, keep_files, read_files
from voicebot.civic.scripts.voice import Shelf
from voicebot.errors import ScriptError
from voicebot.settings import Scripts
from voicebot.store.batches import WAITING, Batches, BatchState, Counts
from voicebot.store.tables import ScriptBatchRow, ScriptLineRow

__all__ = ["UPLOADS", "Intake", "Save", "Tell"]

Save = Callable[[Sequence[CheckedScript]], Awaitable[None]]
"""Keeps checked scripts as entries. After a crash it is called again for the same batch: each has its key."""
Tell = Callable[[Counts], None]
UPLOADS = "uploads"
"""Below the folder of batches: what was uploaded (`taking.receive`), and nobody has taken in."""
_HOLD = dt.timedelta(minutes=5)
"""Longer than one recording takes on the slowest machine; then another checker may go on."""


class Intake:
    """Where batches are taken in, checked and saved.

    Args:
        batches: the store.
        recordist: prepares and hears recordings.
        compute: runs reading off the event loop.
        folder: where the files of batches wait.
        limits: how much one may bring.
    """

    def __init__(
        self, batches: Batches, recordist: Recordist, compute: Compute, folder: Path, limits: Scripts
    ) -> None:
        self.batches = batches
        self.recordist = recordist
        self.compute = compute
        self.folder = folder
        self.limits = limits

    @property
    def shelf(self) -> Shelf:
        """Where prepared recordings are."""
        return self.recordist.shelf

    async def take(
        self, sheet: Path, archive: Path | None, *, name: str, language: str, by: str
    ) -> ScriptBatchRow:
        """Take in a spreadsheet and a ZIP file of recordings.

        Args:
            sheet: the spreadsheet.
            archive: its recordings, if it has any.
            name: of the spreadsheet, as the officer calls it.
            language: ISO 639-1 code.
            by: who brings it.

        Raises:
            ScriptError: the files cannot be read at all; see ``reading`` and ``recordings`` of this room.
        """
        taken: Taken = await self.compute(lambda: read_files(sheet, archive, language, self.limits))
        token = secrets.token_hex(16)
        folder, uploads = self.folder / token, self.folder / UPLOADS
        await self.compute(lambda: keep_files(sheet, archive, folder, uploads))
        problems = [problem.as_json() for problem in taken.problems]
        return await self.batches.add(token, name, language, by, taken.lines, problems)

    async def check(self, number: int, tell: Tell = lambda counts: None) -> bool:
        """Look at every row that waits, in order; may be cancelled, killed and called again.

        Args:
            number: of the batch.
            tell: told how far it is, before each row and at the end.

        Returns:
            Whether all of them are done; false when somebody else looks at it, or it was cancelled.

        Raises:
            EngineError: the recogniser failed; what was done is kept.
        """
        path = self.folder / (await self.batches.get(number)).folder / ARCHIVE
        recordings: Recordings = await self.compute(
            lambda: Recordings(path if path.exists() else None, self.limits)
        )
        try:
            return await self._check_all(number, recordings, tell)
        finally:
            recordings.close()

    async def _check_all(self, number: int, recordings: Recordings, tell: Tell) -> bool:
        held: dt.datetime | None = None
        try:
            while await self.batches.hold(number, until := dt.datetime.now(dt.UTC) + _HOLD, held):
                held = until
                rows = await self.batches.lines(number, WAITING, limit=1)
                tell(await self.batches.counts(number))
                if not rows:
                    return await self.batches.move(number, "ready", "checking")
                await self._check_line(rows[0], recordings)
        except BaseException:  # whoever presses Ctrl-C may go on at once
            if held:
                await self.batches.release(number, held)
            raise
        return False

    async def _check_line(self, row: ScriptLineRow, recordings: Recordings) -> None:
        script, key = script_of(row.script), f"{row.batch_id}:{row.line}"
        folder = self.folder / (await self.batches.get(row.batch_id)).folder
        content: bytes | Problem = await self.compute(lambda: brought(folder, row.line, script, recordings))
        if isinstance(content, Problem):
            checked = CheckedScript(script, key, problems=(replace(content, line=row.line),))
        else:
            checked = await self.recordist.check(script, key, content)
        await self.batches.checked(row.id, state_of(checked), checked.as_json())

    async def cancel(self, number: int) -> None:
        """Stop checking after the row that is being looked at.

        Raises:
            ScriptError: ``batch_not_so``: it is not being checked.
        """
        await self._move(number, "cancelled", "checking")

    async def resume(self, number: int) -> None:
        """Let a cancelled batch go on; `check` it then.

        Raises:
            ScriptError: ``batch_not_so``: it was not cancelled.
        """
        await self._move(number, "checking", "cancelled")

    async def confirm(self, number: int, line: int, keys: Collection[str], by: str) -> CheckedScript:
        """Somebody has listened to a row, and lets what they name pass; what is plainly wrong, nobody may.

        Raises:
            ScriptError: ``line_unknown``, ``not_confirmable``.
        """
        row = await self.batches.line(number, line)
        checked = checked_of(row)
        passable = {one.key for one in checked.open if not isinstance(one, Problem) or one.confirmable}
        if not set(keys) <= passable | set(row.confirmed):
            raise ScriptError("not_confirmable", f"Line {line} has something that must be corrected.")
        checked = replace(checked, confirmed=checked.confirmed | frozenset(keys))
        await self.batches.confirm(row, keys, by, state_of(checked))
        return checked

    async def save(self, number: int, save: Save) -> int:
        """Save a whole batch, if nothing stands in its way; how many scripts there were.

        Raises:
            ScriptError: ``batch_not_clean``: a row is wrong or waits for somebody; nothing was saved.
                ``batch_not_so``: it is not ready, or was saved before.
        """
        await self._all_clean(number)
        await self._move(number, "saving", "ready", "saving")
        scripts = [script async for script in self.scripts(number)]
        try:
            await save(scripts)
        except Exception:
            await self.batches.move(number, "ready", "saving")
            raise
        await self._move(number, "saved", "saving")
        await self._remove_files(number)
        return len(scripts)

    async def _all_clean(self, number: int) -> None:
        batch, counts = await self.batches.get(number), await self.batches.counts(number)
        blocked = sum(Problem.of_json(one).blocks for one in batch.problems)
        if blocked or counts.clean != counts.total:
            raise ScriptError(
                "batch_not_clean",
                f"Nothing was saved: {counts.wrong} rows are wrong, {counts.open} wait for somebody "
                f"to listen, {counts.waiting} were not looked at, {blocked} things are wrong with the files.",
            )

    async def discard(self, number: int) -> None:
        """Give a batch up; its files go, its report stays for a while.

        Raises:
            ScriptError: ``batch_not_so``: it was saved.
        """
        await self._move(number, "discarded", "checking", "cancelled", "ready")
        await self._remove_files(number)

    async def scripts(self, number: int) -> AsyncIterator[CheckedScript]:
        """Every row of a batch as it was found, in order."""
        after = 0
        while rows := await self.batches.lines(number, after=after):
            for row in rows:
                yield checked_of(row)
            after = rows[-1].line

    async def _remove_files(self, number: int) -> None:
        folder = self.folder / (await self.batches.get(number)).folder
        await self.compute(lambda: shutil.rmtree(folder, ignore_errors=True))

    async def _move(self, number: int, state: BatchState, *before: BatchState) -> None:
        batch = await self.batches.get(number)
        if not await self.batches.move(number, state, *before):
            raise ScriptError("batch_not_so", f"Batch {number} is {batch.state}; that cannot be done now.")
