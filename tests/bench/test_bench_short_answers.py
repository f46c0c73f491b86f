"""Spoken answers of one syllable, and what they are taken for; with no models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.bench import short_answers, syllables
from voicebot.bench.desk_ear import TurnHeard
from voicebot.bench.syllables import WORDS, Answer, alone, spoken_answers, with_noise_before
from voicebot.hear.guard import Verdict
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.hear.turn import Reason
from voicebot.speak.synthesizer import Capabilities, Timed
from voicebot.understand.expected import DIGITS, NO, YES, YES_NO

RATE = 16_000


def tone(seconds: float) -> Audio:
    return Audio((0.3 * np.sin(np.arange(round(seconds * RATE)) * 0.1)).astype(np.float32), RATE)


class Voice:
    """Says the first word for 0.4 s, pauses for 0.3 s, goes on."""

    capabilities = Capabilities("tone", "1", ("ko",), ("a", "b"), RATE)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        return self.synthesize_timed(text, language=language, voice=voice).audio

    def synthesize_timed(self, text: str, *, language: str, voice: str | None = None) -> Timed:
        sound = Audio.join([tone(0.4), Audio.silence(0.3, RATE), tone(0.5)])
        return Timed(sound, tuple(zip(text.split(), (0.0, 0.7, 0.9, 1.0), strict=False)))


def test_a_word_is_cut_off_in_the_pause_after_it() -> None:
    sound = alone(Voice().synthesize_timed("네, 거기요.", language="ko"))
    assert sound.duration == pytest.approx(0.42, abs=0.03)
    assert rms_db(sound) > -20


def test_without_a_pause_it_is_cut_where_it_is_quietest() -> None:
    sound = Audio.join([tone(0.4), Audio(tone(0.1).samples * 0.2, RATE), tone(0.5)])
    cut = alone(Timed(sound, (("네,", 0.0), ("그렇게", 0.5))))
    assert 0.4 <= cut.duration <= 0.5


def test_every_word_in_every_voice_and_manner() -> None:
    answers = list(spoken_answers(Voice()))
    assert len(answers) == len(WORDS) * 2 * 4
    assert [answer.word for answer in answers[: len(WORDS)]] == list(WORDS)
    assert len({round(rms_db(answer.sound), 1) for answer in answers}) >= 4
    assert len({answer.sound.duration for answer in answers}) >= 3


def test_with_four_voices_there_are_two_hundred() -> None:
    from voicebot.speak.kokoro import VOICES

    assert len(WORDS) * len(VOICES) * len(syllables._MANNERS) >= 200


def test_noise_comes_before_the_word_and_below_it() -> None:
    answer = Answer("네", "a", Audio.join([Audio.silence(0.3, RATE), tone(0.4)]))
    noisy = with_noise_before(answer, 7)
    assert noisy.duration == pytest.approx(1.0, abs=0.01)
    assert rms_db(noisy.cut(0.0, 0.3)) == -120
    before, word = rms_db(noisy.cut(0.3, 0.6)), rms_db(noisy.cut(0.6))
    assert word - 20 < before < word - 5
    assert np.array_equal(noisy.samples, with_noise_before(answer, 7).samples)
    assert not np.array_equal(noisy.samples, with_noise_before(answer, 8).samples)


def turn(answer: str | None, reason: str = "heard") -> TurnHeard:
    ended = TurnEnded(tone(0.5), Reason.SILENCE, 0.4, 0.7, 0.5)
    readings = (Hypothesis("음", -0.5),)
    return TurnHeard(ended, Transcript(readings, "ko"), Verdict(reason == "heard", reason), answer)


class Told:
    """An ear that hears what it is told, answer by answer."""

    def __init__(self, *heard: list[TurnHeard]) -> None:
        self.heard = list(heard)

    def hear(self, sound: Audio) -> list[TurnHeard]:
        return self.heard.pop(0)


def test_what_answers_are_taken_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = [Answer(word, "a", tone(0.5)) for word in ("네", "아니", "이", "삼", "구")]
    yes_no = Told([turn(YES)], [turn(YES)], [turn(NO)], [turn(YES)])
    digits = Told(
        [turn("2")], [turn(None)],
        [turn("3", "unsure")], [turn(None, "unsure"), turn("3")],
        [], [turn("9")],
    )  # fmt: skip
    monkeypatch.setattr(short_answers, "spoken_answers", lambda voice: iter(said))
    monkeypatch.setattr(short_answers, "Kokoro", lambda threads: None)
    monkeypatch.setattr(short_answers, "FasterWhisper", lambda threads: None)
    monkeypatch.setattr(short_answers, "SileroModel", lambda folder: None)
    monkeypatch.setattr(short_answers, "locate", lambda name: Path())
    monkeypatch.setattr(short_answers, "_ears", lambda *models: {YES_NO: yes_no, DIGITS: digits})
    file = tmp_path / "short.json"
    figures: dict[str, Any] = short_answers.eval_short(json_path=file)
    assert figures["alone"]["n"] == figures["noise before"]["n"] == 5
    assert figures["alone"]["right"] == 3 / 5
    assert figures["noise before"]["right"] == 3 / 5
    assert (figures["alone"]["wrong"], figures["noise before"]["wrong"]) == (0, 1)
    assert figures["confusion"]["아니"] == {"no": 1, "yes": 1}
    assert figures["confusion"]["이"] == {"2": 1, "not taken": 1}
    assert figures["confusion"]["삼"] == {"refused": 1, "3": 1}
    assert figures["confusion"]["구"] == {"no turn": 1, "9": 1}
    assert len(json.loads(file.read_text("utf-8"))["not_right"]) == 4
