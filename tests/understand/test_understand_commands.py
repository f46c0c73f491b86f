# ruff: noqa: E501  (Hangul counts double)
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.faq import LANGUAGES, load_faq
from voicebot.understand.commands import COMMANDS, back_channel, command, number_choice, says_done, yes_no

KOREAN = {
    "repeat": "다시|다시요|다시 말해 주세요|다시 한 번 말씀해 주세요|한 번 더 말해 줘|네, 다시요|방금 그거 다시 말해 줘|못 적었어요 다시요|도로 말해 봐라",
    "what": "뭐라고요?|못 들었어요|잘 못 들었습니다|뭐라 캤노|응? 뭐?|뭔 소리야 지금|방금 뭐라고 하셨어요",
    "more": "더|더요|더 들을래요|더 알려 주세요|계속|계속해 줘|계속 말해 주세요|자세히 말해 주세요|더 자세히 알려 줘|다음|다음이요|다음 거 알려 줘|그다음으로 넘어가 주세요|다음 말해 봐요",
    "slower": "천천히|받아쓰게 천천히 불러 봐|천천히 말해 주세요|좀 더 천천히|더 천천히 말해 줘|너무 빨라요|말이 너무 빨라요|느리게 말해 줘",
    "faster": "빨리|빨리 말해|좀 빨리 말해 주세요|더 빠르게|너무 느려요",
    "louder": "크게|귀가 어두우니 크게 말해 줘요|더 크게 말해 주세요|크게 좀 말해 줘|소리 키워 줘|안 들려요|잘 안 들려요|소리가 작아요|볼륨 좀 높여 주세요",
    "softer": "작게|조금 작게 말해 줘|소리 좀 줄여 주세요|너무 커요|조용히 말해 주세요|너무 시끄러워요",
    "back": "뒤로|뒤로 가 줘|이전으로|이전으로 돌아가 주세요|돌아가 줘",
    "start_over": "처음부터|처음부터 다시|처음부터 다시 말해 줘|처음으로|다시 시작할래요|처음으로 돌아가 주세요",
    "menu": "메뉴|메뉴 보여 주세요",
    "help": "뭐 할 수 있어요?|뭘 물어볼 수 있어요?|도움말|이거 어떻게 쓰는 거예요|무슨 말을 해야 돼요|도와줘",
    "reject": "그거 아니에요|그게 아니라|아닌데요|그거 말고요|틀렸어요|잘못 들으셨어요|다른 거요|그 말이 아니에요|둘 다 아니에요",
    "undo": "취소|취소해 주세요|방금 한 거 취소|방금 거 취소해 줘|되돌려 주세요",
    "person": "사람|사람 바꿔 줘|사람 바꿔 주세요|상담원 연결해 주세요|직원 좀 불러 줘|담당자 연결|사람하고 말하고 싶어요|상담원이랑 통화할래요",
    "forget": "지금 한 말 지워 줘|내가 한 말 다 지워 주세요|내 정보 지워 줘|잊어 줘|기록 삭제해 주세요",
    "goodbye": "끊을게요|안녕히 계세요|그럼 수고하세요|고마워요 끊을게",
    "wait": "좀 있어 봐 안경 좀 쓰고|잠깐만|잠깐만요|잠시만요|잠깐만 기다려 주세요|기다려 줘|가만있어 봐",
    "one_by_one": "하나씩|하나씩 말해 줘|한 가지씩 알려 주세요|헷갈리니까 하나씩 말씀해 주세요|순서대로 알려 줘|차례대로 좀 말해 줘요",
    "all_at_once": "한꺼번에 말해 줘|그냥 한꺼번에 알려 주세요|한 번에 다 말해 줘",
    "stop": "그만|그만해|그만 말해|멈춰|됐어요|이제 됐어요|정지|스톱|끝|그만 들을래요|조용히 해 주세요",
}
ENGLISH = {
    "repeat": "Repeat that, please.|Say that again|Can you repeat that?|once more",
    "what": "Pardon?|What did you say?|I didn't catch that|what was that",
    "more": "more|Tell me more|go on|continue please|keep going",
    "slower": "slower|Please speak more slowly|slow down|a bit slower please|too fast",
    "faster": "faster|speak faster|speed up please|too slow",
    "louder": "louder|louder please|speak up|I can't hear you|turn it up",
    "softer": "quieter|softer please|too loud|turn the volume down",
    "back": "back|go back|previous",
    "start_over": "start over|start again|from the beginning",
    "menu": "menu|show me the menu",
    "help": "What can you do?|help|how does this work",
    "reject": "That's not it|not that one|That is wrong|something else|none of these",
    "undo": "undo|cancel that|never mind",
    "person": "person|I want to talk to a person|connect me to an operator|Can I speak to someone?|human please",
    "forget": "forget everything|delete my data|forget what I said",
    "goodbye": "goodbye|bye|I have to go now",
    "wait": "wait|hold on|just a moment please|one second",
    "one_by_one": "one at a time|Tell me one thing at a time, please|step by step|one by one|give it to me one step at a time",
    "all_at_once": "all at once|tell me everything at once|read the whole thing",
    "stop": "stop|stop talking|that's enough|quiet",
}
QUESTIONS = """
번호표는 하나씩 뽑아요?|순서대로 줄 서야 돼요|다음 주에 이사해요|다음 달까지 내면 돼요|한꺼번에 다 신고해도 돼요
다시 발급받고 싶어요|여권 다시 만들고 싶어요|더 싼 데 있어요|크게 다쳤어요|취소하려면 어떻게 해요|사람이 쓰러졌어요
안녕하세요 여권 때문에 전화했어요|소리를 줄여 달라고 해도 안 들어요 옆 가게가|기다려도 안 오길래 도로 들여놨어요|담당자 전화번호 알려 주세요|혼자 사는 노인 도와주세요|그만두고 싶어요|불이 나서 안 들려요|빨리 처리해 주세요|돌아가신 분 재산
다음 달에 이사해요|메뉴가 뭐예요 식당|소리가 너무 커요 옆집이요|처음 여권 만드는데요|신고 취소하고 싶어요|직원이 불친절해요
기록이 필요해요|잠깐 주차해도 돼요|끝나는 시간이 언제예요|계속 물이 새요|뒤로 넘어졌어요|사람|빠르게 처리되나요
""".replace("|사람|", "|").strip()


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, name) for name, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "name"), rows(KOREAN))
def test_a_korean_wish(text: str, name: str) -> None:
    assert command(text, "ko") == name


