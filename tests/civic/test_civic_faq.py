from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.entry import HEDGES, LANGUAGES, OUT_OF_DATE, Entry, has_figure, split_sentences
from voicebot.civic.faq import Faq, load_faq, read_faq
from voicebot.errors import DistrictError
from voicebot.settings import project_dir

TODAY = date(2026, 11, 22)
HEDGE = HEDGES["ko"]
CHECKED: dict[str, Any] = {
    "confidence": "high",
    "source_url": "https://example.org/fees",
    "verified_on": TODAY - timedelta(days=30),
}


def make(**fields: Any) -> Entry:
    usual: dict[str, Any] = {
        "id": "bus-pass",
        "language": "ko",
        "topic": "교통",
        "label": "버스 카드",
        "picture": "🚌",
        "question": "버스 카드는 어떻게 만들어요?",
        "answer_spoken": [
            "주민센터로 가세요.",
            "수수료는 400원이에요.",
            "신분증을 가져가세요.",
            "바로 드려요.",
        ],
        "answer_written": "주민센터에서 만듭니다. 400원입니다.",
        "scope": "city",
        "confidence": "low",
        "review_owner": "교통 담당",
    }
    return Entry.model_validate({**usual, **fields})


def test_checked_answer_is_said_as_it_is() -> None:
    entry = make(**CHECKED)
    assert entry.spoken(TODAY) == entry.answer_spoken
    assert entry.written(TODAY) == entry.answer_written


@pytest.mark.parametrize(
    "doubt",
    [
        {"confidence": "medium"},
        {"verified_on": None},
        {"source_url": None},
        {"verified_on": TODAY - timedelta(days=366)},
    ],
)
def test_doubtful_answer_carries_the_hedge_once(doubt: dict[str, Any]) -> None:
    spoken = make(**{**CHECKED, **doubt}).spoken(TODAY)
    assert spoken.count(HEDGE) == 1
    assert HEDGE in make(**{**CHECKED, **doubt}).written(TODAY)


def test_a_check_of_a_year_ago_still_counts() -> None:
    assert not make(**{**CHECKED, "verified_on": TODAY - timedelta(days=365)}).doubtful(TODAY)


def test_hedge_follows_the_doubtful_figure() -> None:
    assert make().spoken(TODAY)[:3] == ("주민센터로 가세요.", "수수료는 400원이에요.", HEDGE)
    first = make(answer_spoken=["400원이에요.", "신분증을 가져가세요.", "바로 드려요."])
    assert first.spoken(TODAY)[:2] == ("400원이에요.", HEDGE)


def test_hedge_of_an_answer_without_figures_is_heard_before_more() -> None:
    assert make(answer_spoken=["가세요.", "물어보세요.", "기다리세요."]).spoken(TODAY)[2] == HEDGE
    assert make(answer_spoken=["가세요."]).spoken(TODAY) == ("가세요.", HEDGE)


def test_answer_that_sends_to_120_itself_is_not_hedged_again() -> None:
    sends = ["값은 마다 달라요.", "120에서 확인해 주세요."]
    assert make(answer_spoken=sends).spoken(TODAY) == tuple(sends)
    assert make(answer_spoken=["120에 전화하면 돼요."]).spoken(TODAY) == ("120에 전화하면 돼요.",)
    assert HEDGE in make(answer_spoken=["400원이에요.", "120에 전화하세요."]).spoken(TODAY)


def test_help_in_danger_is_never_hedged() -> None:
    entry = make(answer_spoken=["109에 전화해 주세요."], urgent=True)
    assert entry.spoken(TODAY) == ("109에 전화해 주세요.",)


@pytest.mark.parametrize("period", [{"valid_until": date(2026, 11, 21)}, {"valid_from": date(2026, 11, 23)}])
def test_out_of_date_answer_is_not_spoken(period: dict[str, Any]) -> None:
    entry = make(**CHECKED, **period)
    assert entry.spoken(TODAY) == OUT_OF_DATE["ko"]
    assert "400" not in entry.written(TODAY)


def test_last_day_still_counts() -> None:
    assert make(**CHECKED, valid_until=TODAY, valid_from=TODAY).spoken(TODAY)[0] == "주민센터로 가세요."


def test_english_hedge() -> None:
    spoken = make(language="en", answer_spoken=["It costs 400 won."]).spoken(TODAY)
    assert spoken == ("It costs 400 won.", HEDGES["en"])


def test_text_is_split_into_sentences() -> None:
    entry = make(answer_spoken="주민센터로 가세요. 1.5미터예요! 됐나요?")
    assert entry.answer_spoken == ("주민센터로 가세요.", "1.5미터예요!", "됐나요?")


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("120에서 확인해 주세요.", False),
        ("인천 밖에서는 032-120을 누르세요.", False),
        ("1577-1389에 전화하세요.", False),
        ("1388이에요.", False),
        ("120원이에요.", True),
        ("14일 안에 하세요.", True),
        ("한 번만 하면 돼요.", False),
    ],
)
def test_telephone_numbers_are_no_figures(sentence: str, figure: bool) -> None:
    assert has_figure(sentence) is figure


