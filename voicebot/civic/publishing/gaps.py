"""What callers asked in vain, counted, and what an officer makes of it: a draft, a phrasing, or nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from voicebot.civic.lint import normal
from voicebot.civic.publishing.publisher import Held, Publisher
from voicebot.civic.publishing.texts import blank
from voicebot.errors import EntryError
from voicebot.store.gaps import Gaps
from voicebot.store.tables import QuestionGroup, UnansweredQuestion
from voicebot.text.masking import MASK

__all__ = ["Gap", "GapDesk", "counted"]

SHOWN = 5
"""Wordings of a group that are shown, the commonest first."""

MOST_ADDED = 20
"""Wordings of a group that become phrasings; more of the same make no better match."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A group of questions that mean the same.

    Attributes:
        number: of the group.
        state: what was made of it; ``open`` again when it is asked although something was.
        entry: the entry that was made of it, if one was.
        wordings: how it is asked, masked, the commonest first.
        total: how often it was asked.
        kinds: how often why it was kept, by `QuestionKind`.
        weeks: how often in each ISO week, as ``2026-W48``, the oldest first.
        channels: how often on each channel.
        nearest: the entry that came closest most often; empty for none.
        last: when it was asked last, on the office's clock.
    """

    number: int
    language: str
    state: str
    entry: str
    wordings: tuple[str, ...]
    total: int
    kinds: dict[str, int]
    weeks: dict[str, int]
    channels: dict[str, int]
    nearest: str
    last: dt.datetime


def counted(
    groups: Iterable[QuestionGroup], questions: Iterable[UnansweredQuestion], zone: dt.tzinfo
) -> list[Gap]:
    """Groups with what was asked in them, the most asked first; those without a question are left out."""
    own: dict[int, list[UnansweredQuestion]] = {}
    for question in questions:
        own.setdefault(question.group_id or 0, []).append(question)
    gaps = [_gap(group, own[group.id], zone) for group in groups if group.id in own]
    return sorted(gaps, key=lambda gap: (-gap.total, gap.number))


def _gap(group: QuestionGroup, questions: Sequence[UnansweredQuestion], zone: dt.tzinfo) -> Gap:
    moments = [_moment(one).astimezone(zone) for one in questions]
    weeks = Counter("{}-W{:02}".format(*moment.isocalendar()[:2]) for moment in moments)
    nearest = Counter(one.nearest for one in questions if one.nearest)
    wordings = Counter(one.question for one in questions)
    last = max(moments)
    return Gap(
        number=group.id,
        language=group.language,
        state=_state(group, last),
        entry=group.entry or "",
        wordings=tuple(text for text, _ in wordings.most_common(SHOWN)),
        total=len(questions),
        kinds=dict(Counter(one.kind for one in questions)),
        weeks=dict(sorted(weeks.items())),
        channels=dict(Counter(one.channel for one in questions).most_common()),
        nearest=nearest.most_common(1)[0][0] or "" if nearest else "",
        last=last,
    )


def _state(group: QuestionGroup, last: dt.datetime) -> str:
    """A phrasing that was added and did not help is open again; a draft takes its time."""
    again = group.state == "added" and group.decided_at is not None and last > group.decided_at
    return "open" if again else group.state


def _moment(question: UnansweredQuestion) -> dt.datetime:
    """When it was asked; SQLite forgets the zone, which is UTC."""
    return question.asked_at if question.asked_at.tzinfo else question.asked_at.replace(tzinfo=dt.UTC)


class GapDesk:
    """Officers work on what had no answer.

    Args:
        gaps: the store.
        publisher: keeps the drafts.
        now: the moment, by the district's clock.
    """

    def __init__(self, gaps: Gaps, publisher: Publisher, now: Callable[[], dt.datetime]) -> None:
        self.gaps = gaps
        self._publisher = publisher
        self._now = now

    async def listed(self, states: Sequence[str] = ("open",), language: str = "") -> list[Gap]:
        """Groups in some states, the most asked first."""
        zone = self._now().tzinfo or dt.UTC
        found = counted(await self.gaps.groups(language), await self.gaps.questions(), zone)
        return [gap for gap in found if gap.state in states]

    async def draft(self, number: int, entry: str, owner: str, actor: str) -> Held:
        """Make a draft of a group: its wordings are the question and the phrasings.

        Raises:
            EntryError: ``entry_taken``, or ``gap_masked``: nothing is left that may be kept.
            StoreError: ``group_unknown``.
        """
        group, wordings = await self._wordings(number)
        if await self._publisher.has(entry, group.language):
            raise EntryError(
                "entry_taken", f"There is an entry {entry!r} already; choose another id, or add to it."
            )
        fields = blank(wordings[0], wordings[1:], owner)
        held = await self._publisher.write(entry, group.language, fields, actor, at=0)
        await self.gaps.decide(number, "drafted", actor, self._now(), entry)
        return held

    async def add(self, number: int, entry: str, actor: str) -> Held:
        """Add the wordings of a group to an entry's phrasings, as a draft.

        Raises:
            EntryError: ``entry_unknown``, or as `draft`.
            StoreError: ``group_unknown``, ``entry_changed``.
        """
        group, wordings = await self._wordings(number)
        held = await self._publisher.held(entry, group.language)
        variants = list(held.fields.get("variants", []))
        known = {normal(text) for text in (held.fields.get("question", ""), *variants)}
        new = [text for text in wordings if normal(text) not in known]
        fields = {**held.fields, "variants": [*variants, *new]}
        written = await self._publisher.write(entry, group.language, fields, actor, at=held.standing.version)
        await self.gaps.decide(number, "added", actor, self._now(), entry)
        return written

    async def dismiss(self, number: int, actor: str) -> None:
        """It is nothing that the office answers; who asks it again is not counted as open.

        Raises:
            StoreError: ``group_unknown``.
        """
        await self.gaps.decide(number, "not_ours", actor, self._now())

    async def _wordings(self, number: int) -> tuple[QuestionGroup, list[str]]:
        """A group and its wordings that hold nothing personal, the commonest first."""
        group = await self.gaps.group(number)
        asked = Counter(one.question for one in await self.gaps.questions(number) if MASK not in one.question)
        first: dict[str, str] = {}
        for text, _ in asked.most_common():
            first.setdefault(normal(text), text)
        if not first:
            raise EntryError("gap_masked", f"Every wording of group {number} holds something personal.")
        return group, list(first.values())[:MOST_ADDED]
