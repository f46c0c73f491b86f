"""The recordings of a batch, found by the names that people write: in a ZIP file, read one at a time."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path, PurePosixPath

from rapidfuzz import fuzz, process

from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.zips import check_totals, member_name, member_problem, open_zip, read_member
from voicebot.errors import ScriptError
from voicebot.settings import Scripts

__all__ = ["SOUNDS", "Recordings"]

SOUNDS = (".wav", ".mp3", ".m4a", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".flac", ".webm", ".3gp", ".amr")
_SYSTEM = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_NEAR = 70
"""Likeness (0–100) from which another name is offered."""


class Recordings:
    """What an archive holds. Nothing of it is unpacked to disk.

    Args:
        path: the ZIP file; without one there are none.
        limits: how much may be in it.

    Raises:
        ScriptError: ``zip_unreadable``, ``zip_too_large``.

    Attributes:
        problems: members that cannot be read, or are no recordings.
    """

    def __init__(self, path: Path | None, limits: Scripts) -> None:
        self._limits = limits
        self._archive = open_zip(path, path.name) if path else None
        self.problems: list[Problem] = []
        self._members: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        self._names: dict[str, str] = {}
        if self._archive and path:
            check_totals(self._archive, path.name, limits.unpacked_bytes)
            for member in self._archive.infolist():
                self._take(member)

    def _take(self, member: zipfile.ZipInfo) -> None:
        name = member_name(member)
        if name.endswith("/") or any(word in name.lower() for word in _SYSTEM):
            return
        if problem := member_problem(member, name):
            self.problems.append(problem)
        elif not name.lower().endswith(SOUNDS):
            self.problems.append(Problem.of("member_other", name=name))
        elif member.file_size > self._limits.recording_bytes:
            self.problems.append(self._too_large(name))
        else:
            self._members[_plain(name)].append(member)
            self._names[_plain(name)] = PurePosixPath(name).name

    def find(self, name: str) -> zipfile.ZipInfo | Problem:
        """The member that somebody means, or why there is none; the ending may be left out."""
        plain = _plain(name)
        found = self._members.get(plain) or [
            member for key, members in self._members.items() if _stem(key) == plain for member in members
        ]
        if len(found) == 1:
            return found[0]
        if found:
            return Problem.of("recording_ambiguous", name=name)
        offered = self._nearest(plain)
        return Problem.of(
            "recording_missing",
            name=name,
            near=f" 혹시 '{offered}'인가요?" if offered else "",
            near_en=f" Is it '{offered}'?" if offered else "",
        )

    def _nearest(self, plain: str) -> str:
        """The name that was perhaps meant, endings aside; nothing where none is like it."""
        stems = {_stem(key): name for key, name in self._names.items()}
        wanted = _stem(plain) if plain.endswith(SOUNDS) else plain
        near = process.extractOne(wanted, list(stems), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return stems[near[0]] if near else ""

    def read(self, name: str) -> bytes | Problem:
        """The sound file that somebody means, whole; or what is wrong with it."""
        member = self.find(name)
        if isinstance(member, Problem):
            return member
        if self._archive is None:
            return Problem.of("recording_missing", name=name, near="", near_en="")
        try:
            content = read_member(self._archive, member, self._limits.recording_bytes)
        except ScriptError:
            return Problem.of("member_broken", name=name)
        return self._too_large(name) if content is None else content

    def unused(self, wanted: set[str]) -> list[Problem]:
        """Recordings that no row names."""
        used = {id(member) for name in wanted if not isinstance(member := self.find(name), Problem)}
        return [
            Problem.of("recording_unused", name=self._names[key])
            for key, members in self._members.items()
            if not any(id(member) in used for member in members)
        ]

    def close(self) -> None:
        """Close the archive."""
        if self._archive:
            self._archive.close()

    def _too_large(self, name: str) -> Problem:
        return Problem.of("recording_too_large", name=name, most=self._limits.recording_bytes // 1_000_000)


def _plain(name: str) -> str:
    """The bare name, as it is compared: composed, without folders, in small letters."""
    return PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/").strip()).name.casefold()


def _stem(key: str) -> str:
    return key.rpartition(".")[0]
