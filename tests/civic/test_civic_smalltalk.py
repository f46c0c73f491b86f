"""Everyday talk that the office has approved."""

from pathlib import Path

import pytest

from voicebot.civic.faq import load_faq
from voicebot.civic.smalltalk import Topic, load_small_talk
from voicebot.errors import DistrictError
from voicebot.text.hangul import count_syllables

FAQ = Path(__file__).parents[2] / "faq"


def write(folder: Path, text: str) -> Path:
    (folder / "smalltalk").mkdir()
    (folder / "smalltalk" / "ko.yaml").write_text(text, encoding="utf-8")
    return folder


def test_there_is_enough_to_talk_about() -> None:
    talk = load_small_talk(FAQ)
    assert len(talk.topics("ko")) >= 80
    assert sum(bool(saying.when) for topic in talk.topics("ko").values() for saying in topic.say) >= 50
    assert len(talk.topics("en")) >= 25


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_answer_is_short_and_leads_somewhere(language: str) -> None:
    talk, known = load_small_talk(FAQ), load_faq(FAQ).entries(language)
    for topic in talk.topics(language).values():
        assert topic.entry is None or topic.entry in known, topic.topic
        for saying in topic.say:
            assert len(saying.sentences) <= 2, saying.say
            assert all(count_syllables(line) <= 40 for line in saying.sentences), saying.say
            assert all(line.endswith((".", "?", "!")) for line in saying.sentences), saying.say


def test_no_phrasing_belongs_to_two_topics() -> None:
    texts = [phrasing.text for phrasing in load_small_talk(FAQ).phrasings("ko")]
    assert len(texts) == len(set(texts))


def test_what_says_most_about_the_moment_comes_first() -> None:
    topic = Topic.model_validate(
        {
            "topic": "rain",
            "ask": ["비가 오네"],
            "say": ["늘.", {"when": ["rain"], "say": "비."}, {"when": ["rain", "night"], "say": "밤비."}],
        }
    )
    assert [one.say for one in topic.fitting({"rain", "night"})] == ["밤비."]
    assert [one.say for one in topic.fitting({"rain"})] == ["비."]
    assert [one.say for one in topic.fitting(())] == ["늘."]


def test_a_district_without_small_talk_has_none(tmp_path: Path) -> None:
    assert not load_small_talk(tmp_path).topics("ko")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("hello", "must be a list"),
        ("- topic: a\n  ask: [x]\n", "say"),
        ("- topic: a\n  ask: [x]\n  say: [{when: [rain], say: b.}]\n", "must hold always"),
        ("- topic: a\n  ask: [x]\n  say: [{when: [fog], say: b.}, c.]\n", "when"),
        ("- topic: a\n  ask: [x]\n  say: [b.]\n- topic: a\n  ask: [y]\n  say: [c.]\n", "twice"),
        ("- topic: [", "not readable"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(DistrictError, match=what) as caught:
        load_small_talk(write(tmp_path, text))
    assert caught.value.code == "smalltalk_invalid"
