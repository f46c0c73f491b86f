"""What may be in a ZIP file that somebody sends: nothing is unpacked that would burst, escape or hide.

Nothing is ever written under a name from the archive; the names are looked at all the same, because one that
points elsewhere tells that the archive is not what it seems.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

from voicebot.civic.scripts.problems import Problem
from voicebot.errors import ScriptError

__all__ = ["MOST_MEMBERS", "check_totals", "member_name", "member_problem", "open_zip", "read_member"]

MOST_MEMBERS = 25_000
_RATIO = 250
"""Times that a member may grow; silence in a WAV file shrinks a thousand times, a voice hardly twice."""
_RATIO_FROM = 4 * 1024 * 1024
"""Bytes up to which a member may grow as it likes."""
_UTF8_FLAG, _LOCKED_FLAG = 0x800, 0x1
_ARCHIVES = (
    ".zip",
    ".7z",
    ".rar",
    ".gz",
    ".tgz",
    ".bz2",
    ".xz",
    ".tar",
    ".alz",
    ".egg",
    ".jar",
    ".cab",
    ".iso",
)
_CHUNK = 1024 * 1024


def open_zip(path_or_file: object, name: str) -> zipfile.ZipFile:
    """Open an archive.

    Raises:
        ScriptError: ``zip_unreadable``: it is none, or it is broken.
    """
    try:
        return zipfile.ZipFile(path_or_file)  # type: ignore[call-overload,no-any-return]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as error:
        raise ScriptError(
            "zip_unreadable",
            f"{name} 파일은 읽을 수 있는 ZIP 파일이 아니에요. 다시 압축해 주세요. / "
            f"{name} is no ZIP file that can be read; pack it again.",
        ) from error


def check_totals(archive: zipfile.ZipFile, name: str, most_bytes: int) -> None:
    """Refuse an archive that holds too many members or too many bytes, by what it says of itself.

    Raises:
        ScriptError: ``zip_too_large``.
    """
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > most_bytes:
        raise ScriptError(
            "zip_too_large",
            f"{name} 파일을 풀면 너무 커요 (파일 {len(members):,}개, {total / 1e6:,.0f} MB). "
            "나눠서 올려 주세요. / "
            f"Unpacked, {name} is too large ({len(members):,} files, {total / 1e6:,.0f} MB); split it.",
        )


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as whoever packed it sees it: Korean Windows writes CP949 and does not say so."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name)


def member_problem(member: zipfile.ZipInfo, name: str) -> Problem | None:
    """What forbids to read a member, if anything does."""
    code = (
        ("member_path" if _escapes(name) else None)
        or ("member_link" if stat.S_ISLNK(member.external_attr >> 16) else None)
        or ("member_locked" if member.flag_bits & _LOCKED_FLAG else None)
        or ("member_nested" if name.lower().endswith(_ARCHIVES) else None)
        or ("member_bomb" if _bursts(member) else None)
    )
    return Problem.of(code, name=name) if code else None


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most_bytes: int) -> bytes | None:
    """A member whole; nothing when it holds more, whatever it says of itself.

    Raises:
        ScriptError: ``member_broken``.
    """
    parts: list[bytes] = []
    left = most_bytes
    try:
        with archive.open(member) as stream:
            while part := stream.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    return None
                parts.append(part)
    except Exception as error:  # zipfile and its codecs raise a dozen kinds for what is broken
        raise ScriptError("member_broken", "A member of the ZIP file is broken; pack it again.") from error
    return b"".join(parts)


def _escapes(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    anchored = posix.is_absolute() or windows.is_absolute() or windows.drive or windows.root
    return bool(anchored or ".." in posix.parts or ".." in windows.parts or "\0" in name)


def _bursts(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_RATIO_FROM, _RATIO * max(1, member.compress_size))
