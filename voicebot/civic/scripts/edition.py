"""Checked scripts as a district's folder: YAML entries and their recordings, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ValidationError

from voicebot.audio.decode import decode
from voicebot.civic.entry import Entry, split_sentences
from voicebot.civic.scripts.script import CheckedScript
from voicebot.civic.scripts.voice import Shelf
from voicebot.errors import ScriptError
from voicebot.speak.recorded import write_recorded

__all__ = ["entry_of", "write_edition", "write_voice"]

_LABEL = 12
_PICTURE = "📄"
_NOBODY = "확인 필요"
_MOST_SECONDS = 600.0


def entry_of(checked: CheckedScript) -> Entry:
    """An entry of the district; nobody vouches for it unless it says by what and since when.

    Raises:
        ScriptError: ``entry_invalid``: something in it is no entry; the message names the fields.
    """
    script = checked.script
    address = script.source if script.source.startswith("http") else None
    sure: Literal["high", "medium", "low"] = "low"
    if address:
        sure = "high" if script.verified_on else "medium"
    try:
        return Entry(
            id=script.id or f"script-{checked.key.replace(':', '-')}",
            language="en" if script.language == "en" else "ko",
            topic=script.topic or script.question,
            label=(script.topic or script.question)[:_LABEL],
            picture=_PICTURE,
            question=script.question,
            variants=script.phrasings,
            answer_spoken=split_sentences(script.answer),
            answer_written=script.written or script.answer,
            url=script.url or None,
            source_url=address,
            source_note=None if address else script.source or None,
            verified_on=script.verified_on,
            valid_from=script.valid_from,
            valid_until=script.valid_until,
            scope="district",
            confidence=sure,
            review_owner=script.owner or _NOBODY,
            audio=checked.voice.file if checked.voice else None,
        )
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ScriptError("entry_invalid", f"Row {checked.key}: {wrong}.") from error


def write_edition(scripts: Sequence[CheckedScript], shelf: Shelf, folder: Path, name: str) -> list[Path]:
    """Write ``ko/NAME.yaml`` (and ``en/``) with ``audio/``; the entries last, so that they are never without.

    Args:
        scripts: checked, with nothing in their way.
        shelf: where their recordings are.
        folder: of the district, such as ``faq``.
        name: of the YAML files.

    Raises:
        ScriptError: ``entry_invalid``.

    Returns:
        The YAML files.
    """
    entries = [(checked, entry_of(checked)) for checked in scripts]
    for checked, _ in entries:
        if checked.voice:
            write_voice(checked, shelf, folder / "audio" / checked.voice.file)
    languages = sorted({entry.language for _, entry in entries})
    return [
        _write_yaml([entry for _, entry in entries if entry.language == language], folder / language, name)
        for language in languages
    ]


def write_voice(checked: CheckedScript, shelf: Shelf, target: Path) -> None:
    """Write the recording of a script, with its captions: they are of this text.

    Args:
        checked: a script with a recording.
        shelf: where that is.
        target: the FLAC file, there whole or not at all.
    """
    if checked.voice is None:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    audio = decode(shelf.path(checked.voice.file), max_seconds=_MOST_SECONDS)
    part = target.with_name(f".{target.name}")
    write_recorded(part, audio, checked.script.answer, checked.marks)
    os.replace(part, target)


def _write_yaml(entries: Sequence[Entry], folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    plain = [_plain(entry) for entry in entries]
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".part", delete=False, encoding="utf-8") as file:
        yaml.safe_dump(plain, file, allow_unicode=True, sort_keys=False, width=110)
    shutil.move(file.name, folder / f"{name}.yaml")
    return folder / f"{name}.yaml"


def _plain(entry: Entry) -> dict[str, Any]:
    values = entry.model_dump(exclude={"language"}, exclude_defaults=True)
    return {key: _yaml_value(value) for key, value in values.items()}


def _yaml_value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
