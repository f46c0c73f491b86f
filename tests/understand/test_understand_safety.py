"""Danger is heard by rules alone; how often, `voicebot eval safety` says."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.understand.meaning import Reading
from voicebot.understand.safety import Kind, danger_in, danger_said
from voicebot.understand.safety.rules import load_rules
from voicebot.understand.safety.sounds import respell

DEV = Path(__file__).parent / "dev" / "safety"
BLIND = Path(__file__).parent / "blind" / "safety"


def rows(side: str, language: str, folder: Path) -> list[str]:
    lines = (folder / f"{side}.{language}.dev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("가슴이 너무 아파요", Kind.MEDICAL),
        ("넘어져서 못 일어나겠어요", Kind.FALL),
        ("불이야", Kind.FIRE),
        ("집에서 가스 냄새가 나요", Kind.GAS),
        ("남편이 칼을 들고 있어요", Kind.VIOLENCE),
        ("죽고 싶어요", Kind.SELF_HARM),
        ("며느리가 밥을 안 줘요", Kind.ABUSE),
        ("너무 더워서 쓰러질 것 같아요", Kind.HEAT_COLD),
        ("치매 어머니가 없어지셨어요", Kind.LOST_PERSON),
        ("엘리베이터에 갇혔어요", Kind.HAZARD),
        ("my house is on fire", Kind.FIRE),
        ("I can't breathe", Kind.MEDICAL),
    ],
)
def test_danger_is_heard_with_its_kind_and_the_words_that_say_so(text: str, kind: Kind) -> None:
    found = danger_said(text)
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)
    assert found.words
    assert found.words in text.lower().replace("'", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("119 불러 주세요", Kind.MEDICAL),
        ("위급해요. 119 불러 주세요.", Kind.MEDICAL),
        ("119에 전화해 주세요", Kind.MEDICAL),
        ("응급 상황이에요", Kind.MEDICAL),
        ("구급차 불러 주세요", Kind.MEDICAL),
        ("도와주세요 위급합니다", Kind.MEDICAL),
        ("112에 신고해 주세요", Kind.VIOLENCE),
        ("It is an emergency. Please call 119.", Kind.MEDICAL),
    ],
)
def test_of_a_cry_for_help_the_learned_ear_does_not_doubt(text: str, kind: Kind) -> None:
    found = danger_said(text)
    assert found is not None
    assert (found.kind, found.certain) == (kind, True)


@pytest.mark.parametrize(
    "text",
    [
        "살려 주세요 과장님 하면서 서류 좀 봐 달라 했더니 웃으시데",
        "응급차 부르면 돈 내야 되는지 궁금해",
        "119 신고 앱은 어떻게 깔아요 손주가 해 보라는데",
        "응급 상황 때 쓰는 큰 글씨 전화번호표 받을 수 있어요",
    ],
)
def test_who_tells_of_a_cry_is_not_taken_for_crying(text: str) -> None:
    assert danger_said(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "더워 죽겠네",
        "가주워시장 앞 가로둥이 나갔어요",  # a street light, as the recogniser heard it once
        "표지판이 쓰러졌어요",
        "나무가 쓰러질 것 같아요",
        "킥보드가 길 한가운데 쓰러져 있어요",
        "보도블록에 걸려서 넘어졌어요",
        "산책길이 어두워서 운동을 못 가요",
        "배고파 죽겠다 식당 몇 시까지 해요",
        "가스 요금 고지서가 안 왔어요",
        "작년에 넘어져서 다쳤는데 보험 청구하려고요",
        "불고기 축제 언제 해요",
        "죽은 나무 베어 주세요",
        "가로등이 나갔어요",
        "I got fired, can I get unemployment benefits?",
        "this heat is killing me",
        "",
        "?!",
    ],
)
def test_what_only_sounds_like_it_is_not_danger(text: str) -> None:
    assert danger_said(text) is None


@pytest.mark.parametrize(
    "text", ["주꼬 시퍼요 더는 모 살게써요", "가쓰 넴새가 마니 나요", "할머니가 업써져써요 치메가 이써요"]
)
def test_a_recognisers_spelling_is_heard_all_the_same(text: str) -> None:
    assert danger_said(text) is not None


def test_any_reading_may_tell_of_danger() -> None:
    readings = [Reading("가수 냉새가 나요", -0.3), Reading("가스 냄새가 나요", -0.5)]
    assert danger_in([Reading("가로등이 나갔어요"), *readings]) is not None
    assert danger_in([Reading("가로등이 나갔어요")]) is None
    assert danger_in([]) is None


def test_what_is_unsure_is_to_be_asked_about() -> None:
    found = danger_said("죽을 것 같아요")
    assert found is not None
    assert not found.certain


@given(st.text(max_size=120) | st.text("가스불났어요죽고싶 ?.", max_size=60))
def test_nothing_that_is_said_breaks_the_gate(text: str) -> None:
    found = danger_said(text)
    assert found is None or (found.kind in Kind and found.words)


FILLERS = ("음", "저기요", "여보세요", "아이고", "네", "어", "빨리요", "지금요")


@given(
    st.sampled_from(["가스 냄새가 나요", "불났어요", "사람이 쓰러졌어요", "죽고 싶어요", "칼을 들고 있어요"]),
    st.sampled_from(FILLERS),
    st.sampled_from(FILLERS),
)
def test_fillers_before_and_behind_change_nothing(text: str, before: str, behind: str) -> None:
    plain, filled = danger_said(text), danger_said(f"{before} {text} {behind}")
    assert plain is not None
    assert filled is not None
    assert (filled.kind, filled.certain) == (plain.kind, True)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("folder", [DEV, BLIND], ids=["dev", "blind"])
def test_the_sets_that_the_rules_were_written_with_stay_heard(folder: Path, language: str) -> None:
    there = [danger_said(text) for text in rows("positives", language, folder)]
    none = [danger_said(text) for text in rows("negatives", language, folder)]
    assert sum(bool(one and one.certain) for one in there) >= 0.98 * len(there)
    assert sum(bool(one and one.certain) for one in none) <= 0.02 * len(none)


def test_an_utterance_takes_little_time() -> None:
    texts = rows("positives", "ko", DEV) + rows("negatives", "ko", DEV)
    danger_said(texts[0])
    begun = time.process_time()
    for text in texts:
        danger_said(text)
    assert 1000 * (time.process_time() - begun) / len(texts) < 10  # 2 ms on a quiet machine


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_has_rules_in_every_language(language: str) -> None:
    assert {rule.kind for rule in load_rules(language).written.rules} == set(Kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("죽고 싶어요", "주꼬 시퍼요"),
        ("없어졌어요", "업써져써요"),
        ("냄새가 많이", "넴새가 마니"),
        ("길이 좋다", "기리 조타"),
        ("같이", "가치"),
        ("먹는", "멍는"),
    ],
)
def test_what_sounds_alike_is_respelled_alike(one: str, other: str) -> None:
    assert respell(one) == respell(other)


def test_what_sounds_different_stays_different() -> None:
    assert respell("가로등") != respell("가스등")
    assert respell("gas 냄새 1") == "gas 냄새 1"
