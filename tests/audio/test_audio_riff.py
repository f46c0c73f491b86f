"""A WAV header against its file."""

import io
import struct

import numpy as np
import pytest
from audio_sounds import RATE, file_of
from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio.riff import WavClaims, read_claims

WAV = file_of(np.zeros(100, np.float32), "WAV")


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def test_it_reads_the_header_and_goes_back_to_the_start() -> None:
    stream = io.BytesIO(WAV)
    assert read_claims(stream) == WavClaims(channels=1, rate=RATE, promised=200, held=200)
    assert stream.tell() == 0


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_other_chunks_are_passed_over(first: bytes, second: bytes) -> None:
    extended = WAV[:12] + chunk(b"LIST", first) + WAV[12:36] + chunk(b"fact", second) + WAV[36:]
    assert read_claims(io.BytesIO(extended)) == read_claims(io.BytesIO(WAV))


@pytest.mark.parametrize("length", [0x7FFF_FFFF, 0xFFFF_FFFF])
def test_an_open_length_promises_nothing(length: int) -> None:
    claims = read_claims(io.BytesIO(WAV[:40] + struct.pack("<I", length) + WAV[44:]))
    assert claims is not None
    assert (claims.promised, claims.held) == (0, 200)


@given(st.binary(max_size=200))
def test_whatever_comes_it_is_a_header_or_it_is_not(noise: bytes) -> None:
    for source in (noise, b"RIFF\0\0\0\0WAVE" + noise, WAV[:20] + noise):
        claims = read_claims(io.BytesIO(source))
        assert claims is None or claims.held <= len(source)


def test_chunks_without_end_are_given_up() -> None:
    assert read_claims(io.BytesIO(WAV[:36] + chunk(b"junk", b"") * 1000 + WAV[36:])) is None
