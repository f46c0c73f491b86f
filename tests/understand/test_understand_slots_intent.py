# ruff: noqa: E501  (Hangul counts double)
import pytest

from voicebot.understand.slots import Intent, find_intent

KOREAN = {
    "skip": "몰라요|그건 됐어요|잘 모르겠어요|기억이 안 나요|글쎄요 잘 모르겠네요|넘어가 주세요|전화번호는 없어요|사진은 없어요|언젠지는 모르겠어요|음 그냥 넘어가|저는 그런 거 몰라|안 알려줄래요|나중에 할게요|건너뛰어 주세요|그건 필요 없어요|익명으로 해 주세요",
    "restart": "처음부터 다시 할게요|아니 됐고 처음부터 다시 합시다|처음부터|다시 시작해 주세요|다 다시 할게요",
    "cancel": "취소할래요|그만둘래요|신고 안 할래요|없던 일로 해 주세요|민원 취소해 주세요|아니 그냥 안 할래요|다음에 할게요",
    "undo": "방금 한 거 취소해 주세요|방금 거 취소|되돌려 주세요|잘못 눌렀어요|접수한 거 취소할게요",
    "yes": "네|네 동의합니다|동의해요|네 그렇게 해 주세요|접수해 주세요|그러세요|응 그래|그려|다 맞아요|예 맞습니다|그럼요|상관없어요|그래유|네 알겠습니다",
    "no": "아니요|동의 안 해요|싫어요|하지 마세요|거절할게요|아니 싫어요|안 돼요|됐어요|동의 못 하겠어요|아직이요",
}
CORRECTIONS = {
    "place": "아니, 위치가 틀렸어|위치 다시 말할게요|날짜가 아니라 장소요|주소 바꿔 줘|아니 위치가 가좌시장 앞이 아니라 석남역이에요|장소가 잘못됐어요|아까 말한 주소가 틀렸어요|맞긴 맞는데 위치가 좀 달라요",
    "when": "장소 말고 날짜요|날짜가 틀렸어요|시간 고쳐 주세요|위치는 맞는데 날짜가 틀렸어요",
    "phone": "전화번호 바꿀래요|번호가 하나 틀렸어|연락처가 잘못됐어요|전화번호가 틀렸어요 5678이 아니라 5679예요",
    "what": "내용 수정할게요|내용이 틀렸어요",
    "photo": "사진 바꿀래요",
}
ENGLISH = {
    "skip": "I don't know|skip|I'm not sure|pass",
    "restart": "start over|from the beginning please",
    "cancel": "cancel the report|never mind",
    "undo": "undo|take that back",
    "yes": "yes|I agree|ok file it|that's fine",
    "no": "no|I do not agree|don't send it|not yet",
}


@pytest.mark.parametrize(("wish", "said"), [(w, s) for w, row in KOREAN.items() for s in row.split("|")])
def test_wishes(wish: str, said: str) -> None:
    assert find_intent(said, "ko") == Intent(wish)  # type: ignore[arg-type]


@pytest.mark.parametrize(("slot", "said"), [(w, s) for w, row in CORRECTIONS.items() for s in row.split("|")])
def test_a_correction_names_its_slot(slot: str, said: str) -> None:
    assert find_intent(said, "ko") == Intent("correct", slot)  # type: ignore[arg-type]


@pytest.mark.parametrize(("wish", "said"), [(w, s) for w, row in ENGLISH.items() for s in row.split("|")])
def test_english_wishes(wish: str, said: str) -> None:
    assert find_intent(said, "en") == Intent(wish)  # type: ignore[arg-type]


def test_an_english_correction_names_its_slot() -> None:
    assert find_intent("no, the phone number is wrong", "en") == Intent("correct", "phone")
    assert find_intent("the location is wrong", "en") == Intent("correct", "place")


@pytest.mark.parametrize("said", ["틀렸어요", "고칠 게 있어요", "하나 틀렸어요"])
def test_a_correction_may_leave_its_slot_open(said: str) -> None:
    assert find_intent(said, "ko") == Intent("correct")


@pytest.mark.parametrize("said", ["괜찮아요", "알겠어요", "네 괜찮습니다", "감사합니다"])
def test_consent_is_never_taken_from_what_may_decline(said: str) -> None:
    assert find_intent(said, "ko") is None


@pytest.mark.parametrize(
    "said", ["네, 다 맞아요. 그대로 내 주세요.", "맞아요 접수해 주세요", "네 그러세요 적어도 돼요"]
)
def test_who_agrees_in_two_ways_agrees(said: str) -> None:
    assert find_intent(said, "ko") == Intent("yes")


@pytest.mark.parametrize(
    "said", ["아니어", "아니어.", "아뇨요", "아니 그래", "아니 맞아요", "저기요", "아이고"]
)
def test_who_begins_with_a_denial_or_says_nothing_never_agrees(said: str) -> None:
    assert find_intent(said, "ko") != Intent("yes")


NO_WISH = """
우리 집 앞 가로등이 나갔어요
버스 시간표가 틀렸어요
가로등 고쳐 주세요
쓰레기 수거 날짜가 바뀌었나요
길이 막혔어요
전화가 안 돼요
날이 어두워요
민원 다시 넣을게요
신고하려고요
가좌시장 앞이요
어제 밤부터요
공일공 일이삼사 오육칠팔이요
동의서가 어디 있어요
취소 표를 못 받았어요
네 우리 집 앞이요
아니 글쎄 쓰레기를 막 버려요
"""


@pytest.mark.parametrize("said", NO_WISH.strip().split("\n"))
def test_a_complaint_is_no_wish(said: str) -> None:
    assert find_intent(said, "ko") is None


@pytest.mark.parametrize("word", ["아니요", "그냥", "네", "그럼", "저기요", "동의", "방금", "잘모르", "위치"])
def test_a_word_repeated_is_read_in_linear_time(word: str) -> None:
    assert find_intent(word * 3000, "ko") in (None, Intent("yes"), Intent("no"))
