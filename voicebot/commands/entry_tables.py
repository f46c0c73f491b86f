"""How entries, their texts and what had no answer are shown in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from voicebot.commands.console import out

if TYPE_CHECKING:
    from voicebot.civic.lint import Finding
    from voicebot.civic.publishing.gaps import Gap
    from voicebot.store.tables import EntryRow, EntryStep, EntryText
    from voicebot.talk.trying import Tried
    from voicebot.understand.explain import Collision

__all__ = [
    "show_collisions",
    "show_differences",
    "show_drafts",
    "show_findings",
    "show_gaps",
    "show_tried",
    "show_versions",
]

_STYLES = {"same": "", "gone": "red strike", "new": "green"}


def show_drafts(rows: Sequence[EntryRow]) -> None:
    """Entries of the store."""
    table = Table("entry", "language", "state", "text", "writer", "version", "changed (UTC)")
    for row in rows:
        changed = row.changed_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            row.entry, row.language, row.state, str(row.revision), row.writer, str(row.version), changed
        )
    out.print(table)


def show_findings(findings: Sequence[Finding]) -> None:
    """What is to be mended; nothing where nothing is."""
    if not findings:
        return
    table = Table("entry", "", "what", "what to do")
    for one in findings:
        colour = "red" if one.severity == "error" else "yellow"
        table.add_row(one.entry, f"[{colour}]{one.severity}[/]", escape(one.what), escape(one.todo))
    out.print(table)


def show_versions(texts: Sequence[EntryText], steps: Sequence[EntryStep]) -> None:
    """Texts and steps."""
    table = Table("text", "written (UTC)", "by", "read by", "first sentence")
    for text in texts:
        said = text.fields.get("answer_spoken") or [text.fields.get("question", "")]
        at = text.at.strftime("%Y-%m-%d %H:%M")
        table.add_row(str(text.number), at, text.writer, text.approver or "–", escape(str(said[0])))
    out.print(table)
    table = Table("version", "at (UTC)", "who", "did", "text", "from", "until", "why")
    for step in steps:
        moments = [f"{moment:%Y-%m-%d %H:%M}" if moment else "" for moment in (step.begins_at, step.ends_at)]
        about = str(step.revision or "")
        at = step.at.strftime("%Y-%m-%d %H:%M")
        table.add_row(str(step.version), at, step.actor, step.action, about, *moments, escape(step.why))
    out.print(table)


def show_differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """What changed, word by word: red is gone, green is new."""
    from voicebot.civic.publishing.differences import differences

    for one in differences(old, new):
        words = "".join(
            f"[{_STYLES[piece.kind]}]{escape(piece.text)}[/]" if piece.kind != "same" else escape(piece.text)
            for piece in one.pieces
        )
        out.print(f"[bold]{one.field}[/]: {words}", highlight=False)


def show_tried(tried: Tried) -> None:
    """Who takes a question, which entry would answer, and why."""
    explained = tried.explained
    out.print(f"[bold]{tried.taken}[/] takes it: {escape(explained.match.reading)}")
    table = Table("entry", "probability", "nearest phrasing", "shared words", "strongest parts")
    for reason in explained.reasons:
        parts = sorted(reason.parts.items(), key=lambda part: -part[1])[:3]
        strongest = ", ".join(f"{name} {value:.2f}" for name, value in parts)
        shared = ", ".join(word.partition("/")[0] for word in reason.shared)
        table.add_row(
            reason.entry, f"{reason.probability:.3f}", escape(reason.phrasing), escape(shared), strongest
        )
    out.print(table)
    lead = ", ".join(f"{name} {value:+.2f}" for name, value in explained.lead.items())
    out.print(
        f"It answers from {explained.answers_from:.2f} and asks back from {explained.asks_from:.2f}."
        + (f" The first leads by: {lead}." if lead else "")
    )


def show_collisions(found: Sequence[Collision]) -> None:
    """Phrasings that another entry answers now."""
    for one in found:
        out.print(
            f"[yellow]'{escape(one.phrasing)}'[/] is taken by {one.entry} now ({one.probability:.2f}, "
            f"near '{escape(one.nearest)}')."
        )


def show_gaps(gaps: Sequence[Gap]) -> None:
    """What had no answer, the most asked first."""
    table = Table("no.", "asked", "how", "why", "weeks", "where", "nearest", "state")
    for gap in gaps:
        counts = [
            "\n".join(f"{name} {count}" for name, count in of.items())
            for of in (gap.kinds, gap.weeks, gap.channels)
        ]
        state = f"{gap.state} {gap.entry}".strip()
        wordings = escape("\n".join(gap.wordings))
        table.add_row(str(gap.number), str(gap.total), wordings, *counts, gap.nearest, state)
    out.print(table)
