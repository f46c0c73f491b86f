"""Wishes, answers and numbers that are whole utterances: "다시", "네", "두 번째 거요".

Only a whole utterance counts, so that a question is never swallowed: "다시 발급받고 싶어요" asks for a
document, "다시 말해 주세요" asks to hear it again. The names are those of protocol.md's ``command``.
"""
# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
import unicodedata

__all__ = ["COMMANDS", "back_channel", "command", "number_choice", "yes_no"]

COMMANDS = (
    "repeat", "more", "slower", "faster", "louder", "softer", "back", "start_over", "menu", "reject", "undo",
    "person", "forget", "wait", "stop",
)  # fmt: skip

_OPENING = (
    r"(?:(?:네|예|아|어|음|응|저|저기|저기요|여보세요|아니|그럼|이제|미안한데|죄송한데|죄송하지만)(?:요)?)*"
)
_BIT = r"(?:좀|조금|조금만|더|다시|한번|한번만|한번더|약간|아주|제발|그냥)*"
_SAY = r"(?:(?:말|말씀|얘기|이야기|설명|안내|대답)(?:을|좀)?(?:해|하)?|들려|읽어|알려|해|하|가르쳐)"
_PLEASE = (
    r"(?:줘|줘요|주세요|주십시오|주시겠어요|주시겠습니까|주실래요|주실수있(?:어요|나요|을까요)|줄래|줄래요|줄수있어|줄수있어요|"
    r"주라|다오|달라고|달라고요|봐|봐요|보세요|라|요|세요|십시오|시오|주시면좋겠어요|줬으면좋겠어요|주면좋겠어요|"
    r"주면안돼|주면안돼요|주면안될까요)?"
)
_ASK = rf"(?:{_BIT}{_SAY}{_PLEASE}|요)?"
_DO = rf"(?:해|하)?{_PLEASE}"

