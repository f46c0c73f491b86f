"""Lists of human speech to measure on. The sound stays where it is; a list only names it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import soundfile

from voicebot.errors import AudioError

__all__ = ["COLUMNS", "Utterance", "pansori_manifest", "read_manifest"]

COLUMNS = ("path", "source", "speaker", "group", "transcript")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line of a manifest.

    Attributes:
        path: the sound.
        source: which corpus it is from.
        speaker: who speaks.
        group: what is reported together.
        transcript: what a person heard.
    """

    path: Path
    source: str
    speaker: str
    group: str
    transcript: str


def read_manifest(manifest: Path) -> list[Utterance]:
    """Read a tab-separated list: path, source, speaker, group, transcript; the header may be left out.

    Paths are relative to the manifest.

    Raises:
        AudioError: ``manifest_unreadable``.
    """
    with manifest.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    if rows and tuple(cell.strip().lower() for cell in rows[0]) == COLUMNS:
        rows = rows[1:]
    return [_utterance(row, manifest) for row in rows]


def _utterance(row: list[str], manifest: Path) -> Utterance:
    if len(row) != len(COLUMNS):
        raise AudioError(
            "manifest_unreadable",
            f"a line of {manifest.name} has {len(row)} columns, not the five of {', '.join(COLUMNS)}, "
            f"separated by tabs: {row[0]}",
        )
    path, source, speaker, group, transcript = (cell.strip() for cell in row)
    return Utterance(manifest.parent / path, source, speaker, group, transcript)


def pansori_manifest(
    corpus: Path, out: Path, *, seconds: tuple[float, float] = (3.0, 8.0), n: int = 150, seed: int = 7
) -> Path:
    """List utterances of the Pansori TEDxKR corpus, the speakers in turn, so that each counts alike.

    Args:
        corpus: the folder with ``data/<speaker>/<talk>/*.flac`` and ``*.trans.txt``.
        out: the manifest to write; made of absolute paths.
        seconds: shortest and longest utterance.
        n: how many.
        seed: which ones.
    """
    speakers: dict[str, list[Utterance]] = {}
    for utterance in _pansori(corpus):
        if seconds[0] <= soundfile.info(utterance.path).duration <= seconds[1]:
            speakers.setdefault(utterance.speaker, []).append(utterance)
    for own in speakers.values():
        random.Random(seed).shuffle(own)  # noqa: S311 - a sample, not a secret
    turns = [utterance for round_ in zip_longest(*speakers.values()) for utterance in round_ if utterance]
    with out.open("w", encoding="utf-8") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for u in turns[:n]:
            file.write("\t".join((str(u.path), u.source, u.speaker, u.group, u.transcript)) + "\n")
    return out


def _pansori(corpus: Path) -> Iterator[Utterance]:
    """Every utterance that has a sound, in a fixed order."""
    for transcripts in sorted(corpus.resolve().glob("data/*/*/*.trans.txt")):
        for line in transcripts.read_text("utf-8").splitlines():
            name, _, words = line.strip().partition(" ")
            path = transcripts.parent / f"{name}.flac"
            if words and path.exists():
                yield Utterance(path, "pansori-tedxkr", transcripts.parts[-3], "lecture", words)
