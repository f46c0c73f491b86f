"""Reading sound files: WAV, FLAC, OGG/Opus and MP3 through libsndfile, M4A/AAC and the rest through FFmpeg.

What comes from outside may be garbage, may lie in its header and may be hours long, so files are read in
blocks, mixed down at once, and given up as soon as they are too long: memory stays bounded by `max_seconds`.

====================== ==================================================================================
code                   meaning
====================== ==================================================================================
audio_empty            nothing there: no bytes, or a readable file that holds no samples
audio_unreadable       not a sound file that either library can read, or one whose header promises more
                       than the file holds (a tenth more is forgiven)
audio_too_long         longer than `max_seconds`, by its header or by count while decoding
audio_not_finite       samples that are not numbers (NaN) or infinite
audio_bad_rate         fewer than 4,000 or more than 384,000 samples a second
audio_too_many_channels  more than six channels; up to six (5.1 surround) are mixed down
====================== ==================================================================================
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import av.error
import numpy as np
import soundfile

from voicebot.audio.riff import WavClaims, read_claims
from voicebot.audio.sound import Audio, Samples
from voicebot.errors import AudioError

__all__ = ["decode"]

_CHANNELS = 6
"""5.1 surround; what has more is a mixing desk's, not a caller's."""
_RATES = range(4_000, 384_001)
_BLOCK = 65_536
"""Sample times read at once."""
_ENOUGH = 0.9
"""A file that holds less than this share of what its header promises was cut on the way, or lies."""
_OPEN = 2**31 - 1
"""Lengths from here on are how libsndfile and streams say that nobody knows."""
_FORMATS = "aac,aiff,amr,asf,caf,flac,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,ogg,wav,w64"
"""What FFmpeg may open: no playlists, which would make it open the files and addresses they name."""
_GUESSED = {"aac", "amr", "mp3", "MP3"}
"""Containers without a length, as FFmpeg and libsndfile call them; what these report is a guess."""

_Block = tuple[Samples, int]
"""Samples of shape (n, channels) and their rate."""


def decode(source: bytes | Path, *, max_seconds: float = 300.0) -> Audio:
    """Read a whole sound file as one channel at its own rate; what is beyond full scale is clipped.

    Args:
        source: the file, or its content.
        max_seconds: longer ones are refused, without being read whole.

    Raises:
        AudioError: with one of the codes above.
    """
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size == 0:
            raise AudioError("audio_empty", "The sound file is empty. Record again and send the whole file.")
        return _read(source, max_seconds)
    except OSError as error:
        raise _unreadable(error.strerror or type(error).__name__) from error


def _read(source: bytes | Path, max_seconds: float) -> Audio:
    with _opened(source) as stream:
        if claims := read_claims(stream):
            _check_claims(claims)
    try:
        return _through_soundfile(_opened(source), max_seconds)
    except (soundfile.SoundFileError, TypeError):  # TypeError: a name that ends in .raw
        return _through_av(_opened(source), max_seconds)


def _check_claims(claims: WavClaims) -> None:
    _check_form(claims.rate, claims.channels)
    if claims.held < _ENOUGH * claims.promised:
        raise _cut(f"{claims.promised:,} bytes of sound", f"{claims.held:,}")


def _opened(source: bytes | Path) -> BinaryIO:
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def _through_soundfile(stream: BinaryIO, max_seconds: float) -> Audio:
    with stream, soundfile.SoundFile(stream) as file:
        _check_form(file.samplerate, file.channels)
        known = file.format not in _GUESSED and 0 < file.frames < _OPEN
        return _collect(_blocks(file), file.frames / file.samplerate if known else 0.0, max_seconds)


def _blocks(file: soundfile.SoundFile) -> Iterator[_Block]:
    while len(block := file.read(_BLOCK, dtype="float32", always_2d=True)):
        yield block, file.samplerate


def _through_av(stream: BinaryIO, max_seconds: float) -> Audio:
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "none"}
    try:
        with stream, av.open(stream, "r", metadata_errors="ignore", options=options) as container:
            if not container.streams.audio:
                raise _unreadable("it holds no sound track")
            track = container.streams.audio[0]
            if track.codec_context is None:
                raise _unreadable("its sound is coded in a way that FFmpeg does not know")
            _check_form(track.rate, track.channels)
            return _collect(_frames(container, track), _promised(container, track), max_seconds)
    except av.error.FFmpegError as error:
        raise _unreadable(error.strerror or type(error).__name__) from error
    except ValueError as error:
        raise _unreadable(str(error)) from error


def _promised(container: av.container.InputContainer, track: av.AudioStream) -> float:
    """Seconds that the header claims; 0 when it claims nothing."""
    if container.format.name in _GUESSED or not track.duration or not track.time_base:
        return 0.0
    return float(track.duration * Fraction(track.time_base))


def _frames(container: av.container.InputContainer, track: av.AudioStream) -> Iterator[_Block]:
    """What FFmpeg decodes; the frames know their rate better than the header does (HE-AAC).

    Interleaved, because PyAV 18.1 reads beyond the planes of a planar frame of eight channels.
    """
    interleave = av.AudioResampler(format="flt")
    for frame in container.decode(track):
        for plain in interleave.resample(frame):
            channels = plain.layout.nb_channels
            yield np.asarray(plain.to_ndarray(), np.float32).reshape(-1, channels), plain.sample_rate


def _collect(blocks: Iterable[_Block], promised: float, max_seconds: float) -> Audio:
    """Join the blocks, counting and checking as they come.

    Args:
        blocks: the sound.
        promised: seconds that the header claims; 0 when unknown.
        max_seconds: as much as is read.
    """
    if promised > max_seconds:
        raise _too_long(max_seconds)
    kept: list[Samples] = []
    rate, count = 0, 0
    for block, rate in blocks:
        count += len(block)
        if count > max_seconds * rate:
            raise _too_long(max_seconds)
        kept.append(_mixed(block))
    if count == 0:
        raise AudioError("audio_empty", "The sound file holds no sound. Record again.")
    _check_form(rate, 1)
    if count < _ENOUGH * promised * rate:
        raise _cut(f"{promised:.1f} s", f"{count / rate:.1f} s")
    return Audio(np.concatenate(kept), rate)


def _mixed(block: Samples) -> Samples:
    """(n, channels) to (n,), each channel with the same weight."""
    if not np.isfinite(block).all():
        raise AudioError(
            "audio_not_finite",
            "The sound file holds values that are not numbers. It is broken; export it again.",
        )
    mono: Samples = np.clip(block, -1.0, 1.0).mean(axis=1, dtype=np.float32)
    return mono


def _check_form(rate: int, channels: int) -> None:
    if channels > _CHANNELS:
        raise AudioError(
            "audio_too_many_channels",
            f"The sound file has {channels} channels; at most {_CHANNELS} are mixed down. Send one or two.",
        )
    if rate not in _RATES:
        raise AudioError(
            "audio_bad_rate",
            f"The sound file claims {rate} samples a second; {_RATES[0]} to {_RATES[-1]} are read.",
        )


def _too_long(max_seconds: float) -> AudioError:
    return AudioError(
        "audio_too_long",
        f"The sound file is longer than {max_seconds:g} s, which is as much as is read. Send a shorter one.",
    )


def _cut(promised: str, held: str) -> AudioError:
    return AudioError(
        "audio_unreadable",
        f"The sound file promises {promised} but holds {held}. It was cut on the way; send it again.",
    )


def _unreadable(why: str) -> AudioError:
    return AudioError(
        "audio_unreadable",
        f"This is not a sound file that can be read ({why}). WAV, FLAC, OGG, Opus, MP3 and M4A can.",
    )
