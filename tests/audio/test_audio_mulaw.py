"""G.711 µ-law against the standard library's, and against itself."""

import warnings

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from voicebot.audio.mulaw import decode_mulaw, encode_mulaw

ALL = bytes(range(256))


def test_codes_are_those_of_the_standard_library() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import audioop
    theirs = np.frombuffer(audioop.ulaw2lin(ALL, 2), "<i2")
    assert np.array_equal(decode_mulaw(ALL) * 32768, theirs)
    pcm = np.arange(-32768, 32768).astype("<i2")
    assert encode_mulaw((pcm / 32768).astype(np.float32)) == audioop.lin2ulaw(pcm.tobytes(), 2)


def test_every_code_survives_a_round_trip() -> None:
    again = np.frombuffer(encode_mulaw(decode_mulaw(ALL)), np.uint8)
    assert np.array_equal(decode_mulaw(again.tobytes()), decode_mulaw(ALL))


@given(hnp.arrays(np.float32, st.integers(0, 300), elements=st.floats(-1, 1, width=32)))
def test_the_error_is_a_sixteenth_of_the_sample_at_most(samples: np.ndarray) -> None:
    heard = decode_mulaw(encode_mulaw(samples))
    assert heard.dtype == np.float32
    assert len(heard) == len(samples)
    assert (np.abs(heard - samples) <= np.maximum(np.abs(samples) / 16, 0.0006) + 0.0001).all()


@given(st.floats(1, 1e6, width=32))
def test_what_is_too_loud_is_clipped(level: float) -> None:
    assert encode_mulaw(np.array([level, -level], np.float32)) == b"\x80\x00"
