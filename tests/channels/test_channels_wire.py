"""Frames become events and sound, and nothing else gets through."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio import Audio
from voicebot.channels.websocket.wire import (
    BadEventError,
    SequenceCounter,
    pack,
    read_event,
    sound_of,
    unpack,
    wire_sound,
)
from voicebot.errors import ProtocolError
from voicebot.talk.client_events import AudioFormat, InputText, SessionStart


def test_a_start_with_nothing_but_its_type_has_sensible_defaults() -> None:
    event = read_event('{"type": "session.start"}')
    assert isinstance(event, SessionStart)
    assert (event.language, event.audio.in_.rate, event.audio.out.rate, event.speech.rate) == (
        "ko",
        16000,
        24000,
        0.9,
    )


@pytest.mark.parametrize(
    ("text", "code", "event_id"),
    [
        ("{", "invalid_json", ""),
        ("[1]", "invalid_json", ""),
        ("[" * 100_000, "invalid_json", ""),
        ('{"type": "no.such", "event_id": "e1"}', "unknown_event", "e1"),
        ('{"event_id": "e2"}', "unknown_event", "e2"),
        ('{"type": "input_text", "event_id": "e3"}', "invalid_event", "e3"),
        (
            '{"type": "session.start", "audio": {"in": {"rate": 44100}}, "event_id": "e5"}',
            "unsupported_audio",
            "e5",
        ),
        ('{"type": "command", "name": "explode"}', "invalid_event", ""),
    ],
)
def test_what_is_no_event_says_why_and_whose(text: str, code: str, event_id: str) -> None:
    with pytest.raises(BadEventError) as caught:
        read_event(text)
    assert (caught.value.code, caught.value.event_id) == (code, event_id)


def test_fields_of_a_newer_client_are_passed_over() -> None:
    event = read_event('{"type": "input_text", "text": "x", "shiny": 1}')
    assert isinstance(event, InputText)
    assert event.text == "x"


def test_an_error_never_repeats_what_the_caller_wrote() -> None:
    with pytest.raises(BadEventError) as caught:
        read_event(json.dumps({"type": "input_text", "text": ["010-1234-5678"]}))
    assert "1234" not in caught.value.message


@given(st.text(max_size=200))
def test_any_text_is_an_error_of_ours(text: str) -> None:
    with pytest.raises(BadEventError) as caught:
        read_event(text)
    assert caught.value.code in {"invalid_json", "unknown_event", "invalid_event"}


@given(st.integers(0, 2**32 - 1), st.binary(min_size=1, max_size=100))
def test_a_frame_survives_the_journey(number: int, payload: bytes) -> None:
    assert unpack(pack(number, payload)) == (number, payload)


@pytest.mark.parametrize("frame", [b"", b"\0", b"\0\0\0\0"])
def test_a_frame_without_sound_is_refused(frame: bytes) -> None:
    with pytest.raises(ProtocolError):
        unpack(frame)


def test_numbers_must_be_consecutive_and_the_count_recovers() -> None:
    counter = SequenceCounter()
    for number in (7, 8):
        counter.check(number)
    for wrong in (11, 3):
        with pytest.raises(ProtocolError) as caught:
            counter.check(wrong)
        assert caught.value.code == "sequence_gap"
    counter.check(12)
    assert counter.expected == 13


def test_numbers_wrap_around() -> None:
    counter = SequenceCounter()
    counter.check(2**32 - 1)
    counter.check(0)
    assert counter.expected == 1


@pytest.mark.parametrize(
    "form", [AudioFormat(format="pcm16", rate=16000), AudioFormat(format="pcmu", rate=8000)]
)
def test_sound_survives_the_journey(form: AudioFormat) -> None:
    sound = Audio(np.sin(np.arange(800) / 5).astype(np.float32) * 0.5, form.rate)
    back = sound_of(wire_sound(sound, form), form)
    assert back.rate == form.rate
    assert np.abs(back.samples - sound.samples).max() < 0.03


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(ProtocolError) as caught:
        sound_of(struct.pack("<hb", 1, 2), AudioFormat())
    assert caught.value.code == "invalid_audio"
