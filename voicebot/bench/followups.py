"""Whole dialogues of two or three turns: short questions, changes of topic, two questions in one breath."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from voicebot.bench.figures import write_json
from voicebot.bench.labelled import language_of, read_text
from voicebot.bench.shares import share, show_row, show_shares
from voicebot.civic.faq import load_faq
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.talk.details import told
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.knowledge import Knowledge
from voicebot.talk.phrases import phrases
from voicebot.talk.turning import Turning
from voicebot.understand.commands import command
from voicebot.understand.embed import E5, Embedder
from voicebot.understand.followups import ASPECTS, Aspect
from voicebot.understand.meaning import Match, Reading, Zone

__all__ = ["AGAIN", "eval_followups", "later_turns", "read_dialogues"]

AGAIN = "repeat"
"""What a turn wants that only asks to hear it again."""

TODAY = dt.date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dialogue.

    Attributes:
        opened: whether the first turn was answered as wanted.
        turns: whether each later one was.
        whole: whether everything was, as one conversation.
        absent: later turns answered by saying that the desk does not know.
    """

    opened: bool
    turns: tuple[bool, ...]
    whole: bool
    absent: int = 0


def eval_followups(
    files: Sequence[Path],
    *,
    json_path: Path | None = None,
    show: bool = False,
    embedder: Embedder | None = None,
) -> dict[str, Any]:
    """Dialogues, a JSON object a line: ``turns``, ``entry`` (or two), ``wants``.

    Whether a later turn is right is judged with the talk where the labels say it is, so that one miss counts
    once; ``dialogues`` counts those in which everything was right.

    Args:
        files: the language is in the name (``followups.ko.dev.jsonl``).
        json_path: where the figures go.
        show: print what was misunderstood; never for a set that has to stay unseen.
        embedder: makes vectors; the model when left out.

    Returns:
        ``followups``, ``openings``, ``two_at_once``, ``dialogues``, ``said_not_known``: share, 95 %
        interval, n.

    Raises:
        DistrictError: a file is not what it should be.
    """
    own = settings()
    made, faq = embedder or E5(threads=own.threads.embed), load_faq(own.district_dir)
    outcomes: list[Outcome] = []
    twos: list[Outcome] = []
    for file in files:
        known = Knowledge(faq, language_of(file), made, own)
        for row in read_dialogues(file):
            outcome = _Talk(known, language_of(file), show).hold(row)
            (twos if isinstance(row["entry"], list) else outcomes).append(outcome)
    figures = {
        "followups": share(turn for one in outcomes for turn in one.turns),
        "openings": share(one.opened for one in outcomes),
        "two_at_once": share(one.opened for one in twos),
        "dialogues": share(one.whole for one in [*outcomes, *twos]),
        "said_not_known": share(at < one.absent for one in outcomes for at, _ in enumerate(one.turns)),
    }
    show_shares("follow-ups", figures)
    write_json(json_path, figures)
    return figures


def read_dialogues(file: Path) -> Iterator[dict[str, Any]]:
    """The dialogues of a file, one a line.

    Raises:
        DistrictError: ``jsonl_invalid``.
    """
    for number, line in enumerate(read_text(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise DistrictError("jsonl_invalid", f"{file}, line {number}: not JSON.") from None
        missing = [name for name in ("turns", "entry", "wants") if name not in row]
        if missing:
            raise DistrictError("jsonl_invalid", f"{file}, line {number}: no {', '.join(missing)}.")
        yield row


def later_turns(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is said after the first turn of a dialogue, and what each wants."""
    yield from zip(row["turns"][1:], row["wants"], strict=True)


class _Talk:
    """One conversation as the desk holds it, without sound.

    Args:
        known: the entries.
        language: ``ko`` or ``en``.
        show: print what went wrong.
    """

    def __init__(self, known: Knowledge, language: str, show: bool) -> None:
        self._known, self._language, self._show = known, language, show
        self.dialogue = Dialogue(known, phrases(language), lambda: TODAY, desk="desk")
        self._turning = Turning(self.dialogue, self._match, language)

    async def _match(self, readings: Sequence[Reading]) -> Match:
        return self._known.match(readings)

    def hold(self, row: dict[str, Any]) -> Outcome:
        """All turns of a dialogue."""
        entries = row["entry"] if isinstance(row["entry"], list) else [row["entry"]]
        opened = self._say(row["turns"][0])[: len(entries)] == entries
        self._note(opened, row["turns"][0], entries, [self.dialogue.thread.topics])
        current, rights, absent = entries[-1], [], 0
        for text, want in later_turns(row):
            self.dialogue.answer(current)
            said = self._say(text)
            current = want.removeprefix("topic:") if want.startswith("topic:") else current
            rights.append(said == [f"topic:{current}" if want.startswith("topic:") else want, current])
            absent += rights[-1] and said[0] in ASPECTS and not self._known_of(said)
            self._note(rights[-1], text, [want, current], said)
        return Outcome(opened, tuple(rights), opened and all(rights), absent)

    def _known_of(self, said: list[str]) -> bool:
        """Whether the entry says anything of what was asked."""
        entry = self._known.get(said[1])
        return bool(entry and told(entry, cast("Aspect", said[0]), phrases(self._language)))

    def _note(self, right: bool, text: str, wanted: object, found: object) -> None:
        show_row(self._show and not right, text, str(wanted), str(found))

    def _say(self, text: str) -> list[str]:
        return asyncio.run(self._turn(text))

    async def _turn(self, text: str) -> list[str]:
        """What the desk took a turn for: the entries of an answer, or an aspect and its entry."""
        before = self.dialogue.thread.entry
        wish = command(text, self._language)
        if wish and self._turning.wishes(text):
            return ["repeat" if wish == "what" else wish, before]
        match = await self._match([Reading(text)])
        turned = self._turning.bare(text) or await self._turning.beside(text, match)
        if turned and turned.aspect:
            return [turned.aspect, before]
        if turned:
            return [*self.dialogue.thread.topics[-2:]]
        found = match.candidates[0].entry if match.zone is Zone.ANSWER else ""
        return [f"topic:{found}", found] if before else [found]
