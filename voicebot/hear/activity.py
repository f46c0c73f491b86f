"""Voice activity of many callers in few runs: a hundred windows at once cost far less than a hundred runs.

The kth window of every sound is judged in one run, so that each sound's windows still follow one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from voicebot.audio.sound import Samples
from voicebot.hear.vad import SileroModel, SileroState, VoiceActivity, WindowHeard

__all__ = ["hear_together"]


@dataclass(slots=True)
class _Track:
    """One sound on its way through the model."""

    activity: VoiceActivity
    windows: Samples
    heard: list[WindowHeard] = field(default_factory=list)


def hear_together(
    model: SileroModel, sounds: Sequence[tuple[VoiceActivity, Samples]]
) -> list[list[WindowHeard]]:
    """What `VoiceActivity.push` would find in each sound, up to rounding (1e-5).

    Args:
        model: the one that the voice activities share.
        sounds: voice activities, each once, and new samples of each, shape (n,) at 16 kHz.
    """
    tracks = [_Track(activity, activity.cut(samples)) for activity, samples in sounds]
    going = sorted(tracks, key=lambda track: -len(track.windows))
    state = SileroState.joined([track.activity.state for track in going])
    for k in range(max((len(track.windows) for track in tracks), default=0)):
        stay = sum(len(track.windows) > k for track in going)
        _leave(going[stay:], state.part(stay, len(going)))
        going = going[:stay]
        frames = np.stack([track.windows[k] for track in going])
        probabilities, state = model.run(frames, state.part(0, stay))
        for track, probability in zip(going, probabilities, strict=True):
            track.heard.append(track.activity.judged(track.windows[k], float(probability)))
    _leave(going, state)
    return [track.heard for track in tracks]


def _leave(done: Sequence[_Track], state: SileroState) -> None:
    """Give back to sounds that have no more windows what the model remembers of them."""
    for row, track in enumerate(done):
        track.activity.state = state.part(row, row + 1)
