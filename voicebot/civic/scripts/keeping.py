"""Scripts and what was found of them, as plain values in the store and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from voicebot.civic.scripts.checking import Listened
from voicebot.civic.scripts.listening import Heard
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript, Difference, Script
from voicebot.civic.scripts.voice import Voice
from voicebot.store.batches import LineState
from voicebot.store.tables import ScriptLineRow

__all__ = ["checked_of", "json_of", "listened_json", "listened_of", "script_of", "state_of"]

_DAYS = ("valid_from", "valid_until", "verified_on")


def json_of(script: Script) -> dict[str, Any]:
    """A script without its recording."""
    values = {one.name: getattr(script, one.name) for one in fields(script) if one.name != "recording"}
    days = {name: values[name].isoformat() if values[name] else None for name in _DAYS}
    return {**values, **days, "phrasings": list(script.phrasings)}


def script_of(kept: Mapping[str, Any]) -> Script:
    """What `json_of` gave."""
    days = {name: dt.date.fromisoformat(kept[name]) if kept[name] else None for name in _DAYS}
    return Script(**{**kept, **days, "phrasings": tuple(kept["phrasings"])})


def checked_of(row: ScriptLineRow) -> CheckedScript:
    """What was found of a row, and what was let pass."""
    script, found = script_of(row.script), row.checked or {}
    return CheckedScript(
        replace(script, answer=found.get("answer", script.answer)),
        key=f"{row.batch_id}:{row.line}",
        drafted=found.get("drafted", False),
        differences=tuple(Difference(*one) for one in found.get("differences", ())),
        voice=Voice.of_json(found.get("voice")),
        marks=tuple((at, ms) for at, ms in found.get("marks", ())),
        problems=tuple(Problem.of_json(one) for one in found.get("problems", ())),
        confirmed=frozenset(row.confirmed),
    )


def state_of(checked: CheckedScript) -> LineState:
    """What stands in the way: nothing, something that a person may let pass, or a mistake."""
    if not checked.open:
        return "clean"
    fixed = any(isinstance(one, Problem) and not one.confirmable for one in checked.open)
    return "wrong" if fixed else "open"


def listened_json(listened: Listened) -> dict[str, Any]:
    """What came of a recording."""
    return {
        "voice": listened.voice.as_json() if listened.voice else None,
        "heard": listened.heard.as_json(),
        "problems": [problem.as_json() for problem in listened.problems],
    }


def listened_of(kept: Mapping[str, Any]) -> Listened:
    """What `listened_json` gave."""
    problems = tuple(Problem.of_json(one) for one in kept["problems"])
    return Listened(Voice.of_json(kept["voice"]), Heard.of_json(kept["heard"]), problems)
