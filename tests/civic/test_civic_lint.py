from datetime import date
from pathlib import Path

import pytest

from voicebot.civic.faq import Faq
from voicebot.civic.lint import Finding, lint, lint_command, lint_folder, syllables
from voicebot.settings import project_dir

TODAY = date(2026, 11, 22)

BAD_KO = """\
- id: sound-one
  topic: 교통
  label: 버스 카드
  picture: "🚌"
  question: 버스 카드는 어떻게 만들어요?
  variants: [버스 카드 주세요, 버스 타는 카드, 카드로 버스 타려고요, 버스표 있나요, 교통 카드 만들기]
  answer_spoken: 주민센터로 가세요.
  answer_written: 주민센터에서 만듭니다.
  scope: city
  confidence: low
  review_owner: 교통 담당
- id: bad-one
  topic: 교통
  label: 전철 카드
  picture: "🚇"
  question: 버스 카드는 어떻게 만들어요
  variants: [전철 카드 주세요, 전철 카드 주세요, 교통 카드 만들기요]
  answer_spoken:
    - 이 카드는 지하철과 버스와 택시를 타실 때 모두 쓰실 수 있으며 다만 고속버스와 시외버스와 비행기는 안 돼.
    - 주민센터에 접수하면 3,000원이 들어요.
    - 나머지는 확인 필요
  answer_written: 차후 알려 드립니다.
  verified_on: 2025-01-01
  valid_until: 2026-01-01
  scope: city
  confidence: high
  review_owner: 교통 담당
  audio: lost.wav
- id: urgent-one
  topic: 전화
  label: 급한 전화
  picture: "📞"
  question: 급할 때 전화해요
  answer_spoken: 24시간 받아요.
  answer_written: 언제나 받습니다.
  verified_on: 2027-01-01
  scope: city
  confidence: low
  review_owner: 교통 담당
  urgent: true
- id: broken-one
  topic: 전화
"""

BAD_EN = """\
- id: only-english
  topic: Transport
  label: Bus card
  picture: "🚌"
  question: How do I get a bus card?
  answer_spoken: Go to the community centre.
  answer_written: At the community centre.
  scope: city
  confidence: low
  review_owner: traffic
"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    for name in ("ko", "en", "audio"):
        (tmp_path / name).mkdir()
    (tmp_path / "ko/bad.yaml").write_text(BAD_KO, encoding="utf-8")
    (tmp_path / "en/bad.yaml").write_text(BAD_EN, encoding="utf-8")
    (tmp_path / "plain_words.ko.yaml").write_text("접수: 신청 받음\n차후: 나중에\n", encoding="utf-8")
    return tmp_path


def found(folder: Path) -> dict[tuple[str, str], Finding]:
    return {(f.entry, f.kind): f for f in lint_folder(folder, TODAY)}


@pytest.mark.parametrize(
    ("entry", "kind", "severity", "what"),
    [
        ("broken-one", "schema", "error", "Field required"),
        ("bad-one", "long-sentence", "error", "syllables"),
        ("bad-one", "office-word", "error", "접수"),
        ("bad-one", "office-word", "warning", "차후"),
        ("bad-one", "duplicate", "error", "sound-one"),
        ("bad-one", "no-source", "error", "high"),
        ("bad-one", "stale", "warning", "2025-01-01"),
        ("bad-one", "expired", "warning", "2026-01-01"),
        ("bad-one", "unverified-fact", "warning", ""),
        ("urgent-one", "unverified-fact", "warning", "unhedged"),
        ("urgent-one", "future-check", "error", "2027-01-01"),
        ("urgent-one", "few-phrasings", "warning", "1"),
        ("bad-one", "duplicate", "warning", "written twice"),
        ("bad-one", "near-duplicate", "warning", "sound-one"),
        ("bad-one", "missing-recording", "error", "lost.wav"),
        ("only-english", "english-only", "error", "Korean"),
        ("", "never-checked", "warning", "2 of 4"),
    ],
)
def test_finds(bad: Path, entry: str, kind: str, severity: str, what: str) -> None:
    findings = [
        f for f in lint_folder(bad, TODAY) if (f.entry, f.kind, f.severity) == (entry, kind, severity)
    ]
    finding = next(f for f in findings if what in f.what)
    assert finding.todo
    assert finding.file == ("" if not entry else "en/bad.yaml" if entry == "only-english" else "ko/bad.yaml")


def test_nothing_is_said_of_a_sound_entry(bad: Path) -> None:
    assert not [f for f in lint_folder(bad, TODAY) if f.entry == "sound-one"]


def test_word_inside_another_is_left_alone(bad: Path) -> None:
    (bad / "plain_words.ko.yaml").write_text("민센터: 동네 사무소\n", encoding="utf-8")
    assert ("bad-one", "office-word") not in found(bad)


@pytest.mark.parametrize("words", ["- 접수\n", "접수: 1\n", "a: [\n"])
def test_bad_word_list_is_named(bad: Path, words: str) -> None:
    (bad / "plain_words.ko.yaml").write_text(words, encoding="utf-8")
    assert [f.kind for f in lint_folder(bad, TODAY) if f.file == "plain_words.ko.yaml"] == ["schema"]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("주민센터로 가세요.", 8),
        ("52,000원이에요.", 8),
        ("14일", 4),
        ("032-120을", 7),
        ("0원", 2),
        ("Bring your card.", 3),
        ("", 0),
    ],
)
def test_counts_syllables_as_read(sentence: str, count: int) -> None:
    assert syllables(sentence) == count


def test_command_fails_on_errors_and_says_where(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_command(bad, release=False) == 1
    printed = capsys.readouterr().out
    assert "district.toml" in printed
    assert "errors" in printed


def test_release_refuses_unverified_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    district = (project_dir() / "faq/district.toml").read_text(encoding="utf-8")
    (tmp_path / "district.toml").write_text(district, encoding="utf-8")
    (tmp_path / "ko").mkdir()
    urgent = BAD_KO[BAD_KO.index("- id: urgent-one") : BAD_KO.index("- id: broken-one")]
    (tmp_path / "ko/a.yaml").write_text(urgent.replace("  verified_on: 2027-01-01\n", ""), encoding="utf-8")
    assert lint_command(tmp_path, release=False) == 0
    assert lint_command(tmp_path, release=True) == 1
    assert "unhedged" in capsys.readouterr().out


def test_empty_faq_has_no_findings() -> None:
    assert lint(Faq([]), TODAY) == []


def test_ours_has_no_errors() -> None:
    findings = lint_folder(project_dir() / "faq", TODAY)
    assert [f for f in findings if f.severity == "error"] == []


def test_ours_says_no_unverified_fact() -> None:
    findings = lint_folder(project_dir() / "faq", TODAY)
    assert [f for f in findings if f.kind == "unverified-fact"] == []