_KOREAN = {
    "repeat": (
        rf"{_BIT}(?:다시|한번더|또){_ASK}",
        rf"(?:방금|아까|지금)?(?:그거|거|한말|한거|말한거|그말|뭐라고한거)?{_BIT}(?:다시|한번더){_BIT}{_SAY}{_PLEASE}",
        r"(?:방금|지금)?(?:뭐|머|무어)라(?:고|구)(?:요|하셨어요|하셨죠|했어|했어요|하신거예요|그랬어요|그러셨어요|하는거예요)?",
        r"(?:잘)?못(?:들었|알아들었)(?:어|어요|습니다|는데|는데요|네요)",
    ),
    "more": (
        r"더(?:요|들을래|들을래요|들을게요|듣고싶어|듣고싶어요|있어요|있어|없어요)?",
        rf"(?:더|좀더|조금더)(?:자세히|자세하게|길게)?(?:말|말씀|얘기|이야기|설명|안내)?(?:해|들려|알려|읽어){_PLEASE}",
        rf"(?:계속|이어서|마저|나머지|끝까지)(?:도|는|요)?{_ASK}",
        r"(?:계속|마저)(?:들을래|들을래요|들을게요|듣고싶어요)",
        rf"(?:좀)?(?:더)?(?:자세히|자세하게){_ASK}",
        r"(?:그)?다음(?:은|은요|에는|에는요|거|거요|요)?",
    ),
    "slower": (
        rf"(?:말)?(?:을)?{_BIT}(?:천천히|느리게|느릿느릿|차근차근){_BIT}{_ASK}",
        r"(?:말|말이|말하는게|말씀이)?(?:너무|좀|조금)*(?:빨라|빨라요|빠르네요|빠릅니다|빠른데요|빨라서못듣겠어요)",
    ),
    "faster": (
        rf"(?:말)?(?:을)?{_BIT}(?:빨리|빠르게|빨리빨리|속도를?높여){_BIT}{_ASK}",
        r"(?:말|말이|말하는게|말씀이)?(?:너무|좀|조금)*(?:느려|느려요|느리네요|느립니다|답답해요)",
    ),
    "louder": (
        rf"(?:소리|목소리|말소리|볼륨|음량)?(?:를|을|좀)?{_BIT}크게{_BIT}{_ASK}",
        rf"(?:소리|목소리|볼륨|음량)(?:를|을|좀|더)*(?:키워|올려|높여){_PLEASE}",
        r"(?:소리가|목소리가|잘|하나도|말이|귀가)*(?:안|어두워서안)(?:들려|들려요|들립니다|들리는데|들리는데요|들리네요)",
        r"(?:소리|목소리)(?:가|는)?(?:너무|좀)?(?:작아|작아요|작네요|작습니다)",
    ),
    "softer": (
        rf"(?:소리|목소리|말소리|볼륨|음량)?(?:를|을|좀)?{_BIT}(?:작게|조용하게|나직하게){_BIT}{_ASK}",
        rf"(?:소리|목소리|볼륨|음량)(?:를|을|좀|더)*(?:줄여|낮춰|내려){_PLEASE}",
        rf"{_BIT}조용히(?:말|말씀|얘기|이야기)(?:해|하){_PLEASE}",
        r"(?:소리|목소리)?(?:가|는)?(?:너무|좀)(?:커|커요|크네요|큽니다|시끄러워|시끄러워요)",
        r"(?:소리|목소리)(?:가|는)?(?:커|커요|크네요)|(?:너무)?시끄러워요",
    ),
    "back": (
        rf"(?:뒤로|이전으로|이전|전으로|앞단계로|전단계로|이전단계로|이전단계)(?:좀|다시)*(?:가|돌아가|넘어가)?{_PLEASE}",
        rf"(?:다시)?되?돌아가{_PLEASE}|(?:다시)?돌아갈래(?:요)?",
    ),
    "start_over": (
        rf"(?:맨)?(?:다시)?처음부터(?:다시)?(?:시작)?{_BIT}(?:{_SAY}{_PLEASE}|할래|할래요|할게요|하고싶어요|요)?",
        rf"(?:맨)?(?:다시)?처음으로(?:다시)?(?:가|돌아가)?(?:고싶어요|{_PLEASE})",
        rf"(?:다시|새로)시작(?:할래|할래요|할게요|하고싶어요|{_DO})",
    ),
    "menu": (
        rf"(?:전체|처음|주)?메뉴(?:판)?(?:로|를|을|좀|화면)*(?:가|돌아가|보여|들려|알려|읽어|말해|열어)?{_PLEASE}",
        r"(?:여기서|여기|너는?|뭐|뭘|무엇을|어떤걸|어떤것을|무슨일을)+(?:을)?(?:할수있어|할수있어요|할수있나요|할수있습니까|해줄수있어|"
        r"해줄수있어요|해주실수있어요|물어볼수있어|물어볼수있어요|물어볼수있나요|물어보면돼|물어보면돼요|물어보면되나요|도와줄수있어요)",
        rf"(?:도움말|사용법)(?:알려{_PLEASE}|들려{_PLEASE})?",
    ),
    "reject": (
        r"(?:그거|그게|그건|이거|이게|그말이|그말|그런말이|그뜻이|그런게|그런거)(?:는|가)?(?:아니(?:야|에요|예요|요|라|라고|라고요|고|고요|거든요|지)?|"
        r"아닌데|아닌데요|아닙니다|말고|말고요|틀렸어요)",
        r"아닌데(?:요)?|(?:둘|셋|다|전부|모두|그중에|그중에는)+(?:아니야|아니에요|아니예요|아닌데요|아닙니다|없어요)",
        r"(?:다른|딴)(?:거|것|걸로|거로|거요|것으로|질문|얘기|이야기)(?:요|이요|예요|이에요|할래요|물어볼게요|물어볼래요)?",
        r"(?:완전|다)?틀렸(?:어|어요|습니다|잖아요)|잘못(?:알아)?들(?:으셨어요|으셨네요|은거같아요|으신거같아요)",
    ),
    "undo": (
        rf"(?:방금|지금|아까)?(?:한|말한|그)?(?:거|것|말|한거|한말)?(?:은|는|을|를)?취소(?:요|할래|할래요|할게요|{_DO})",
        rf"(?:방금|지금)?(?:거|것|한거)?(?:를|을)?(?:되돌려|되돌리기|무르기|물러){_PLEASE}",
    ),
    "person": (
        r"(?:사람|상담원|상담사|상담직원|직원|담당자|교환원|공무원|안내원|사람상담원)(?:분|님)*(?:하고|이랑|랑|과|와|을|를|으로|로|한테|에게|이|좀|하고좀)*"
        rf"(?:바꿔|바꾸어|연결|연결해|연결시켜|불러|대|돌려|나와)?{_PLEASE}",
        r"(?:사람|상담원|상담사|직원|담당자)(?:분|님)*(?:하고|이랑|랑|과|와|한테)(?:좀|직접)*(?:말|말씀|얘기|이야기|통화|상담)(?:을)?"
        r"(?:하고싶어|하고싶어요|하고싶습니다|하고싶은데|하고싶은데요|할래|할래요|할게요|할수있어요|할수있나요|할수있을까요)",
        rf"(?:상담|전화)연결(?:{_DO})",
    ),
    "forget": (
        r"(?:(?:지금|방금|아까)?(?:까지)?(?:내가|제가)?(?:한|말한|했던)(?:말|얘기|이야기|거|것)|(?:내|제|나의|저의)(?:말|정보|기록|목소리|개인정보|얘기)|대화|"
        rf"대화내용|기록|개인정보)(?:은|는|을|를|들|좀|다|전부|모두|싹)*(?:지워|삭제해|삭제|잊어|잊어버려|없애){_PLEASE}",
        rf"(?:다|전부|모두|싹)(?:지워|삭제해|삭제|잊어|잊어버려){_PLEASE}|잊어(?:버려)?{_PLEASE}",
    ),
    "wait": (
        rf"(?:잠깐|잠시)(?:만|만요|요|좀)*(?:기다려{_PLEASE}|있어봐|있어봐요|있어보세요|있어요)?|잠깐만잠깐만",
        rf"(?:좀|조금|조금만|쫌만|좀만)*기다려{_PLEASE}|가만(?:있어|히)?(?:봐|봐요|있어봐|있어봐요|계셔보세요|계세요|있자)?",
    ),
    "stop": (
        r"(?:이제|그만)*그만(?:요|해|해요|하세요|하십시오|해주세요|해줘|말해|말해요|말하세요|할래|할래요|할게요|들을래|들을래요|들을게요|하자|합시다|됐어요)?",
        r"(?:멈춰|멈춰요|멈추세요|멈춰주세요|멈춰줘|멈춤|정지|스톱|스탑|중지|끝|끝낼게요|끝낼래요|끝내|끝내줘|끝내주세요|종료|종료해|종료해줘|종료해주세요)",
        r"(?:이제|인제|그럼)?(?:다|이제)?됐(?:어|어요|습니다|다|네요)(?:고마워요|고맙습니다|감사합니다)?|조용히(?:해|해요|하세요|해줘|해주세요)",
    ),
}

