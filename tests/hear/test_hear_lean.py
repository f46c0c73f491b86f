"""The Korean decoder keeps what Korean needs, on the vocabulary of the packaged model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from voicebot.hear.lean import korean_words, write_lean
from voicebot.weights import locate


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    text = (locate("whisper-base") / "vocabulary.txt").read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(locate("whisper-base") / "tokenizer.json"))


def test_a_seventh_of_the_words_is_kept(vocabulary: list[str]) -> None:
    kept = korean_words(vocabulary)
    assert kept == sorted(set(kept))
    assert 6_000 < len(kept) < 9_000


@pytest.mark.parametrize(
    "text",
    [
        " 여권을 새로 만들려면 어떻게 해야 하나요?",
        " 3월 2일 오후 5시, 12,000원입니다.",
        " 꿱꿱 뷁 쌌뜯핧",
        " 032-560-4000",
        " 네.",
    ],
)
def test_korean_is_written_with_kept_words_alone(
    vocabulary: list[str], tokenizer: Tokenizer, text: str
) -> None:
    assert set(tokenizer.encode(text, add_special_tokens=False).ids) <= set(korean_words(vocabulary))


@pytest.mark.parametrize("text", ["日本", "请不吝点赞", " Спасибо", " 東京都"])
def test_other_alphabets_are_not(vocabulary: list[str], tokenizer: Tokenizer, text: str) -> None:
    kept = set(korean_words(vocabulary))
    whole = {
        n for n in tokenizer.encode(text, add_special_tokens=False).ids if len(tokenizer.decode([n])) > 1
    }
    assert not whole & kept


def test_what_steers_the_decoder_keeps_its_meaning(vocabulary: list[str], tmp_path: Path) -> None:
    write_lean(locate("whisper-base"), tmp_path)
    words = json.loads((tmp_path / "vocabulary.json").read_text())
    config = json.loads((tmp_path / "config.json").read_text())
    whole = json.loads((locate("whisper-base") / "config.json").read_text())
    assert [words[i] for i in config["lang_ids"]] == [vocabulary[i] for i in whole["lang_ids"]]
    assert [words[i] for i in config["suppress_ids_begin"]] == [
        vocabulary[i] for i in whole["suppress_ids_begin"]
    ]
    assert words[-1] == "<|notimestamps|>"