@given(
    st.lists(
        st.from_regex(r"[가-힣]{1,8}( [가-힣0-9]{1,6}){0,3}[.?!]", fullmatch=True), min_size=1, max_size=6
    )
)
def test_splitting_undoes_joining(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


@given(
    st.lists(st.sampled_from(["400원이에요.", "주민센터로 가세요.", "5일 걸려요."]), min_size=1, max_size=6),
    st.sampled_from(["high", "medium", "low"]),
)
def test_hedge_is_among_the_first_three(sentences: list[str], confidence: str) -> None:
    spoken = make(answer_spoken=sentences, confidence=confidence).spoken(TODAY)
    assert HEDGE in spoken[:3]
    assert [s for s in spoken if s != HEDGE] == sentences


def test_version_follows_content_not_order() -> None:
    one, two = make(), make(id="train-pass")
    assert Faq([one, two]).version == Faq([two, one]).version
    assert Faq([one]).version != Faq([make(fee="500원")]).version


def test_phrasings_begin_with_the_question() -> None:
    faq = Faq([make(variants=["버스 카드 주세요"])])
    assert [(p.entry, p.text) for p in faq.phrasings("ko")] == [
        ("bus-pass", "버스 카드는 어떻게 만들어요?"),
        ("bus-pass", "버스 카드 주세요"),
    ]
    assert faq.phrasings("en") == []
    assert faq.get("bus-pass", "fr") is None


def test_two_entries_of_one_name_are_refused() -> None:
    with pytest.raises(DistrictError, match="bus-pass") as refused:
        Faq([make(), make()])
    assert refused.value.code == "faq_duplicate_id"


def write(folder: Path, text: str, name: str = "ko/a.yaml") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


GOOD = """\
- id: bus-pass
  topic: 교통
  label: 버스 카드
  picture: "🚌"
  question: 버스 카드는 어떻게 만들어요?
  answer_spoken: 주민센터로 가세요.
  answer_written: 주민센터에서 만듭니다.
  scope: city
  confidence: low
  review_owner: 교통 담당
"""


def test_reads_a_folder(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    faq = load_faq(tmp_path)
    entry = faq.get("bus-pass", "ko")
    assert entry is not None
    assert faq.file(entry) == "ko/a.yaml"


@pytest.mark.parametrize(
    ("broken", "names"),
    [
        (GOOD.replace("버스 카드\n", "아주아주 기다란 버스 카드 이름\n"), ["ko/a.yaml", "bus-pass", "label"]),
        (GOOD.replace("scope: city", "scope: town"), ["bus-pass", "scope", "town"]),
        (GOOD + "  fees: 3\n", ["bus-pass", "fees"]),
        (GOOD + "  phone: 120\n", ["bus-pass", "phone", "120"]),
        (GOOD + "  source_url: donga 20260223\n", ["source_url"]),
        (GOOD + "  verified_on: gestern\n", ["verified_on"]),
        (GOOD + "  language: ko\n", ["language", "folder"]),
        (GOOD + "  scope: city\n", ["scope", "twice"]),
        (GOOD + GOOD, ["bus-pass", "already used"]),
        ("- 1\n", ["entry 1", "mapping"]),
        ("a: 1\n", ["list of entries"]),
        ("- [\n", ["ko/a.yaml", "YAML"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, broken: str, names: list[str]) -> None:
    write(tmp_path, broken)
    with pytest.raises(DistrictError) as refused:
        load_faq(tmp_path)
    assert refused.value.code == "faq_invalid"
    assert all(name in refused.value.message for name in names), refused.value.message


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko/a.yaml").write_bytes(b"\xff\xfe\x00")
    _, problems = read_faq(tmp_path)
    assert [p.file for p in problems] == ["ko/a.yaml"]


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DistrictError) as refused:
        load_faq(tmp_path)
    assert refused.value.code == "faq_empty"


# --- the entries we ship -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> Faq:
    return load_faq(project_dir() / "faq")


def test_we_know_enough(ours: Faq) -> None:
    assert len(ours.entries("ko")) >= 60
    assert len(ours.entries("en")) >= 20
    assert all(len(e.phrasings) >= 6 for e in ours)
    assert all(len(set(e.phrasings)) >= 9 for e in ours.entries("ko").values())


def test_nobody_claims_a_check_that_did_not_happen(ours: Faq) -> None:
    assert all(e.source_url is not None for e in ours if e.confidence != "low" or e.verified_on)


def test_every_doubtful_answer_sends_to_120(ours: Faq) -> None:
    doubtful = [e for e in ours if e.doubtful(TODAY) and not e.urgent]
    assert doubtful
    assert all("120" in " ".join(e.spoken(TODAY)[:3]) for e in doubtful)


def test_english_says_the_same_numbers(ours: Faq) -> None:
    for entry in ours.entries("en").values():
        korean = ours.get(entry.id, "ko")
        assert korean is not None
        assert (entry.phone, entry.valid_until, entry.confidence) == (
            korean.phone,
            korean.valid_until,
            korean.confidence,
        )


def test_helplines_are_the_right_ones(ours: Faq) -> None:
    known = {"109", "119", "112", "129", "110", "120", "114", "032-120", "1388"}
    known |= {"1577-1389", "1577-0199", "1899-9988", "1577-1000", "1544-3388", "1577-0320", "1599-0903"}
    assert {e.phone for e in ours if e.phone} <= known


def test_languages() -> None:
    assert LANGUAGES == ("ko", "en")