_POLITELY = r"(?:(?:could|can|would|will) you )?(?:please )?(?:just )?"
_ENGLISH = {
    "repeat": (
        r"(?:repeat|say)(?: (?:that|it|this))?(?: (?:again|once more|one more time))?|(?:once|one time) more|again",
        r"what did you say|(?:i )?(?:did not|didnt) (?:hear|catch|get) (?:that|it|you)|pardon(?: me)?|one more time|come again",
    ),
    "more": (
        r"(?:tell|give) me more|(?:a little )?more(?: details?)?|go on|continue|keep going|carry on|read on|next|what else"
        r"|and then|the rest|i want (?:to hear )?more",
    ),
    "slower": (r"(?:a (?:bit|little) )?(?:more slowly|slower)|(?:speak|talk|go) (?:a (?:bit|little) )?(?:more slowly|slower|slowly)"
               r"|slow(?: it)? down|(?:you are |youre |thats |that is )?too fast",),
    "faster": (r"(?:a (?:bit|little) )?(?:more quickly|faster|quicker)|(?:speak|talk|go) (?:a (?:bit|little) )?(?:faster|quicker|more quickly)"
               r"|speed(?: it)? up|(?:you are |youre |thats |that is )?too slow|hurry up",),
    "louder": (r"(?:a (?:bit|little) )?louder|(?:speak|talk) (?:a (?:bit|little) )?(?:up|louder)|(?:turn (?:it|the volume|the sound) )up"
               r"|volume up|i (?:cant|cannot|can not) hear (?:you|it|that|anything)|(?:its |it is |youre |you are )?too quiet",),
    "softer": (r"(?:a (?:bit|little) )?(?:softer|quieter)|(?:speak|talk) (?:a (?:bit|little) )?(?:softer|softly|quieter|quietly)"
               r"|turn (?:it|the volume|the sound) down|volume down|(?:its |it is |youre |you are )?too loud",),
    "back": (r"(?:go )?back|go to the previous (?:one|step)|previous(?: (?:one|step))?",),
    "start_over": (r"start (?:over|again)|restart|(?:start )?from the (?:beginning|start)|begin again",),
    "menu": (r"(?:main )?menu|(?:show|read|open|go to)(?: me)? the (?:main )?menu|help(?: me)?|what can (?:you do|i ask)(?: you| here)?",),
    "reject": (r"(?:no )?(?:thats|that is|its|it is) (?:not (?:it|right|what i (?:said|asked|meant|mean))|wrong)|not that(?: one)?|wrong"
               r"|none of (?:them|those|these)|something else|another (?:one|question)|(?:no )?i (?:didnt|did not) (?:say|ask|mean) that",),
    "undo": (r"(?:undo|cancel|revert|take back)(?: (?:that|it|this))?|take (?:that|it) back|never mind",),
    "person": (
        r"(?:a )?(?:person|human|operator|agent|representative)|(?:connect|transfer|put) me (?:to|through to|with) (?:a |an |the |some)?"
        r"(?:real )?(?:person|human|human being|operator|agent|representative|someone|one|body|staff)",
        r"(?:i (?:want|would like|need)(?: to)? |id like to |let me |can i |may i )?(?:talk|speak) (?:to|with) (?:a |an |the )?"
        r"(?:real )?(?:person|human|human being|operator|agent|representative|someone|somebody|staff)",
    ),
    "forget": (r"(?:forget|delete|erase|remove) (?:everything|it all|all of it|that|what i (?:said|just said|told you)"
               r"|my (?:data|words|information|voice|details))",),
    "wait": (r"wait(?: (?:a|one) (?:minute|moment|second|sec|bit))?|(?:just )?(?:a|one) (?:minute|moment|second|sec)|hold on"
             r"(?: a (?:minute|moment|second|sec))?|hang on",),
    "stop": (r"stop(?: (?:it|talking|that|now))?|(?:thats|that is) (?:enough|all)|enough|quit|(?:be )?quiet|shut up|im done|i am done"
             r"|end|goodbye|bye(?: bye)?",),
}  # fmt: skip


