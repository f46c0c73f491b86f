"""The steps in which a caller changes how the desk speaks."""

from __future__ import annotations

from collections.abc import Iterable

from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.reply import Effect

__all__ = ["paced"]

RATE_STEP = 0.1
LOUDER = 10 ** (4 / 20)
"""4 dB: a step that a person with a hearing loss notices."""
_FACTORS = {Effect.LOUDER: LOUDER, Effect.SOFTER: 1 / LOUDER}
_STEPS = {Effect.SLOWER: -RATE_STEP, Effect.FASTER: RATE_STEP}


def paced(options: SpeechOptions, effects: Iterable[Effect]) -> SpeechOptions:
    """The options after a wish, kept within 0.7–1.5 for the rate and 0.25–4 for the amplitude."""
    rate, volume = options.rate, options.volume
    for effect in effects:
        rate = min(1.5, max(0.7, round(rate + _STEPS.get(effect, 0.0), 2)))
        volume = min(4.0, max(0.25, volume * _FACTORS.get(effect, 1.0)))
    return options.model_copy(update={"rate": rate, "volume": volume})
