"""Complaints told in many ways: what is asked, what is read back, what is filed and when."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interview_world import Teller, book, hear

from voicebot.talk.interview import Draft, Interview, again, begin, filing, located, resume, take
from voicebot.talk.interview.asking import in_pieces
from voicebot.talk.interview.names import heard_name
from voicebot.text.hangul import is_syllable

WHOLE = "어제 밤부터 가좌시장 앞 가로등이 나갔어요 제 번호는 010-1234-5678이에요"

# (first words, what is said after it and what the desk asks then)
TOLD = {
    "all in one sentence": (
        WHOLE,
        [("몰라요", "consent"), ("네", "name"), ("김순자예요", "readback"), ("네", "filing")],
    ),
    "one word at a time": (
        "민원 넣고 싶어요",
        [
            ("가로등이요", "place"),
            ("가좌동이요", "place"),
            ("가좌시장 앞이요", "when"),
            ("어제요", "extra"),
            ("삼십이 번이요", "consent"),
            ("네", "name"),
            ("김순자요", "phone"),
            ("공일공", "phone"),
            ("일이삼사", "phone"),
            ("오육칠팔", "readback"),
            ("네", "filing"),
        ],
    ),
    "changes her mind twice": (
        WHOLE,
        [
            ("몰라요", "consent"),
            ("네", "name"),
            ("김순자예요", "readback"),
            ("아니, 위치가 가좌시장 앞이 아니라 석남역이에요", "readback"),
            ("날짜가 틀렸어요", "when"),
            ("그저께부터요", "readback"),
            ("네", "filing"),
        ],
    ),
    "no is not the end": (
        WHOLE,
        [
            ("몰라요", "consent"),
            ("아니요", "readback"),
            ("아니요", "fix"),
            ("위치요", "place"),
            ("석남역 앞이요", "readback"),
            ("네", "filing"),
        ],
    ),
    "an unknown place is kept as it was said": (
        "길이 파였어요",
        [("파란 지붕 집이요", "place"), ("파란 지붕 집이라니까요", "when"), ("몰라요", "extra")],
    ),
    "a place outside the district is asked again": (
        "길이 파였어요",
        [("부산역 앞이요", "place"), ("석남역 앞이요", "when")],
    ),
    "a day to come is asked again once": (
        "석남역 앞 길이 파였어요",
        [("내일부터요", "when"), ("내일부터라니까요", "extra")],
    ),
    "a place that she does not know": (
        "길이 파였어요",
        [("몰라요", "place"), ("몰라요", "when"), ("몰라요", "extra"), ("괜찮아요", "consent")],
    ),
    "without a name": (
        "석남역 앞 길이 파였어요",
        [("익명으로 해 주세요", "when"), ("몰라요", "extra"), ("몰라요", "readback"), ("네", "filing")],
    ),
    "no consent": (
        "어제부터 석남역 앞 길이 파였어요",
        [("아주 커요", "consent"), ("싫어요", "readback")],
    ),
    "괜찮아요 neither agrees nor refuses": (
        "어제부터 석남역 앞 길이 파였어요",
        [("아주 커요", "consent"), ("괜찮아요", "consent"), ("네", "name")],
    ),
    "begins again": (WHOLE, [("처음부터 다시 할게요", "what"), ("길이 파였어요", "place")]),
    "an impossible number": (
        WHOLE.replace("010-1234-5678", ""),
        [("몰라요", "consent"), ("네", "name"), ("김순자요", "phone"), ("구구구 구구구구 구구구구", "phone")],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_only_what_is_missing_is_asked(name: str) -> None:
    first, script = TOLD[name]
    teller = Teller(first)
    for said, asked in script:
        assert teller.says(said).last.interview.asking == asked, (said, teller.spoken)


def test_one_sentence_holds_the_whole_complaint() -> None:
    draft = Teller(WHOLE).last.interview.draft
    assert (draft.category, draft.place, draft.when) == ("street_light", "가좌시장 앞", "어제 밤부터")
    assert (draft.what, draft.phone, draft.consent) == ("가로등이 나갔어요", "01012345678", False)


def test_the_category_is_said_in_passing() -> None:
    assert Teller("가로등이 나갔어요").last.sentences == ("가로등 문제군요.", "어디에서 그런가요?")


def test_an_unsure_category_is_chosen_among_three() -> None:
    said = replace(hear("길가 나무가 쓰러지려고 해요"), kind="", kinds=("road", "park", "snow"))
    step = begin("k", said, book())
    assert (step.kind, step.interview.offered) == ("choices", ("road", "park", "other"))
    assert step.sentences[1:4] == ("1번, 도로와 보도.", "2번, 공원과 놀이터.", "3번, 기타.")
    chosen = take(step.interview, hear("2번이요"), book())
    assert chosen
    assert chosen.interview.draft.category == "park"


def test_what_fits_nowhere_is_taken_all_the_same() -> None:
    step = begin("k", replace(hear("유에프오가 보여요"), kind="", kinds=()), book())
    assert (step.interview.draft.category, step.interview.asking) == ("other", "place")
    assert step.sentences[0] == "네, 맡을 부서를 찾아 볼게요."


def test_an_offered_category_stays_unless_another_is_sure() -> None:
    step = begin("k", hear("네"), book(), "street_light")
    assert step.sentences == ("가로등 문제군요.", "어떤 일인지 말씀해 주세요.")
    stays = take(step.interview, replace(hear("그냥 안 들어와요"), kind="", kinds=("drains",)), book())
    other = take(step.interview, replace(hear("맨홀이 깨졌어요"), kind="road", kinds=("road",)), book())
    assert stays
    assert other
    assert stays.interview.draft.category == "street_light"
    assert other.interview.draft.category == "road"


def test_the_readback_says_everything_and_files_on_yes() -> None:
    teller = Teller(WHOLE).says("몰라요", "네", "김순자예요")
    for part in ("가로등이 나갔어요", "가좌시장 앞", "어제 밤부터", "김순자", "공일공, 일이삼사, 오육칠팔"):
        assert part in teller.spoken
    assert teller.last.sentences[-2] == "이대로 낼까요?"
    assert teller.says("네").last.do == "file"


def test_a_yes_before_the_end_files_nothing() -> None:
    teller = Teller(WHOLE).says("몰라요", "네", "김순자예요").says("네", heard=False)
    assert teller.last.do is None
    assert teller.last.interview.asking == "readback"
    assert teller.spoken.startswith("끝까지 들어 보시고 말씀해 주세요.")


def test_a_yes_to_consent_counts_only_when_it_was_heard() -> None:
    teller = Teller(WHOLE).says("몰라요").says("네", heard=False)
    assert teller.last.interview.asking == "consent"
    assert not teller.last.interview.draft.consent


def test_a_second_yes_files_the_same_and_a_third_nothing() -> None:
    teller = Teller(WHOLE).says("몰라요", "네", "김순자예요", "네")
    first = teller.last.interview
    again_yes = take(first, hear("네"), book())
    assert again_yes
    assert (again_yes.do, again_yes.interview.draft.key) == ("file", first.draft.key)
    kept = replace(first, asking="filed", receipt="123456786")
    third = take(kept, hear("네"), book())
    assert third
    assert third.do is None


@pytest.mark.parametrize("wish", ["방금 거 취소해 주세요", "취소"])
def test_what_was_filed_can_be_taken_back(wish: str) -> None:
    step = take(Interview(Draft("k"), "filed", receipt="123456786"), hear(wish), book())
    assert step
    assert step.do == "withdraw"


def test_giving_up_keeps_the_draft_and_it_goes_on_later() -> None:
    teller = Teller("가로등이 나갔어요").says("됐어요")
    given_up = teller.last.interview
    assert (given_up.asking, given_up.draft.what) == ("paused", "가로등이 나갔어요")
    assert take(given_up, hear("네"), book()) is None
    assert resume(given_up, book()).sentences[-1] == "어디에서 그런가요?"


def test_a_question_to_the_desk_is_no_answer() -> None:
    teller = Teller("가로등이 나갔어요")
    assert take(teller.last.interview, hear("여권 수수료가 얼마예요?"), book()) is None


def test_after_three_misunderstandings_a_person_is_offered_and_nothing_is_lost() -> None:
    now = Teller("가로등이 나갔어요").last.interview
    for _ in range(3):
        step = again(now, book())
        now = step.interview
    assert "120" in " ".join(step.sentences)
    assert (now.asking, now.draft.what) == ("paused", "가로등이 나갔어요")


def test_here_needs_the_position() -> None:
    teller = Teller("여기 가로등이 나갔어요")
    assert teller.last.interview.asking == "place"
    step = located(teller.last.interview, 37.49, 126.67, book())
    assert (step.interview.draft.place, step.interview.draft.position) == ("지금 계신 곳", (37.49, 126.67))
    assert step.interview.asking == "when"


def test_family_may_speak_for_somebody() -> None:
    teller = Teller("어머니 대신 신고할게요 어제부터 석남역 앞 가로등이 나갔어요").says("몰라요", "네")
    assert teller.spoken == "어느 분 일인가요? 그분 성함을 말씀해 주세요."
    assert teller.last.interview.draft.behalf


def test_what_is_filed_is_what_was_said() -> None:
    draft = Teller(WHOLE).says("몰라요", "네", "김순자예요").last.interview.draft
    made = filing(draft, language="ko", channel="kiosk")
    assert (made.kind, made.consent, made.contact.name) == ("petition", True, "김순자")
    nameless = filing(draft.having(anonymous=True), language="ko", channel="kiosk")
    assert (nameless.kind, nameless.private()) == ("report", {})


def test_without_consent_no_number_is_filed_though_it_was_said() -> None:
    draft = Teller(WHOLE).says("몰라요", "아니요").last.interview.draft
    assert "1234" not in filing(draft, language="ko", channel="kiosk").model_dump_json()


def test_in_english() -> None:
    teller = Teller("The street light near 석남역 is out since yesterday", "en")
    assert teller.last.interview.draft.what
    assert "Street light" in " ".join(s for step in teller.steps for s in step.sentences)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("김순자요", "김순자"),
        ("제 이름은 김순자예요", "김순자"),
        ("저는 남궁민수라고 합니다", "남궁민수"),
        ("My name is John Smith", "John Smith"),
        ("가좌시장 앞 가로등이 나갔는데요", ""),
        ("010-1234-5678이요", ""),
    ],
)
def test_names_are_heard_as_people_say_them(said: str, name: str) -> None:
    assert heard_name(said) == name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_sentence_of_the_desk_is_too_long_to_follow(language: str) -> None:
    fixed = [line for name in book(language).phrases.names() for line in _filled(name, language)]
    assert [line for line in fixed if sum(map(is_syllable, line)) > 40] == []


def _filled(name: str, language: str) -> tuple[str, ...]:
    fields = dict.fromkeys(
        (
            "desk",
            "label",
            "people",
            "number",
            "minutes",
            "digits",
            "due",
            *("value", "things", "phone", "summary", "topics"),
            *("half", "hour", "minute", "padded", "called", "month", "day"),
            "who",
            "place",
            "words",
            "days",
            "say",
            "said",
        ),
        "",
    )
    return book(language).phrases(name, **fields)


def test_a_long_story_is_read_in_pieces() -> None:
    pieces = in_pieces("가로등이 나가서 밤마다 어두워요 " * 30 + "가" * 100)
    assert max(map(len, pieces)) <= 30


WORDS = st.sampled_from(
    ["네", "아니요", "몰라요", "싫어요", "가로등이 나갔어요", "석남역 앞이요", "어제부터요", "김순자요",
     "취소", "010-1234-5678이요", "아니 위치가 틀렸어", "고칠래요", "처음부터 다시 할게요", "1번",
     "익명으로 해 주세요",     "내용이 틀렸어요", "됐어요", "여권 수수료가 얼마예요?",
     "전화번호가 틀렸어요", "내일부터요", "괜찮아요"]
)  # fmt: skip
HEARD = {word: hear(word) for word in ["네"]}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=25))
def test_nothing_is_filed_without_consent_a_readback_and_a_yes(said: list[tuple[str, bool]]) -> None:
    now, filed = Teller("가로등이 나갔어요").last.interview, 0
    for word, heard in said:
        utterance = replace(HEARD.setdefault(word, hear(word)), heard=heard)
        before = now
        step = take(now, utterance, book()) or (again(now, book()) if now.open else None)
        now = step.interview if step else now
        if now.asking == "paused":
            now = resume(now, book()).interview
        if step and step.do == "file":
            filed += 1
            assert (before.asking, utterance.wish, heard) == ("readback", "yes", True)
            assert before.draft.anonymous or (before.draft.consent and before.draft.name)
            now = replace(now, asking="filed", receipt="123456786")
    assert filed <= 1