def _any(patterns: tuple[str, ...], before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}")


_WISHES = {
    "ko": {name: _any(patterns, _OPENING, "") for name, patterns in _KOREAN.items()},
    "en": {name: _any(p, rf"(?:(?:ok|okay|sorry|um|uh|well|hey) )*{_POLITELY}", r"(?: please| thanks| thank you| now)*")
           for name, p in _ENGLISH.items()},
}  # fmt: skip

_YES = {
    "ko": _any(
        (
            r"(?:네|예|넵|옙|응|어|그래|그래요|그럼요|그럼|맞아|맞아요|맞습니다|맞네요|맞는데요|좋아|좋아요|좋습니다|그렇습니다|그렇죠|그렇지|그래주세요|"
            r"그렇게해줘|그렇게해주세요|그렇게할게요|해주세요|해줘|부탁해요|부탁합니다|부탁드립니다|부탁드려요|당연하죠|당연하지|물론이죠|물론이지|오케이|"
            r"그거예요|그거야|그거요|바로그거예요|그말이에요|그말이야|옳아요|옳지|들을래요|들을게요|들려주세요|할게요|할래요|네에|예에)+",
        ),
        r"(?:아|음|어)?",
        "",
    ),
    "en": _any(
        (r"(?:yes|yeah|yep|yup|sure|right|correct|ok|okay|of course|absolutely|certainly|exactly|please|please do|go ahead"
         r"|do it|thats right|that is right|thats it|that is correct|thats correct|i do|i would)",),
        r"(?:(?:yes|yeah|uh|um|oh) )*", r"(?: please| it is| thank you| thanks| i do)*",
    ),
}  # fmt: skip
_NO = {
    "ko": _any(
        (
            r"(?:아니|아니요|아니오|아녜요|아뇨|아니야|아니에요|아니예요|아닙니다|아냐|아닌데|아닌데요|노|싫어|싫어요|싫습니다|됐어|됐어요|됐습니다|"
            r"괜찮아|괜찮아요|괜찮습니다|필요없어|필요없어요|안할래|안할래요|안해|안해요|안들을래|안들을래요|하지마|하지마요|하지마세요|하지말아요|하지말아주세요|"
            r"틀려|틀려요|틀렸어|틀렸어요|그거아니야|그거아니에요|그거아니예요|그게아니에요|그만|그만할래요|고맙습니다|감사합니다)+",
        ),
        r"(?:아|음|어)?",
        "",
    ),
    "en": _any(
        (r"(?:no|nope|nah|not really|no thanks|no thank you|dont|do not|please dont|wrong|thats wrong|that is wrong|not that"
         r"|thats not it|that is not it|incorrect|its not|it is not)",),
        r"(?:(?:no|uh|um|oh|well) )*", r"(?: thanks| thank you| please)*",
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
    language: {number: _any((names,), *_CHOSEN[language]) for number, names in table.items()}
    for language, table in _NUMBERS.items()
}
_NODS = re.compile(
    r"(?:네|예|넵|응|음|어|아|아하|오|그래|그래요|그렇구나|그렇군요|그렇죠|맞아|맞아요|알겠어요|알겠습니다|mm|mhm|mmhm|uhhuh|yeah|yes|ok|okay|right|isee)+"
)


def _bare(text: str, language: str) -> str:
    """Letters and digits only; Korean without spaces (recognisers space it as they like), English with single ones."""
    plain = unicodedata.normalize("NFC", text).lower().replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", plain)
    return ("" if language == "ko" else " ").join(words)


def command(text: str, language: str) -> str | None:
    """The wish that a whole utterance is, one of `COMMANDS`, or nothing.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    bare = _bare(text, language)
    wishes = _WISHES.get(language, {})
    return next((name for name, pattern in wishes.items() if bare and pattern.fullmatch(bare)), None)


def yes_no(text: str, language: str) -> bool | None:
    """Whether a whole utterance says yes (True), no (False), or neither.

    "괜찮아요" and "됐어요" decline; thanks alone are neither.
    """
    bare = _bare(text, language)
    if not bare or language not in _YES or _THANKS.fullmatch(bare):
        return None
    if _YES[language].fullmatch(bare):
        return True
    return False if _NO[language].fullmatch(bare) else None


def number_choice(text: str, language: str) -> int | None:
    """The number, 1–9, that a whole utterance chooses: "일번", "두 번째 거요", "the third one"."""
    bare = _bare(text, language)
    choices = _CHOICES.get(language, {})
    return next((number for number, pattern in choices.items() if bare and pattern.fullmatch(bare)), None)


def back_channel(text: str) -> bool:
    """Whether an utterance only shows that somebody listens ("네", "음", "uh huh") and is no turn."""
    return bool(_NODS.fullmatch(_bare(text, "ko")))
