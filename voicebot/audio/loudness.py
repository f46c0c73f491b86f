"""How loud a programme is to people, and bringing it to the common loudness: EBU R 128 through FFmpeg.

Level is how large samples are; loudness weighs frequencies as ears do and leaves pauses out (ITU-R BS.1770).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import av
import av.error
import av.filter
import numpy as np

from voicebot.audio.sound import Audio, Samples

__all__ = ["MOST_PEAK", "TARGET", "Loudness", "measure_loudness", "normalise_loudness"]

TARGET = -23.0
"""LUFS, of every programme (EBU R 128); the desk's own voice is made as loud (-22.8 on fifteen seconds)."""
MOST_PEAK = -1.0
"""dB true peak, at most (EBU R 128)."""
_ROUNDS = 3
"""A click that is held no longer counts: what is left is softer than was measured with it."""
_NEAR = 0.2
_HEADROOM = 2.0
"""dB by which the limiter stays below that: it looks at samples, and peaks lie between them."""
_SILENT = -70.0
"""LUFS below which BS.1770 hears nothing."""
_LEAST_S = 3.0
"""Shorter sounds are measured as if said again and again: a gate of 400 ms needs something to look at."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What was measured.

    Attributes:
        integrated: LUFS of the whole; -70 where there is nothing to hear.
        true_peak: dB of full scale, between the samples too.
    """

    integrated: float
    true_peak: float


def measure_loudness(audio: Audio) -> Loudness:
    """Measure a sound; computes (a thousandth of its length)."""
    if not len(audio.samples):
        return Loudness(_SILENT, _SILENT)
    again = math.ceil(_LEAST_S / audio.duration)
    whole = audio if again <= 1 else Audio(np.tile(audio.samples, again), audio.rate)
    told: dict[str, str] = {}
    for frame in _through(whole, "ebur128", "peak=true:metadata=1:framelog=quiet"):
        told |= frame.metadata
    peak = float(told.get("lavfi.r128.true_peak", "0"))
    loud = max(_SILENT, float(told.get("lavfi.r128.I", _SILENT)))
    return Loudness(loud, 20 * math.log10(peak) if peak > 0 else _SILENT)


def normalise_loudness(audio: Audio, target: float = TARGET) -> Audio:
    """The sound at the target loudness; peaks that would then be too high are held, not cut.

    Silence stays silence.
    """
    for _ in range(_ROUNDS):
        loud = measure_loudness(audio)
        gain = target - loud.integrated
        if loud.integrated <= _SILENT or (abs(gain) < _NEAR and loud.true_peak <= MOST_PEAK):
            return audio
        louder = Audio((audio.samples * np.float32(10 ** (gain / 20))).astype(np.float32), audio.rate)
        audio = louder if loud.true_peak + gain <= MOST_PEAK else _limited(louder)
    return audio


def _limited(audio: Audio) -> Audio:
    limit = 10 ** ((MOST_PEAK - _HEADROOM) / 20)
    frames = _through(audio, "alimiter", f"limit={limit:.4f}:level=disabled:attack=5:release=50:latency=1")
    parts = [np.asarray(frame.to_ndarray(), np.float32).reshape(-1) for frame in frames]
    return Audio(np.concatenate(parts)[: len(audio.samples)], audio.rate)


def _through(audio: Audio, name: str, options: str) -> Iterator[av.AudioFrame]:
    """What a filter of FFmpeg makes of a sound, a second at a time."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=audio.rate, format="flt", layout="mono")
    steps = [graph.add(name, options), graph.add("aformat", "sample_fmts=flt:channel_layouts=mono")]
    sink = graph.add("abuffersink")
    for left, right in zip([source, *steps], [*steps, sink], strict=True):
        left.link_to(right)
    graph.configure()
    for start in range(0, len(audio.samples), audio.rate):
        graph.push(_frame(audio.samples[start : start + audio.rate], audio.rate, start))
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _frame(samples: Samples, rate: int, start: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples)[None, :], format="flt", layout="mono")
    frame.sample_rate, frame.pts = rate, start
    return frame


def _ready(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, av.AudioFrame):
            yield frame
