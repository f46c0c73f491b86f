"""An entry before it is published, as callers would meet it."""

from pathlib import Path

import numpy as np
from talk_fakes import TODAY, entry

from voicebot.audio import Audio
from voicebot.audio.encode import write_wav
from voicebot.talk.phrases import phrases
from voicebot.talk.preview import preview, preview_sound, through

LINES = ["하나예요.", "둘이에요.", "셋이에요.", "넷이에요."]


def tone(hertz: float) -> Audio:
    time_s = np.arange(24_000) / 24_000
    return Audio(np.sin(2 * np.pi * hertz * time_s).astype(np.float32), 24_000)


async def speak(sentence: str) -> Audio:
    return Audio.silence(len(sentence) / 10, 24_000)


def test_three_sentences_come_first_and_the_rest_to_who_wants_more() -> None:
    first, more = preview(entry("library", *LINES), None, phrases("ko"), TODAY)
    assert first.sentences == (*LINES[:3], "더 들을까요?")
    assert more.sentences == ("넷이에요.",)


async def test_what_is_said_is_all_of_it_with_pauses_between() -> None:
    first, _ = preview(entry("library", *LINES), None, phrases("ko"), TODAY)
    sound = await preview_sound(first, speak)
    spoken_s = sum(len(line) for line in first.sentences) / 10
    assert round(sound.duration, 2) == round(spoken_s + 0.5 * len(first.sentences), 2)


async def test_an_officers_recording_is_heard_in_place_of_the_desks_voice(tmp_path: Path) -> None:
    write_wav(tmp_path / "library.wav", tone(440))
    replies = preview(entry("library", *LINES), tmp_path / "library.wav", phrases("ko"), TODAY)
    sound = await preview_sound(replies[0], speak)
    assert np.abs(sound.samples[:24_000]).max() > 0.9


def test_a_telephone_carries_nothing_above_four_kilohertz() -> None:
    assert np.abs(through(tone(6000), "phone").samples[800:-800]).max() < 0.1
    assert np.abs(through(tone(1000), "phone").samples).max() > 0.8
    assert through(tone(1000), "phone").rate == 8000
    assert through(tone(6000), "kiosk").rate == 24_000
