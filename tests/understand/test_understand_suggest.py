from pathlib import Path

import pytest
from fakes import Syllables

from voicebot.understand.asking import asks, asks_where_to_report, calls_for_filing, sentences
from voicebot.understand.meaning import Candidate, Match, Phrasing, Reading, Zone
from voicebot.understand.suggest import Door, Suggester, Suggestion
from voicebot.understand.trouble import Trouble

PHRASINGS = [
    Phrasing(kind, text)
    for kind, texts in {
        "street_light": ["가로등이 나갔어요", "가로등이 깜빡거려요", "가로등에 불이 안 들어와요"],
        "road": ["도로에 구멍이 났어요", "길이 푹 파였어요", "보도블록이 깨졌어요"],
        "animals": ["길에 고양이가 죽어 있어요", "큰 개가 돌아다녀요", "비둘기가 너무 많아요"],
        "other": ["민원 넣을 게 있어요", "억울한 일이 있어요", "하소연 좀 할게요"],
    }.items()
    for text in texts
]


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(PHRASINGS, Syllables(384), fallback="other", trouble=Trouble())


def suggest(suggester: Suggester, text: str, faq: Match | None = None) -> Suggestion:
    return suggester.suggest([Reading(text)], faq)


def faq(probability: float) -> Match:
    return Match(Zone.ANSWER, (Candidate("entry", probability, "여권"),), "여권")


@pytest.mark.parametrize(
    "text",
    [
        "가로등 고장은 어디에 신고해요",
        "소파 버리려면 얼마예요",
        "대형폐기물 어떻게 버려요",
        "공원에 강아지 데려가도 되나요",
        "여권 만들러 왔어요",
        "냉장고 버리려고 하는데요",
        "도시락 배달받을 수 있어요",
        "구청 전화번호 좀 알려 주세요",
        "출산하면 돈 준다면서요",
        "누가 고쳐 주는 거예요",
    ],
)
def test_questions_and_plans_ask(text: str) -> None:
    assert all(asks(sentence) for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "고약한 냄새가 나요",
        "왜 안 가져가요 벌써 열흘이야",
        "몇 달째 차가 서 있어요",
        "이게 무슨 냄샌지 모르겠어요",
        "누가 소파를 버리고 갔어요",
        "애들이 다치면 어떡해요",
        "보안등 좀 달아 달라니까요",
        "공사장 가림막이 넘어가려고 해요",
        "민원 하나 넣으려고 하는데요",
        "이것 좀 치워 주실 수 있나요",
        "어떻게 좀 안 될까요",
        "경로당 보일러가 고장 났어요",
    ],
)
def test_what_is_wrong_here_and_now_does_not_ask(text: str) -> None:
    assert not any(asks(sentence) for sentence in sentences(text))


def test_recognised_speech_is_cut_at_final_endings() -> None:
    found = [sentence.text for sentence in sentences("가로등이 나갔어요 어두운데 어디에 신고해요")]
    assert found == ["가로등이 나갔어요", "어두운데", "어디에 신고해요"]


def test_filing_is_called_for_in_words() -> None:
    assert calls_for_filing("신고 좀 하려고 합니다")
    assert calls_for_filing("민원 넣을 게 있어요") or calls_for_filing("민원을 넣고 싶은데요")
    assert not calls_for_filing("여권 만들러 왔어요")


def test_only_some_questions_are_about_reporting() -> None:
    assert asks_where_to_report("가로등 고장은 어디에 신고해요")
    assert not asks_where_to_report("대형폐기물 어떻게 버려요")


def test_a_trouble_is_filed_under_its_kind(suggester: Suggester) -> None:
    found = suggest(suggester, "우리 골목 가로등이 나갔어요")
    assert found.door is Door.FILE
    assert found.best is not None
    assert found.best.entry == "street_light"


def test_a_question_about_the_same_trouble_is_answered_and_filing_offered(suggester: Suggester) -> None:
    assert suggest(suggester, "가로등이 나가면 어디에 신고해요").door is Door.OFFER


def test_a_trouble_told_before_a_question_is_filed(suggester: Suggester) -> None:
    assert suggest(suggester, "가로등이 나갔어요 어떻게 다녀요").door is Door.FILE


def test_what_the_faq_is_far_surer_of_is_answered(suggester: Suggester) -> None:
    told = "고양이 사진이 너무 많아요"
    sure = suggest(suggester, told).best
    assert sure is not None
    ahead = sure.probability / (1 - sure.probability) * 13
    assert suggest(suggester, told, faq(ahead / (1 + ahead))).door is Door.ANSWER
    assert suggest(suggester, told, faq(sure.probability)).door is Door.FILE


def test_a_caller_who_wants_to_complain_is_not_sent_to_the_faq(suggester: Suggester) -> None:
    assert suggest(suggester, "신고 좀 하려고 합니다", faq(0.99)).door is Door.FILE


def test_the_bare_trouble_is_read_too(suggester: Suggester) -> None:
    long = "저는 연희동 사는 사람인데 어제저녁에 성당 다녀오는 길에 보니까요 가로등이 나갔어요"
    alone = suggest(suggester, long).best
    bare = suggester.suggest([Reading(long)], None, "가로등이 나갔어요").best
    assert alone is not None
    assert bare is not None
    assert (bare.entry, bare.probability >= alone.probability) == ("street_light", True)


def test_nothing_said_is_nothing_to_file(suggester: Suggester) -> None:
    found = suggester.suggest([])
    assert (found.door, found.best, found.likely) == (Door.ANSWER, None, ())


def test_vectors_of_phrasings_are_kept_between_starts(tmp_path: Path) -> None:
    first, second = Syllables(384), Syllables(384)
    Suggester(PHRASINGS, first, fallback="other", trouble=Trouble(), cache_dir=tmp_path)
    Suggester(PHRASINGS, second, fallback="other", trouble=Trouble(), cache_dir=tmp_path)
    assert len(first.embedded) == len(PHRASINGS)
    assert second.embedded == []


def test_a_likely_kind_is_offered_and_a_sure_one_named() -> None:
    found = (Candidate("road", 0.4, ""), Candidate("other", 0.3, ""), Candidate("animals", 0.05, ""))
    unsure = Suggestion(Door.FILE, Match(Zone.ASK, found, ""), "other")
    assert (unsure.sure, unsure.likely) == ("", ("road",))
    assert Suggestion(Door.FILE, Match(Zone.ANSWER, found, ""), "other").sure == "road"
    nowhere = Match(Zone.ANSWER, (Candidate("other", 0.9, ""),), "")
    assert Suggestion(Door.FILE, nowhere, "other").sure == ""


@pytest.mark.parametrize("text", ["how do I report a broken street light", "where can I throw away a sofa"])
def test_english_questions_ask(text: str) -> None:
    assert all(asks(sentence) for sentence in sentences(text))
