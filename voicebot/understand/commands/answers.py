"""Answers to the desk's own questions: yes and no, done, the number of a choice, and the nod that is none."""
# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re

from voicebot.understand.commands.bare import any_of, bare

__all__ = ["back_channel", "number_choice", "says_done", "yes_no"]

_YES = {
    "ko": any_of(
        (
            r"(?:네|예|넵|옙|응|어|그래|그래요|그럼요|그럼|맞아|맞아요|맞습니다|맞네요|맞는데요|좋아|좋아요|좋습니다|그렇습니다|그렇죠|그렇지|그래주세요|"
            r"그렇게해줘|그렇게해주세요|그렇게할게요|해주세요|해줘|부탁해요|부탁합니다|부탁드립니다|부탁드려요|당연하죠|당연하지|물론이죠|물론이지|오케이|"
            r"그거예요|그거야|그거요|바로그거예요|그말이에요|그말이야|옳아요|옳지|들을래요|들을게요|들려주세요|할게요|할래요|네에|예에)+",
        ),
        r"(?:아|음|어)?",
        "",
    ),
    "en": any_of(
        (r"(?:yes|yeah|yep|yup|sure|right|correct|ok|okay|of course|absolutely|certainly|exactly|please|please do|go ahead"
         r"|do it|thats right|that is right|thats it|that is correct|thats correct|i do|i would)",),
        r"(?:(?:yes|yeah|uh|um|oh) )*", r"(?: please| it is| thank you| thanks| i do)*",
    ),
}  # fmt: skip
_NO = {
    "ko": any_of(
        (
            r"(?:아니|아니요|아니오|아녜요|아뇨|아니야|아니에요|아니예요|아닙니다|아냐|아닌데|아닌데요|노|싫어|싫어요|싫습니다|됐어|됐어요|됐습니다|"
            r"괜찮아|괜찮아요|괜찮습니다|필요없어|필요없어요|안할래|안할래요|안해|안해요|안들을래|안들을래요|하지마|하지마요|하지마세요|하지말아요|하지말아주세요|"
            r"틀려|틀려요|틀렸어|틀렸어요|그거아니야|그거아니에요|그거아니예요|그게아니에요|그만|그만할래요|고맙습니다|감사합니다)+",
        ),
        r"(?:아|음|어)?",
        "",
    ),
    "en": any_of(
        (r"(?:no|nope|nah|not really|no thanks|no thank you|dont|do not|please dont|wrong|thats wrong|that is wrong|not that"
         r"|thats not it|that is not it|incorrect|its not|it is not)",),
        r"(?:(?:no|uh|um|oh|well) )*", r"(?: thanks| thank you| please)*",
    ),
}  # fmt: skip
_DONE = {
    "ko": any_of(
        (r"(?:다|이제|이거는|그거는|그건|이건)*(?:했|끝났|끝냈|마쳤|챙겼|찍었|적었|썼|냈|골랐|눌렀|붙였|다녀왔)(?:어|어요|습니다|네|네요|는데|는데요|지|지요|죠|다)",
         r"(?:(?:이제)?다|준비(?:가)?(?:다)?)됐(?:어|어요|습니다|네|네요|는데|는데요|다)|됐(?:어요|습니다|는데요)|(?:준비)?완료(?:요|이요|했어요)?"),
        r"(?:네|예|응|어|아|자|음)*", r"(?:다음|다음은|다음은요|그다음은|이제다음)?",
    ),
    "en": any_of(
        (r"(?:i am |im |i have |ive |its |it is |that is |thats |all )*(?:done|finished|ready|did it|got it|through)",),
        r"(?:(?:ok|okay|yes|right|now) )*", r"(?: (?:that|it|now|with (?:that|it)|next|whats next))*",
    ),
}  # fmt: skip
_THANKS = re.compile(r"(?:고맙습니다|감사합니다)+")

_NUMBERS = {
    "ko": {
        1: "1|일(?=번)|하나|첫번째|첫째", 2: "2|이(?=번)|둘|두번째|둘째", 3: "3|삼(?=번)|셋|세번째|셋째",
        4: "4|사(?=번)|넷|네번째|넷째", 5: "5|오(?=번)|다섯|다섯번째|다섯째", 6: "6|육(?=번)|여섯|여섯번째",
        7: "7|칠(?=번)|일곱|일곱번째", 8: "8|팔(?=번)|여덟|여덟번째", 9: "9|구(?=번)|아홉|아홉번째",
    },
    "en": {
        1: "1|one|first|1st", 2: "2|two|second|2nd", 3: "3|three|third|3rd", 4: "4|four|fourth|4th", 5: "5|five|fifth|5th",
        6: "6|six|sixth|6th", 7: "7|seven|seventh|7th", 8: "8|eight|eighth|8th", 9: "9|nine|ninth|9th",
    },
}  # fmt: skip
_CHOSEN = {
    "ko": (
        r"(?:아|음|어|네|예|저|저는|난|나는|그럼)*",
        r"(?:번|거|꺼|것)*(?:으로|로|을|를|은|이|만|예|에)*(?:요|이요|예요|이에요|입니다|할게요|할래요|하겠습니다|해줘|해주세요|"
        r"알려줘|알려주세요|말해줘|말해주세요|들려줘|들려주세요|선택|선택할게요|부탁해요|부탁합니다|부탁드려요|듣고싶어요|들을래요|들을게요)?",
    ),
    "en": (r"(?:(?:um|uh|ok|the|number|option|choice|i want|id like|ill take|i choose|give me|tell me about) )*",
           r"(?: one| option| choice)?(?: please| thanks)*"),
}  # fmt: skip
_CHOICES = {
    language: {number: any_of((names,), *_CHOSEN[language]) for number, names in table.items()}
    for language, table in _NUMBERS.items()
}
_NODS = re.compile(
    r"(?:네|예|넵|응|음|어|아|아하|오|그래|그래요|그렇구나|그렇군요|그렇죠|맞아|맞아요|알겠어요|알겠습니다|mm|mhm|mmhm|uhhuh|yeah|yes|ok|okay|right|isee)+"
)


def yes_no(text: str, language: str) -> bool | None:
    """Whether a whole utterance says yes (True), no (False), or neither.

    "괜찮아요" and "됐어요" decline; thanks alone are neither.
    """
    said = bare(text, language)
    if not said or language not in _YES or _THANKS.fullmatch(said):
        return None
    if _YES[language].fullmatch(said):
        return True
    return False if _NO[language].fullmatch(said) else None


def says_done(text: str, language: str) -> bool:
    """Whether a whole utterance says that a thing is done: an answer where the desk waits for that."""
    said = bare(text, language)
    return bool(said) and language in _DONE and bool(_DONE[language].fullmatch(said))


def number_choice(text: str, language: str) -> int | None:
    """The number, 1–9, that a whole utterance chooses: "일번", "두 번째 거요", "the third one"."""
    said = bare(text, language)
    choices = _CHOICES.get(language, {})
    return next((number for number, pattern in choices.items() if said and pattern.fullmatch(said)), None)


def back_channel(text: str) -> bool:
    """Whether an utterance only shows that somebody listens ("네", "음", "uh huh") and is no turn."""
    return bool(_NODS.fullmatch(bare(text, "ko")))
