"""The dangers that the desk hears before anything else, and who comes."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Kind"]


class Kind(StrEnum):
    """What somebody is in danger of (civic.md, section E)."""

    SELF_HARM = "self_harm"
    FIRE = "fire"
    GAS = "gas"
    VIOLENCE = "violence"
    ABUSE = "abuse"
    LOST_PERSON = "lost_person"
    HEAT_COLD = "heat_cold"
    FALL = "fall"
    HAZARD = "hazard"
    MEDICAL = "medical"
