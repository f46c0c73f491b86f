"""A caller who answers what the desk says, by a script: patterns in its words, and what she says to them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["SCRIPTS", "Script", "Talker", "read_scripts"]

SCRIPTS = Path(__file__).parent / "data" / "journeys.ko.toml"


@dataclass(frozen=True, slots=True)
class Script:
    """What one caller wants, and says.

    Attributes:
        opens: the first thing said.
        answers: (pattern, what is said to it the first time, the second …); the first that fits counts.
        denials: what is said instead where the desk has understood a number wrongly.
        filed: fields of the complaint that has to come of it; the others have to be empty.
    """

    name: str
    opens: str
    answers: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    denials: Mapping[re.Pattern[str], str]
    filed: Mapping[str, str]


def read_scripts(path: Path = SCRIPTS) -> list[Script]:
    """Scripts in TOML; how they are written stands at the head of the packaged file."""
    return [_script(row) for row in tomllib.loads(path.read_text("utf-8"))["script"]]


def _script(row: dict[str, Any]) -> Script:
    answers = tuple((re.compile(one["asked"]), tuple(one["says"])) for one in row["answer"])
    denials = {re.compile(one["asked"]): one["wrong"] for one in row["answer"] if "wrong" in one}
    return Script(row["name"], row["opens"], answers, denials, row["filed"])


class Talker:
    """One conversation of a caller.

    Args:
        script: what she says.
        most: things that she says before she loses patience.
    """

    def __init__(self, script: Script, most: int = 24) -> None:
        self._script = script
        self._most = most
        self._asked: Counter[re.Pattern[str]] = Counter()

    def says(self, sentences: Sequence[str], *, right: bool = True) -> str | None:
        """What she says to the desk's sentences; nothing where she hangs up. Begins without any.

        The last sentence that she has an answer to is the one that she answers.

        Args:
            sentences: of the desk.
            right: whether a number that it said is hers.
        """
        if not sentences:
            return self._script.opens
        if self._asked.total() >= self._most:
            return None
        return next((words for one in reversed(sentences) for words in self._to(one, right=right)), None)

    def _to(self, sentence: str, *, right: bool) -> Iterable[str]:
        for pattern, words in self._script.answers:
            if pattern.search(sentence):
                self._asked[pattern] += 1
                said = words[min(self._asked[pattern], len(words)) - 1]
                yield said if right else self._script.denials.get(pattern, said)
