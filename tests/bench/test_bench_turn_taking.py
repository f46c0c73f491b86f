import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.audio.sound import Samples
from voicebot.bench import pauses
from voicebot.bench.listening import Judge, Outcome, fixed, fixed_turns, our_turns, reader
from voicebot.bench.pauses import (
    DATA,
    Clip,
    Voices,
    going_on_clips,
    hiss,
    read_pairs,
    said_before,
    spoken_clips,
    trimmed,
)
from voicebot.bench.turn_table import show
from voicebot.bench.turn_taking import TurnTaking, summary
from voicebot.hear.ending import Ending
from voicebot.hear.patience import Patience
from voicebot.hear.transcriber import Capabilities as Hears
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.hear.vad import RATE, SileroModel, SileroState, VoiceActivity
from voicebot.speak.cache import SpeechCache
from voicebot.speak.synthesizer import Capabilities

KINDS = {"particle", "connective", "filler", "modifier", "noun", "number", "clean"}


class Loudness(SileroModel):
    """Speech is what is loud."""

    def __init__(self) -> None:
        """Nothing to load."""

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        return (np.abs(frames).mean(axis=1) > 0.05).astype(np.float32), state


class Voice:
    """A second of speech with silence around it; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("fake", "1", ("ko",), ("a", "b"), 24_000)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        self.asked.append((text, voice))
        return Audio.join([Audio.silence(0.3, 24_000), speech(1.0, 24_000), Audio.silence(0.5, 24_000)])


def speech(seconds: float, rate: int = RATE) -> Audio:
    return Audio(np.full(round(seconds * rate), 0.3, np.float32), rate)


def clip(*gaps: float, last: float = 1.0) -> Clip:
    """A second of speech before every gap."""
    parts = [part for gap in gaps for part in (speech(1.0), Audio.silence(gap, RATE))]
    sound = Audio.join([*parts, speech(last)])
    return Clip("particle", sound, sound.duration)


def says(*endings: Ending, took: float = 0.1) -> Judge:
    answers = iter(endings)
    return lambda sound: (next(answers), took)


@pytest.fixture
def voices(tmp_path: Path) -> tuple[Voice, Voices]:
    voice = Voice()
    return voice, Voices(voice, SpeechCache(tmp_path))


def test_sound_is_trimmed_to_its_speech() -> None:
    whole = Audio.join([Audio.silence(0.3, RATE), speech(1.0), hiss(0.5, -60.0, 1)])
    assert trimmed(whole).duration == pytest.approx(1.0, abs=0.041)
    assert trimmed(Audio.silence(0.5, RATE)).duration == 0.5


def test_hiss_has_its_level_and_is_the_same_each_time() -> None:
    assert rms_db(hiss(1.0, -60.0, 3)) == pytest.approx(-60.0, abs=0.1)
    assert np.array_equal(hiss(0.1, -60.0, 3).samples, hiss(0.1, -60.0, 3).samples)
    assert not len(hiss(0.0, -60.0, 3).samples)


def test_marks_become_gaps_that_rotate_and_voices_take_turns(voices: tuple[Voice, Voices]) -> None:
    voice, ours = voices
    first, second = spoken_clips([("noun", "가 | 나 | 다"), ("clean", "라")], ours)
    assert voice.asked == [("가", "a"), ("나", "a"), ("다", "a"), ("라", "b")]
    assert (first.group, second.group) == ("noun", "clean")
    assert first.end == pytest.approx(3.0 + 0.4 + 0.7, abs=0.15)
    assert second.end == second.sound.duration == pytest.approx(1.0, abs=0.05)


def test_what_was_said_once_is_kept(voices: tuple[Voice, Voices]) -> None:
    voice, ours = voices
    once, twice = ours.say("가", 0), ours.say("가", 0)
    assert voice.asked == [("가", "a")]
    assert twice.duration == once.duration


def test_people_go_on_after_a_gap(voices: tuple[Voice, Voices]) -> None:
    found = list(going_on_clips([("가.", "나.")] * 2, voices[1]))
    lengths = [clip.end for clip in found]
    assert lengths == pytest.approx([3.2, 3.4], abs=0.1)
    assert {clip.group for clip in found} == {"going_on"}


def test_the_longest_inner_pause_of_a_recording_is_stretched() -> None:
    sound = Audio.join(
        [speech(1.0), Audio.silence(0.2, RATE), speech(1.0), Audio.silence(0.5, RATE), speech(0.8)]
    )
    windows = VoiceActivity(Loudness()).push(sound.samples)
    found = pauses._stretched(sound, windows, "여권을 만들려고요", 1, lambda before: "여권을")
    assert found is not None
    assert found.sound.duration == found.end == pytest.approx(1.0 + 0.2 + 1.0 + 1.5 + 0.8, abs=0.1)
    quiet = [w.end for w in VoiceActivity(Loudness()).push(found.sound.samples) if not w.speech]
    assert quiet[-1] == pytest.approx(1.0 + 0.2 + 1.0 + 1.5, abs=0.1)
    assert (found.finished, found.labels) == (True, ("human, 1.5 s", "human, in a sentence"))


def test_a_click_after_the_last_word_is_no_end_of_a_clip() -> None:
    words = [speech(1.0), Audio.silence(0.3, RATE), speech(1.0)]
    sound = Audio.join([*words, Audio.silence(0.6, RATE), speech(0.06)])
    found = pauses._stretched(
        sound, VoiceActivity(Loudness()).push(sound.samples), "가 나", 0, lambda _: "가"
    )
    assert found is not None
    assert found.end == pytest.approx(1.0 + 1.0 + 1.0, abs=0.1)


@pytest.mark.parametrize(
    ("heard", "before"),
    [
        ("기장 군전체를 도랐습니다.", "기장군 전체를 돌았습니다"),
        ("기장군", "기장군"),
        ("기장군 전체", "기장군 전체를"),
    ],
)
def test_the_pause_is_found_in_the_transcript(heard: str, before: str) -> None:
    assert said_before("기장군 전체를 돌았습니다 430명쯤 찍었습니다", heard) == before


def test_a_pause_after_a_whole_sentence_is_told_apart() -> None:
    sound = Audio.join([speech(1.0), Audio.silence(0.5, RATE), speech(1.0)])
    windows = VoiceActivity(Loudness()).push(sound.samples)
    found = pauses._stretched(sound, windows, "다 돌았습니다 그런데", 0, lambda _: "다 돌았습니다.")
    assert found is not None
    assert (found.finished, found.labels[1]) == (False, "human, between sentences")


def test_a_recording_without_a_pause_is_left_out() -> None:
    sound = Audio.join([Audio.silence(1.0, RATE), speech(2.0), Audio.silence(1.0, RATE)])
    windows = VoiceActivity(Loudness()).push(sound.samples)
    assert pauses._stretched(sound, windows, "네", 0, str) is None
    assert pauses._stretched(sound, [], "네", 0, str) is None


def test_a_finished_sentence_ends_soon_and_a_pause_is_waited_out() -> None:
    outcome = our_turns(
        clip(1.5),
        Loudness(),
        says(Ending.UNFINISHED, Ending.FINISHED),
        Patience(finished=0.7, unfinished=2.8),
    )
    assert (outcome.early, outcome.cut_off, outcome.joined) == ([], False, True)
    assert outcome.end_s == pytest.approx(0.7, abs=0.1)
    assert outcome.judged == [0.1, 0.1]


def test_an_early_end_is_told_and_taken_up_again() -> None:
    outcome = our_turns(clip(1.5), Loudness(), says(*[Ending.FINISHED] * 2), Patience())
    assert (outcome.early, outcome.reopened, outcome.cut_off) == (["finished"], 1, False)
    assert outcome.joined


def test_an_early_end_that_nobody_goes_on_after_in_time_is_a_cut() -> None:
    outcome = our_turns(clip(4.0), Loudness(), says(*[Ending.FINISHED] * 2), Patience())
    assert (outcome.early, outcome.cut_off, outcome.joined) == (["finished"], True, False)


def test_a_slow_recogniser_costs_sound() -> None:
    quick = our_turns(clip(), Loudness(), says(Ending.FINISHED, took=0.2), Patience(unclear=1.6))
    slow = our_turns(clip(), Loudness(), says(Ending.FINISHED, took=1.0), Patience(unclear=1.6))
    assert quick.end_s == pytest.approx(0.7, abs=0.1)
    assert slow.end_s == pytest.approx(1.3, abs=0.1)


def test_a_guess_that_comes_after_speech_went_on_says_nothing() -> None:
    endings = (Ending.FINISHED, Ending.UNCLEAR)
    outcome = our_turns(clip(0.5, last=0.5), Loudness(), says(*endings, took=0.6), Patience())
    assert outcome.early == []


@pytest.mark.parametrize(("silence", "early"), [(0.5, 2), (0.8, 1), (1.5, 0)])
def test_fixed_silences_cut_off_whatever_is_longer(silence: float, early: int) -> None:
    outcome = fixed_turns(clip(0.65, 1.2), Loudness(), [silence])[silence]
    assert len(outcome.early) == early
    assert outcome.reopened == 0
    assert outcome.end_s == pytest.approx(silence, abs=0.1)


def test_a_fixed_silence_learns_nothing() -> None:
    learned = fixed(0.8).after_cut().after_cut()
    assert [learned.wait(ending) for ending in Ending] == [0.8] * len(Ending)


class Ear:
    capabilities = Hears("fake", ("ko",), 3)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        return Transcript((Hypothesis("여권을", 0.0),), language)


def test_words_are_judged_by_their_grammar_and_the_time_is_bounded() -> None:
    ending, took = reader(Ear(), latency_s=0.0)(speech(1.0))
    assert (ending, took) == (Ending.UNFINISHED, 0.0)
    assert reader(Ear())(speech(1.0))[1] > 0


def outcome(group: str, end_s: float | None, early: int = 0, reopened: int = 0) -> Outcome:
    of = Clip(group, speech(0.1), 0.1, finished=group != "human")
    return Outcome(of, ["unclear"] * early, reopened, end_s)


def test_a_group_is_summed_up() -> None:
    figures = summary(
        [
            outcome("noun", 0.5),
            outcome("noun", 0.7, early=1, reopened=1),
            outcome("human", 2.9, early=2, reopened=1),
            outcome("human", None, early=1),
        ]
    )
    assert (figures["n"], figures["cut_off"], figures["reopened"]) == (4, 0.5, 0.25)
    assert figures["too_early"] == 0.75
    assert (figures["end_s_median"], figures["finished_end_s_median"]) == (0.7, 0.6)
    assert figures["early"] == {"unclear": 4}


def test_nothing_is_summed_up_as_nothing() -> None:
    assert summary([]) == {
        "n": 0,
        "cut_off": 0.0,
        "reopened": 0.0,
        "too_early": 0.0,
        "end_s_median": None,
        "end_s_p95": None,
        "finished_end_s_median": None,
        "finished_end_s_p95": None,
        "early": {},
    }


def test_ours_and_fixed_silences_hear_the_same_clips() -> None:
    judge: Callable[[Audio], tuple[Ending, float]] = lambda sound: (  # noqa: E731
        (Ending.UNFINISHED if sound.duration < 2 else Ending.FINISHED),
        0.1,
    )
    desk = TurnTaking(Loudness(), judge, Patience())
    figures = desk.compare([clip(1.0), clip(1.0)])
    assert figures["groups"]["particle"] == figures["groups"]["ours"] == figures["groups"]["all"]
    assert figures["groups"]["ours"]["cut_off"] == 0.0
    assert {name: f["cut_off"] for name, f in figures["fixed"].items()} == {
        "0.5": 1.0,
        "0.8": 1.0,
        "1.5": 0.0,
        "2.5": 0.0,
    }
    assert figures["recognition_s_median"] == 0.1
    going_on = desk.going_on([clip(1.5)])
    assert (going_on["n"], going_on["joined"], going_on["early"]) == (1, 1.0, 0.0)


def test_the_table_has_both_kinds_of_early_ends_beside_fixed_silences(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = TurnTaking(Loudness(), says(*[Ending.FINISHED] * 4), Patience())
    show(desk.compare([clip(1.0)]) | {"going_on": desk.going_on([clip(1.5)])})
    printed = capsys.readouterr().out
    ours = next(line for line in printed.splitlines() if "particle" in line)
    assert [cell.strip() for cell in ours.split("│")[2:6]] == ["1", "0.0%", "100.0%", "100.0%"]
    assert "fixed 0.5 s" in printed
    assert "going on: 100.0% of 1 joined; 100.0% after an end" in printed


def test_the_written_sets_are_whole() -> None:
    written = read_pairs(DATA / "pauses.ko.tsv")
    assert len(written) >= 200
    assert {kind for kind, _ in written} == KINDS
    assert all((pauses.MARK in text) == (kind != "clean") for kind, text in written)
    more = read_pairs(DATA / "going_on.ko.tsv")
    assert len(more) >= 50
    assert all(first and second for first, second in more)
    assert math.isclose(max(pauses.GAPS_S), 2.5)
