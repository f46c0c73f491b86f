"""What a language still lacks, measured by Korean: phrases, and fields that nobody fills in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Literal

from voicebot.languages.books import FALLBACK, HERE, Table, parts, read

__all__ = ["MEASURE", "Gap", "beside", "gaps", "side_by_side"]

MEASURE = "ko"
_FIELD = re.compile(r"\{(\w+)")


@dataclass(frozen=True, slots=True)
class Gap:
    """One phrase that is not right yet.

    Attributes:
        part: the file in which it belongs.
        name: the phrase; tables and their names are joined by dots.
        kind: not there; with a field that neither Korean nor English has; or there, but nothing asks for it.
        korean: what it is in Korean.
    """

    part: str
    name: str
    kind: Literal["missing", "fields", "unknown"]
    korean: str = ""


def gaps(language: str, root: Traversable = HERE) -> list[Gap]:
    """What the folder of a language lacks, file by file, in the order of the Korean one."""
    return [
        gap
        for part in sorted({*parts(MEASURE, root), *parts(language, root)})
        for gap in _compared(part, *(_flat(read(part, name, root)) for name in (MEASURE, FALLBACK, language)))
    ]


def side_by_side(part: str, tree: Table, language: str) -> list[Gap]:
    """What is missing in a file in which every phrase stands in all languages, one beside the other."""
    return [Gap(part, name, "missing", node[MEASURE]) for name, node in _nodes(tree) if language not in node]


def beside(language: str, root: Traversable) -> list[Gap]:
    """The same for every such file below a folder of the house."""
    found = (source for source in _files(root) if source.name.endswith(".toml"))
    return [
        gap
        for source in found
        for gap in side_by_side(source.name, tomllib.loads(source.read_text(encoding="utf-8")), language)
    ]


def _compared(
    part: str, korean: dict[str, str], english: dict[str, str], own: dict[str, str]
) -> Iterator[Gap]:
    for name, text in korean.items():
        if name not in own:
            yield Gap(part, name, "missing", text)
        elif _fields(own[name]) - _fields(text) - _fields(english.get(name, "")):
            yield Gap(part, name, "fields", text)
    yield from (Gap(part, name, "unknown") for name in own if name not in korean)


def _fields(text: str) -> set[str]:
    return set(_FIELD.findall(text))


def _flat(tree: Table, before: str = "") -> dict[str, str]:
    """Every phrase by its whole name; a list of sentences is one."""
    flat: dict[str, str] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{name}.")
        else:
            flat[before + name] = value if isinstance(value, str) else " ".join(map(str, value))
    return flat


def _nodes(tree: Any, name: str = "") -> Iterator[tuple[str, dict[str, str]]]:  # noqa: ANN401
    """The tables that hold one phrase in several languages, with their names."""
    if not isinstance(tree, dict):
        return
    if isinstance(tree.get(MEASURE), str):
        yield name, tree
        return
    for key, value in tree.items():
        yield from _nodes(value, f"{name}.{key}" if name else key)


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _files(each)
        else:
            yield each