@pytest.mark.parametrize(("text", "name"), rows(ENGLISH))
def test_an_english_wish(text: str, name: str) -> None:
    assert command(text, "en") == name


@pytest.mark.parametrize("text", re.split(r"[|\n]", QUESTIONS))
def test_a_question_is_no_wish(text: str) -> None:
    assert command(text, "ko") is None


@pytest.mark.parametrize(
    "text",
    [
        "I need a new passport again",
        "Where is the help desk?",
        "How do I cancel a report?",
        "stop signs are broken",
        "",
    ],
)
def test_an_english_question_is_no_wish(text: str) -> None:
    assert command(text, "en") is None


@pytest.mark.parametrize(
    "text", ["아 " * 200 + "다", "저기요" * 60 + "말", "다시 좀 " * 50, "please " * 100 + "x"]
)
def test_rambling_is_read_in_no_time(text: str) -> None:
    begun = time.perf_counter()
    assert command(text, "ko") is None
    assert command(text, "en") is None
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(("text", "name"), rows(KOREAN))
def test_spacing_and_marks_do_not_matter(text: str, name: str) -> None:
    assert command(text.replace(" ", "") + ".", "ko") == name


def test_every_wish_of_the_protocol_can_be_said() -> None:
    assert set(KOREAN) == set(ENGLISH) == set(COMMANDS)


