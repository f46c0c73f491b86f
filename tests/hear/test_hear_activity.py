"""Judging many sounds together finds what judging each alone finds."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from voicebot.audio.sound import Samples
from voicebot.hear.activity import hear_together
from voicebot.hear.vad import WINDOW, SileroModel, SileroState, VoiceActivity, WindowHeard
from voicebot.weights import locate

PIECES = st.lists(st.lists(st.integers(0, 4 * WINDOW), min_size=1, max_size=6), max_size=6)
"""How many samples come in each round, for each sound."""


class Remembers:
    """A stand-in whose judgement depends on every window so far, and on whose it is."""

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        hidden = state.hidden * 0.5 + frames.mean(axis=1)[None, :, None]
        cell = state.cell + frames[:, :1][None]
        context = frames[:, -64:] + state.context[:, :1]
        judged = (hidden[0, :, 0] + cell[0, :, 0] + context[:, 0]) % 1.0
        return judged.astype(np.float32), SileroState(hidden, cell, context)


@pytest.fixture(scope="module")
def silero() -> SileroModel:
    return SileroModel(locate("silero-vad"))


def alone_and_together(
    model: SileroModel, rounds: list[list[Samples]]
) -> tuple[list[WindowHeard], list[WindowHeard]]:
    """What each way hears of sounds that come in rounds, flattened."""
    alone = [VoiceActivity(model) for _ in rounds[0]]
    together = [VoiceActivity(model) for _ in rounds[0]]
    expected: list[WindowHeard] = []
    found: list[WindowHeard] = []
    for sounds in rounds:
        for activity, samples in zip(alone, sounds, strict=True):
            expected += activity.push(samples)
        for heard in hear_together(model, list(zip(together, sounds, strict=True))):
            found += heard
    return expected, found


def alike(expected: list[WindowHeard], found: list[WindowHeard]) -> bool:
    """Whether the same windows of the same sounds were judged alike."""
    pairs = list(zip(expected, found, strict=True))
    return all(
        one.end == other.end
        and abs(one.probability - other.probability) < 1e-5
        and np.array_equal(one.samples, other.samples)
        for one, other in pairs
    )


@given(PIECES, st.integers(0, 2**32 - 1))
def test_whatever_comes_in_whatever_pieces_the_judgement_is_the_same(
    pieces: list[list[int]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    rounds = max((len(sound) for sound in pieces), default=1)
    sounds = [
        [rng.random(sound[r] if r < len(sound) else 0, np.float32) for sound in pieces] for r in range(rounds)
    ]
    assert alike(*alone_and_together(cast("SileroModel", Remembers()), sounds))


@pytest.mark.models
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=9), st.integers(0, 2**32 - 1))
def test_the_real_model_gives_the_same_probabilities(
    silero: SileroModel, lengths: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    tones = [np.sin(np.arange(12 * n) * rng.uniform(0.02, 0.4)) * rng.uniform(0, 0.9) for n in lengths]
    noisy = [(tone + rng.normal(0, 0.05, len(tone))).astype(np.float32) for tone in tones]
    rounds = [[tone[r * n : (r + 1) * n] for tone, n in zip(noisy, lengths, strict=True)] for r in range(12)]
    assert alike(*alone_and_together(silero, rounds))


def test_nobody_and_nothing() -> None:
    model = cast("SileroModel", Remembers())
    assert hear_together(model, []) == []
    assert hear_together(model, [(VoiceActivity(model), np.zeros(100, np.float32))]) == [[]]
