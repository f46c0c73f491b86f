"""Danger first: who may be in danger is heard before anything else, with every model off too."""

from voicebot.understand.safety.gate import ANSWER, Danger, danger_in, danger_said, ready, rules_said
from voicebot.understand.safety.kinds import Kind

__all__ = ["ANSWER", "Danger", "Kind", "danger_in", "danger_said", "ready", "rules_said"]