def test_phrasings_of_entries_and_complaints_are_no_wishes_but_for_a_person() -> None:
    folder = Path(__file__).parents[2] / "faq"
    entries, kinds = load_faq(folder), load_categories(folder)
    said = [(one.text, name) for name in LANGUAGES for one in entries.phrasings(name)]
    said += [(one.text, "ko") for one in kinds.phrasings()]
    assert {command(text, name) for text, name in said} <= {None, "person"}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *(
            (text, True)
            for text in [
                "네",
                "예",
                "응",
                "네네",
                "네 맞아요",
                "맞습니다",
                "그래요",
                "좋아요",
                "그럼요",
                "네, 해 주세요",
                "아 네",
                "그렇게 해 주세요",
            ]
        ),
        *(
            (text, False)
            for text in [
                "아니요",
                "아니",
                "아뇨",
                "아니에요",
                "됐어요",
                "괜찮아요",
                "아니요 괜찮아요",
                "싫어요",
                "필요 없어요",
                "하지 마세요",
            ]
        ),
        *(
            (text, None)
            for text in [
                "네 아니요",
                "여권이요",
                "네 번째",
                "고맙습니다",
                "아니 여권 말고 등본이요",
                "예방접종",
                "응급실",
                "",
                "어디",
            ]
        ),
    ],
)
def test_yes_and_no(text: str, meaning: bool | None) -> None:
    assert yes_no(text, "ko") is meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Yes", True),
        ("yes please", True),
        ("That's right", True),
        ("No", False),
        ("no, thanks", False),
        ("maybe", None),
        ("", None),
    ],
)
def test_english_yes_and_no(text: str, meaning: bool | None) -> None:
    assert yes_no(text, "en") is meaning


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("일번", 1), ("1번", 1), ("1", 1), ("첫 번째", 1), ("첫번째 거요", 1), ("하나", 1), ("이번이요", 2), ("2번이요", 2),
        ("두 번째 거", 2), ("둘째", 2), ("세번째거", 3), ("3번으로 해 주세요", 3), ("네 번째", 4), ("오번", 5), ("구번", 9),
        ("한 번 더", None), ("네", None), ("이 번호", None), ("일", None), ("10번", None), ("첫 여권", None), ("", None),
    ],
)  # fmt: skip
def test_a_choice_by_number(text: str, number: int | None) -> None:
    assert number_choice(text, "ko") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one", 1),
        ("number two", 2),
        ("the third one please", 3),
        ("First.", 1),
        ("option 2", 2),
        ("one moment", None),
        ("", None),
    ],
)
def test_an_english_choice_by_number(text: str, number: int | None) -> None:
    assert number_choice(text, "en") == number


@pytest.mark.parametrize(
    ("text", "nod"),
    [
        ("네", True),
        ("음", True),
        ("아 네", True),
        ("uh huh", True),
        ("그렇군요.", True),
        ("아니요", False),
        ("여권", False),
        ("", False),
    ],
)
def test_showing_that_one_listens(text: str, nod: bool) -> None:
    assert back_channel(text) is nod


@given(st.text(max_size=60), st.sampled_from(["ko", "en", "xx"]))
def test_any_text_can_be_heard(text: str, language: str) -> None:
    assert command(text, language) in {*COMMANDS, None}
    assert yes_no(text, language) in {True, False, None}
    assert number_choice(text, language) in {*range(1, 10), None}


def test_a_long_row_of_syllables_is_decided_at_once() -> None:
    assert command("네" * 500 + "다시말해주" * 50, "ko") is None
    assert yes_no("네아" * 500, "ko") is None


@pytest.mark.parametrize(
    ("text", "language", "done"),
    [
        ("다 했어요", "ko", True), ("네, 다 했습니다.", "ko", True), ("됐어요", "ko", True), ("사진 찍었어요", "ko", False),
        ("챙겼어요", "ko", True), ("준비됐어요", "ko", True), ("이제 됐어", "ko", False), ("가로등이 나갔어요", "ko", False),
        ("못 했어요", "ko", False), ("끝", "ko", False), ("다 했어요 다음은요", "ko", True), ("", "ko", False),
        ("I'm done", "en", True), ("OK, finished", "en", True), ("not done", "en", False), ("done", "xx", False),
    ],
)  # fmt: skip
def test_who_says_that_a_thing_is_done(text: str, language: str, done: bool) -> None:
    assert says_done(text, language) is done
