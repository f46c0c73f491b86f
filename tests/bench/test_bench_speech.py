from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from voicebot.audio import Audio
from voicebot.bench import speech
from voicebot.bench.corpus import COLUMNS, pansori_manifest, read_manifest
from voicebot.errors import AudioError, EngineError
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcript


class Fake:
    """Hears the same whatever is said; with 30 s it gets the digit wrong."""

    def __init__(self, threads: int = 1, *, full_context: bool = False) -> None:
        self._text = "여권 삼 번" if full_context else "여권, 3번!"

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("fake", ("ko",), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        return Transcript((Hypothesis(self._text, -0.1),), language)


def absent(threads: int = 1) -> Any:
    raise EngineError("engine_absent", "not here")


def write_sound(path: Path, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.full(round(seconds * 16_000), 0.1, np.float32), 16_000)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    rows = [COLUMNS]
    for name, group in (("a", "young"), ("b", "old"), ("c", "old")):
        write_sound(tmp_path / "sounds" / f"{name}.wav", 1.0)
        rows.append((f"sounds/{name}.wav", "here", name, group, "여권 3번"))
    file = tmp_path / "list.tsv"
    file.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return file


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "FasterWhisper", Fake)
    monkeypatch.setattr(speech, "OpenAIWhisper", absent)
    monkeypatch.setattr(speech, "_Wrapper", Fake)


def test_figures_by_group(manifest: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    figures = speech.eval_speech(manifest, json_path=out)
    assert json.loads(out.read_text("utf-8")) == figures
    assert set(figures["groups"]) == {"young", "old"}
    assert set(figures["groups"]["old"]) == {"n", "cer", "cer_full", "ms_median", "ms_median_full"}
    assert figures["groups"]["old"]["n"] == 2
    assert figures["overall"]["cer"] == 0.0
    assert figures["overall"]["cer_full"] == 0.25


def test_a_limit_and_no_header(manifest: Path) -> None:
    lines = manifest.read_text("utf-8").splitlines(keepends=True)[1:]
    manifest.write_text("".join(lines), "utf-8")
    assert speech.eval_speech(manifest, limit=2)["overall"]["n"] == 2


def test_recognition_is_compared_with_what_is_installed(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = speech.bench_recognition(manifest)
    assert figures["against"] == "fake"
    assert figures["ratio"] >= 0
    assert set(figures["engines"]) == {"short", "full", "fake"}
    with pytest.raises(EngineError):
        speech.measure_openai(manifest)
    monkeypatch.setattr(speech, "OpenAIWhisper", Fake)
    assert speech.measure_openai(manifest, limit=1)["n"] == 1


@pytest.mark.parametrize(
    ("text", "code"), [("a.wav\tonly three\tcolumns\n", "manifest_unreadable"), ("", "manifest_empty")]
)
def test_a_bad_list_is_an_error(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "list.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(AudioError) as caught:
        speech.eval_speech(file)
    assert caught.value.code == code


def test_a_list_of_the_public_corpus_takes_speakers_in_turn(tmp_path: Path) -> None:
    for speaker, lengths in (("kim", (4, 5, 6)), ("lee", (4, 1)), ("park", (20,))):
        folder = tmp_path / "corpus" / "data" / speaker / "talk"
        names = [f"{speaker}-{number}" for number in range(len(lengths))]
        for name, seconds in zip(names, lengths, strict=True):
            write_sound(folder / f"{name}.flac", seconds)
        words = [f"{name} 안녕하세요 {name}" for name in [*names, "missing"]]
        (folder / "talk.trans.txt").write_text("\n".join(words), "utf-8")
    out = pansori_manifest(tmp_path / "corpus", tmp_path / "out.tsv", n=3)
    utterances = read_manifest(out)
    assert [utterance.speaker for utterance in utterances] == ["kim", "lee", "kim"]
    assert all(utterance.path.exists() for utterance in utterances)
    assert utterances[0].transcript.startswith("안녕하세요")
