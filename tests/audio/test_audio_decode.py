"""Every format a caller's device makes, and every way a file can be bad."""

import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from audio_sounds import RATE, aac_of, file_of, pitch_of, tone
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.audio.decode import decode
from voicebot.audio.encode import wav_bytes
from voicebot.audio.level import rms_db
from voicebot.errors import AudioError

TONE = tone()
WAV = file_of(TONE.samples, "WAV")


def refuse(source: bytes | Path, max_seconds: float = 300) -> str:
    with pytest.raises(AudioError) as caught:
        decode(source, max_seconds=max_seconds)
    assert len(caught.value.message) > 20
    return caught.value.code


def outcome(source: bytes) -> str:
    """What came of it: ``audio`` or an error's code."""
    try:
        assert np.isfinite(decode(source).samples).all()
    except AudioError as error:
        return error.code
    return "audio"


def patched(at: int, layout: str, value: int) -> bytes:
    """WAV with a field of its header changed."""
    data = bytearray(WAV)
    struct.pack_into(layout, data, at, value)
    return bytes(data)


@pytest.mark.parametrize(
    ("form", "subtype"),
    [
        ("WAV", "PCM_16"),
        ("WAV", "PCM_U8"),
        ("WAV", "PCM_24"),
        ("WAV", "FLOAT"),
        ("WAV", "ULAW"),
        ("FLAC", None),
        ("OGG", "VORBIS"),
        ("OGG", "OPUS"),
        ("MP3", None),
        ("AIFF", None),
    ],
)
def test_reads_what_libsndfile_reads(form: str, subtype: str | None) -> None:
    audio = decode(file_of(TONE.samples, form, subtype))
    assert audio.rate == RATE
    assert audio.samples.dtype == np.float32
    assert audio.duration == pytest.approx(1.0, abs=0.05)
    assert pitch_of(audio) == pytest.approx(440, abs=2)
    assert rms_db(audio) == pytest.approx(rms_db(TONE), abs=0.5)


@pytest.mark.parametrize("form", ["ipod", "adts", "matroska"])
def test_reads_aac_as_phones_record_it(form: str) -> None:
    audio = decode(aac_of(TONE, form))
    assert audio.rate == RATE
    assert audio.duration == pytest.approx(1.0, abs=0.15)
    assert pitch_of(audio) == pytest.approx(440, abs=2)


def test_reads_a_path(tmp_path: Path) -> None:
    path = tmp_path / "q.flac"
    path.write_bytes(file_of(TONE.samples, "FLAC"))
    assert len(decode(path).samples) == len(TONE.samples)
    assert refuse(tmp_path / "none.wav") == "audio_unreadable"
    (tmp_path / "empty.wav").touch()
    assert refuse(tmp_path / "empty.wav") == "audio_empty"


def test_our_own_wav_comes_back() -> None:
    assert np.allclose(decode(wav_bytes(TONE)).samples, TONE.samples, atol=2 / 32768)


@pytest.mark.parametrize("channels", [2, 6])
def test_up_to_six_channels_are_mixed_down_evenly(channels: int) -> None:
    many = np.zeros((RATE, channels), np.float32)
    many[:, -1] = TONE.samples
    audio = decode(file_of(many, "WAV", "FLOAT"))
    assert audio.samples.shape == (RATE,)
    assert np.allclose(audio.samples, TONE.samples / channels, atol=1e-6)


@pytest.mark.parametrize("form", ["WAV", "FLAC"])
def test_eight_channels_are_refused(form: str) -> None:
    assert refuse(file_of(np.zeros((100, 8), np.float32), form)) == "audio_too_many_channels"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_a_number_is_refused(bad: float) -> None:
    samples = TONE.samples.copy()
    samples[777] = bad
    assert refuse(file_of(samples, "WAV", "FLOAT")) == "audio_not_finite"


