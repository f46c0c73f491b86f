"""How loud a sound is, and making it louder, softer or noisy."""

from __future__ import annotations

import math

import numpy as np

from voicebot.audio.sound import Audio

__all__ = ["mix_at_snr", "peak_db", "pink_noise", "rms_db", "scale", "white_noise"]

SILENCE_DB = -120.0
_KNEE = 0.8
"""Amplitude above which `scale` bends instead of clipping."""


def rms_db(audio: Audio) -> float:
    """Root-mean-square level in dB of full scale; -120 for silence."""
    return _decibels(
        float(np.sqrt(np.mean(np.square(audio.samples, dtype=np.float64)))) if len(audio.samples) else 0
    )


def peak_db(audio: Audio) -> float:
    """Highest level in dB of full scale; -120 for silence."""
    return _decibels(float(np.max(np.abs(audio.samples))) if len(audio.samples) else 0)


def _decibels(amplitude: float) -> float:
    return max(SILENCE_DB, 20 * math.log10(amplitude)) if amplitude > 0 else SILENCE_DB


def scale(audio: Audio, gain_db: float) -> Audio:
    """Louder or softer; peaks above 80 % of full scale are bent, so that louder never rattles."""
    samples = audio.samples * np.float32(10 ** (gain_db / 20))
    size = np.abs(samples)
    if gain_db > 0 and size.max(initial=0.0) > _KNEE:
        room = 1 - _KNEE
        bent = _KNEE + room * np.tanh((size - _KNEE) / room)
        samples = np.where(size > _KNEE, np.sign(samples) * bent, samples)
    return Audio(samples.astype(np.float32, copy=False), audio.rate)


def white_noise(seconds: float, rate: int, rng: np.random.Generator) -> Audio:
    """Noise with the same power at every frequency."""
    return Audio((0.1 * rng.standard_normal(round(seconds * rate))).astype(np.float32), rate)


def pink_noise(seconds: float, rate: int, rng: np.random.Generator) -> Audio:
    """Noise that loses 3 dB an octave, as rooms and streets do."""
    white = np.fft.rfft(rng.standard_normal(round(seconds * rate)))
    white /= np.sqrt(np.maximum(1, np.arange(len(white))))
    pink = np.fft.irfft(white, round(seconds * rate))
    return Audio((0.1 * pink / max(1e-12, float(pink.std()))).astype(np.float32), rate)


def mix_at_snr(speech: Audio, noise: Audio, snr_db: float) -> Audio:
    """Speech with noise `snr_db` below it; the noise is repeated or cut to fit.

    Raises:
        ValueError: the two have different rates.
    """
    if speech.rate != noise.rate:
        raise ValueError(f"mix_at_snr needs one rate, got {speech.rate} and {noise.rate}")
    fitted = Audio(np.resize(noise.samples, len(speech.samples)), speech.rate)
    gain = rms_db(speech) - snr_db - rms_db(fitted)
    return Audio(speech.samples + fitted.samples * np.float32(10 ** (gain / 20)), speech.rate)
