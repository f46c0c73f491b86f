"""Words that are said in a way of their own, found where they are words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_speak_speaker import TimedBuzzer

from voicebot.speak.cache import SpeechCache
from voicebot.speak.respelling import NO_RESPELLING, Respelling
from voicebot.speak.speaker import Speaker

OURS = Respelling(
    {"ko": {"서구": "서꾸", "서구청": "서구 청", "LH": "엘에이치", "A1": "에이원"}, "en": {"Gu": "goo"}}
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("서구에 LH가 있어요.", "서꾸에 엘에이치가 있어요."),
        ("강서구는 아니에요.", "강서구는 아니에요."),
        ("서구청으로 오세요.", "서구 청으로 오세요."),
        ("LHX와 XLH는 달라요.", "LHX와 XLH는 달라요."),
        ("A1은 되고 A12는 안 돼요.", "에이원은 되고 A12는 안 돼요."),
    ],
)
def test_a_word_is_respelt_where_it_is_one(written: str, said: str) -> None:
    assert OURS(written, "ko") == said


def test_each_language_has_its_own_words() -> None:
    assert OURS("LH and Gu", "en") == "LH and goo"
    assert OURS("LH", "ja") == "LH"


@given(st.text(max_size=40))
def test_without_words_nothing_changes(text: str) -> None:
    assert NO_RESPELLING(text, "ko") == text


@given(
    st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=5), st.text(max_size=30)
)
def test_any_word_may_be_in_the_dictionary(words: dict[str, str], text: str) -> None:
    kept = "".join(c for c in text if not any(c in word for word in words))
    assert Respelling({"ko": words})(kept, "ko") == kept


def test_another_way_is_heard_at_once_and_the_old_one_comes_back_from_the_cache(tmp_path: Path) -> None:
    engine = TimedBuzzer()
    speaker = Speaker(engine, SpeechCache(tmp_path / "speech"))
    speaker.speak("LH로 오세요.", language="ko")
    speaker.respelling = OURS
    assert not speaker.is_free("LH로 오세요.", language="ko")
    spoken = speaker.speak("LH로 오세요.", language="ko")
    assert engine.said == ["LH로 오세요.", "엘에이치로 오세요."]
    assert [at for at, _ in spoken.marks] == [0, 4]
    speaker.respelling = NO_RESPELLING
    assert speaker.speak("LH로 오세요.", language="ko").voice == "cached"