@pytest.mark.parametrize("source", [b"", file_of(TONE.samples[:0], "WAV"), file_of(TONE.samples[:0], "FLAC")])
def test_nothing_is_empty(source: bytes) -> None:
    assert refuse(source) == "audio_empty"


@pytest.mark.parametrize(
    "source",
    [
        b"hello " * 100,
        b"\0" * 5000,
        WAV[:20],
        b"RIFF\x10\0\0\0WAVE",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        file_of(TONE.samples, "FLAC")[:60],
        aac_of(TONE)[:200],
        aac_of(TONE, "matroska").replace(b"A_AAC", b"A_XXX"),
    ],
)
def test_garbage_is_unreadable(source: bytes) -> None:
    assert refuse(source) == "audio_unreadable"


def test_a_play_list_does_not_open_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "secret.aac").write_bytes(aac_of(TONE, "adts"))
    listing = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{tmp_path}/secret.aac\n#EXT-X-ENDLIST\n"
    assert refuse(listing.encode()) == "audio_unreadable"
    (tmp_path / "list.m3u8").write_text(listing)
    assert refuse(tmp_path / "list.m3u8") == "audio_unreadable"


@pytest.mark.parametrize("share", [0.002, 0.1, 0.8])
@pytest.mark.parametrize("form", ["WAV", "FLAC"])
def test_a_header_that_promises_far_more_than_there_is(form: str, share: float) -> None:
    whole = file_of(np.random.default_rng(1).uniform(-0.5, 0.5, RATE).astype(np.float32), form)
    assert refuse(whole[: int(len(whole) * share)]) == "audio_unreadable"


def test_a_little_missing_at_the_end_is_forgiven() -> None:
    assert decode(WAV[: int(len(WAV) * 0.95)]).duration == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("unknown", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_that_a_recorder_left_open_is_forgiven(unknown: int) -> None:
    data = bytearray(patched(40, "<I", unknown or 0xFFFFFFFF))
    struct.pack_into("<I", data, 4, unknown)
    assert decode(bytes(data)).duration == pytest.approx(1.0)


@pytest.mark.parametrize("rate", [1, 999, 3_999, 384_001, 2**31 - 1])
def test_an_absurd_rate(rate: int) -> None:
    assert refuse(patched(24, "<I", rate)) == "audio_bad_rate"


def test_a_rate_of_nothing() -> None:
    assert refuse(patched(24, "<I", 0)) == "audio_bad_rate"


@pytest.mark.parametrize("channels", [0, 9, 65_535])
def test_an_absurd_channel_count(channels: int) -> None:
    assert refuse(patched(22, "<H", channels)) in {"audio_unreadable", "audio_too_many_channels"}


@pytest.mark.parametrize(("form", "subtype"), [("FLAC", None), ("OGG", "OPUS"), ("MP3", None)])
def test_too_long_by_header_or_by_count(form: str, subtype: str | None) -> None:
    assert refuse(file_of(np.zeros(RATE * 11, np.int16), form, subtype), 10) == "audio_too_long"


def test_too_long_by_count_when_nothing_tells_the_length() -> None:
    assert refuse(aac_of(tone(11), "adts"), 10) == "audio_too_long"


def test_six_hours_never_lie_in_memory(tmp_path: Path) -> None:
    """Eight-kHz silence packs well: the file is small, the sound would be 690 MB."""
    import soundfile

    path = tmp_path / "long.flac"
    with soundfile.SoundFile(path, "w", 8000, 1, "PCM_16") as file:
        for _ in range(36):
            file.write(np.zeros(8000 * 600, np.int16))
    tracemalloc.start()
    assert refuse(path) == "audio_too_long"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_noise_behind_a_good_header_never_escapes(noise: bytes) -> None:
    """Whatever comes is a sound or an AudioError, never another exception."""
    for source in (noise, WAV[:44] + noise, b"OggS" + noise, b"fLaC" + noise, b"ID3" + noise):
        assert outcome(source).startswith("audio")
