"""Short questions that go on with what was just answered: "그건 얼마예요?", "어디로 가요?".

What is asked about (`Aspect`) is one thing; whether the words name anything new is another: "등본은 얼마예요?"
asks for a fee too, but of something else.
"""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["ASPECTS", "Aspect", "FollowUp", "follow_up", "tells"]

Aspect = Literal["fee", "place", "phone", "documents", "hours", "deadline", "steps", "who"]
ASPECTS: tuple[Aspect, ...] = ("documents", "phone", "fee", "who", "hours", "deadline", "place", "steps")
"""In the order in which they are looked for: "어디로 전화해요" asks for a number, not for a place."""

_FAMILY = r"(?:아들|딸|남편|아내|영감|할멈|할머니|할아버지|엄마|아빠|어머니|아버지|부모|손주|손자|며느리|사위|가족|식구|이웃|남|친구|보호자|애|아이|본인|제|내|나|저|외국인|세입자|차\s?주인|집주인|다른\s?사람|누가|아무나|대리인)"

_ASKED: dict[str, dict[Aspect, str]] = {
    "ko": {
        "documents": r"준비물|준비할|준비해|서류|신분증|사진\s?(?:은|도|을)?\s?(?:찍|필요|있어야|가져|몇|들)|도장|통장|챙겨|지참|필요한\s?(?:거|것|게)|(?:뭐|뭘|무엇을|뭣을|무얼|머)(?:를|\s|만)?\s?(?:좀\s?)?(?:갖|가져|가지|들고|내야|내요|내면|받아|필요|떼|써|적어|준비|챙)|(?:뭐|뭘|뭐가)\s?필요|가져(?:가|오|갈|와)|들고\s?(?:가|와|갈)|갖고\s?(?:가|와|갈)|증명서(?:도|는)?\s?(?:있어야|필요)|계약서(?:도|는)?\s?(?:있어야|필요|가져)",
        "phone": r"전화\s?번호|연락처|(?<![가-힣])번호|몇\s?번(?:이|으로|인|예|이에|에)|전화(?:는|로|를)?\s?(?:어디|몇|돼|되|하면|해요|할|걸|거|안)|어디(?:다|로|에|에다)?\s?(?:전화|걸|물어|연락|문의)|물어볼\s?데|누구(?:한테|에게)\s?(?:전화|물어|걸)|연락(?:은|을)?\s?(?:어디|어떻)|문의(?:는|처)",
        "fee": r"얼만데|얼만가|얼마(?!나\s?(?:걸|기다|있|오래|뒤|만에|전)|\s?(?:동안|안에|만에|걸))|(?<![가-힣])돈(?!가)|공짜|무료|수수료|요금|(?<![가-힣])값|(?<![가-힣가-힣])값|비용|비싸|비싼|싼|할인|깎아|금액|몇\s?(?:원|천\s?원|만\s?원)|유료|(?:내|드는)\s?돈",
        "who": rf"누가|누구(?!한테|에게)|나이|몇\s?(?:살|세)|연세|자격|조건|대상|아무나|대신|대리|본인|직접\s?(?:가|와|해)|나\s?같은|저\s?같은|{_FAMILY}(?:이|가|도|라도|께서|만)?\s?(?:[가-힣]{{1,4}}\s?)?(?:가|와|해|신고해|신청해|걸어|타|받아|맞아|들어가|내|가져가)(?:어|아|해)?도\s?(?:돼|되|괜찮|됩)|{_FAMILY}(?:도|만|라도)?\s?(?:돼|되나|되는|됩|할\s?수|받을\s?수|탈\s?수|신청|가야|해당)|(?:사람|분)이\s?(?:내|해|가|받)|혼자\s?(?:살아|사는)|(?:받을|할|탈|쓸|맞을|신청할)\s?수\s?있(?:는\s?(?:사람|분)|나|어|는지|을까)",
        "hours": r"몇\s?시|밤에|밤중|새벽|주말|토요일|일요일|공휴일|쉬는\s?날|휴일|점심|아무\s?때|하루\s?종일|종일|이십사\s?시간|24\s?시간|여는\s?(?:시간|날)|(?:운영|영업|상담|근무|이용)\s?시간|시간(?:은|이)\s?(?:어떻|언제|몇|요)|시간은|언제\s?(?:열|여는|여나|문|닫|하는데|해요|하나|하지)|문\s?(?:열|여|닫)|저녁에|아침에|무슨\s?요일|요일|평일|늦게(?:까지)?\s?(?:해|열|하)|휴무|빨간\s?날",
        "deadline": r"언제(?:까지|부터|쯤|요|나와|\s?나와|\s?나오|\s?되|\s?돼|\s?받|\s?고쳐|\s?와|\s?가져|\s?치워|\s?찾|\s?알|\s?내|\s?오|\s?시작|\s?끝|인가|인데|예|이에|야|여|고|\s?결과|\s?결정)|며칠|기한|기간|마감|늦(?:으면|게\s?(?:내|하)|어도)|얼마나\s?(?:걸|기다|있|오래)|오래\s?(?:걸|기다)|몇\s?(?:일|주|달|개월|년|분)|걸려|걸리|얼마\s?(?:동안|안에|만에|걸)|(?:바로|금방|당장|오늘|그날|당일)\s?(?:나와|나오|돼|되|받|줘|주|가져)|날짜(?:는|가)|유효|급하면",
        "place": r"어디|어데|어딨|워디|위치|장소|어느\s?(?:창구|건물|역|병원|은행|쪽|데|동사무소|주민센터|과|층)|가까운\s?(?:데|곳)|몇\s?층|주소|찾아가|가는\s?(?:길|법|데)|거기\s?(?:멀|가)|여기서\s?멀",
        "steps": r"어떻게|어떡|어찌|우째|우예|워떻게|방법|순서|절차|그\s?다음|다음(?:엔|에는|에)|뭐부터|먼저\s?(?:뭐|무)|뭘\s?먼저|신청(?:은|하려면)|하는\s?법|인터넷(?:으로|에서)",
    },
    "en": {
        "documents": r"\b(?:documents?|papers?|paperwork|bring|photos?|id card|identification|passport photo|what do i need|need (?:a|an|my|to bring)|take with me)\b",
        "phone": r"\b(?:phone|telephone|number|ring|call|dial|contact)\b",
        "fee": r"\b(?:how much|cost|costs|fee|fees|price|free|pay|charge|expensive|discount)\b",
        "who": r"\b(?:who|whose|what age|how old|age limit|anyone|anybody|eligible|qualify|can (?:i|my|he|she|foreigners?|someone else)|on (?:my|his|her) behalf)\b",
        "hours": r"\b(?:hours|open|close|closed|closes|weekends?|saturdays?|sundays?|at night|what time|all day|lunch|holidays|24 hours|evenings?)\b",
        "deadline": r"\b(?:when|until|by when|how long|deadline|how many days|how soon|take long|late|weeks?|days)\b",
        "place": r"\b(?:where|wheres|which (?:counter|office|building|floor|place)|address|location|directions|nearest)\b",
        "steps": r"\b(?:how do i|how can i|how to|how|steps?|what do i do|procedure|process|first|next)\b",
    },
}  # fmt: skip

_FIRST = {
    "ko": (
        ("hours", r"몇\s?시|언제\s?(?:열|여는|문|하는데)|주말에도|토요일에도|밤에도|새벽에도|하루\s?종일|아무\s?때"),
        ("deadline", r"얼마나\s?(?:걸|기다)|오래\s?걸|결과는?\s?언제|언제까지|며칠"),
        ("who", r"누가\s?(?:공짜|무료|받|할|탈|신청|해당)"),
        ("phone", r"전화\s?번호|몇\s?번(?:이|인|으로)|어디다?\s?전화|어디로\s?전화"),
        ("fee", r"^(?:그거|그건|그럼|거기|다시)?\s?.{0,12}(?:돈\s?(?:내|들|은\s?안|나가|안)|얼마(?:예|에|야|요|인|데|나요|나\s?(?:줘|나와|깎|내|돼|받|되)))"),
        ("who", rf"(?:대신|{_FAMILY}(?:이|가|도)?\s?(?:대신\s?)?(?:가|해|신고해|걸어)도\s?(?:돼|되))"),
    ),
    "en": (
        ("who", r"\bwho (?:can|is it|may|gets|qualifies)|what age"),
        ("phone", r"\bwho do i (?:ring|call|phone|contact)|what number"),
        ("deadline", r"\b(?:until|by) when\b|how long"),
    ),
}  # fmt: skip
"""What decides where the words of several aspects are there."""

_EMPTY_KO = re.compile(
    r"(?:그거|그건|그게|그것|그것은|그건요|이거|이건|거기|거긴|거기는|그럼|그러면|그리고|근데|혹시|아이고|아|참|저기|저|네|예|음|어|그|좀|그래서|그런데|이제|또|아니|그래도|"
    r"한|통에|통|장에|거|건|것|데|때|데가|데서|다|더|잘|꼭|그냥|지금|바로|오래|제일|전부|모두|따로|같이|미리|하나|둘|몇|이|있어야|있어도|있으면|새로|다시|만|있|없|있나|있어|있어요|있나요|없나요|있는데|있으면|없어요|있습니까|있죠|"
    r"뭐|뭘|무엇|뭐가|뭐예요|뭔가요|뭐가요|뭐라고|요|"
    r"(?:가|가야|가면|가서|가는|가요|가나|가나요|갈|오면|와요|와|오나|해|해요|해야|하면|하는|하나|하나요|하죠|하지|할|하려면|하는데|하는데요|한데요|되|돼|돼요|되나|되나요|되죠|되는데요|됩니까|"
    r"내|내요|내나|내나요|내야|내면|내죠|내는데요|냐|들어|들어요|드나|드나요|드는|나가|나가나|나가요|나와|나와요|나와야|나오|나오나|나오나요|나오는데|줘|줘요|주|주나|주나요|주는데요|줄|받|받아|받아요|받나|받나요|받는데요|받는|받으려면|받을|"
    r"걸려|걸려요|걸리나|걸리나요|걸리는데요|걸어|알려|말해|가르쳐|불러|말씀해|물어|물어볼|물어보면|써|쓰|쓰면|살|봐|봐요|보면|찾|찾아|열어|열어요|여나|여는|열|닫|걸|걸면|전화해|전화하면|신청해|신청하면|신청|신고|신고해도|"
    r"필요해|필요해요|필요한|필요하|챙겨|가져|들고|갖고|가지고|준비해|찍어|찍어야|와야|넣어|넣어요|눌러|눌러요|팔|팔아|팔아요|맡겨|기다려|기다려야|고쳐|가져가|가져가요|해도|가도|와도|되는|거예요|건데|건데요|건가|겁니까|인데|인데요|인가|인가요|이에요|예요|에요|야|여|지|죠|까지|부터|에|에서|으로|로)"
    r"(?:요|나|나요|까|까요|죠|지|데|데요|야|여)?)"
)
_EMPTY_EN = re.compile(
    r"(?:and|so|ok|okay|then|that|it|its|this|there|the|a|an|is|are|do|does|did|i|can|should|for|of|to|in|at|on|by|go|get|have|need|want|be|me|my|you|they|them|what|whats|how|much|many|when|where|wheres|who|which|come|take|done|one|please|about|if|will|would|must|long|until|first|ring|call|number|hours|free|old|age|from|bring|photo|papers|apply|pay|cost|open|with|or|not|any|also|late|too|give|tell|place)"
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A short question.

    Attributes:
        aspect: what is asked about.
        bare: whether nothing else is named, so that it can only go on with what was answered.
    """

    aspect: Aspect
    bare: bool


def follow_up(text: str, language: str) -> FollowUp | None:
    """What a question asks about, if it is one of the `ASPECTS`.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    said = " ".join(re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", "")))
    found = _first(said, language) or next((a for a in ASPECTS if _matches(a, said, language)), None)
    return FollowUp(found, _bare(said, found, language)) if found else None


def _first(said: str, language: str) -> Aspect | None:
    rows = _FIRST.get(language, ())
    return next((aspect for aspect, pattern in rows if re.search(pattern, said)), None)  # type: ignore[misc]


def _matches(aspect: Aspect, said: str, language: str) -> bool:
    pattern = _ASKED.get(language, {}).get(aspect)
    return bool(pattern and re.search(pattern, said))


def _bare(said: str, aspect: Aspect, language: str) -> bool:
    """Whether nothing is left once what asks, and words that mean nothing alone, are taken out."""
    if language == "en":
        return all(_EMPTY_EN.fullmatch(word) for word in said.split())
    left = said
    for pattern in _ASKED["ko"].values():
        left = re.sub(rf"(?:{pattern})[가-힣]{{0,4}}", " ", left)
    return all(_EMPTY_KO.fullmatch(word) for word in left.split())


_TELLS: dict[str, dict[Aspect, str]] = {
    "ko": {
        "fee": r"[\d십백천만]\s?(?:천|만)?\s?(?:\d[\d,]*\s?)?원|무료|돈을? 안|수수료|퍼센트|값은|금액은",
        "place": r"(?:주민센터|구청|창구|보건소|은행|병원|센터|치과|경로당|가게|마트|수거함|정부24|위택스|복지로|통신사|동물병원|약국|누리집)(?:으로|로|에|에서|이나|나|와|과|의|,| )|에 있어요|층에|번길|어디",
        "phone": r"(?<!\d)(?:1\d{2}|1388|\d{4}-\d{4}|0\d{1,2}-\d{3,4}(?:-\d{4})?)(?!\d|\s?(?:원|일|가지|세))",
        "documents": r"가지고|가져|신분증|사진|증명서를? |진단서|계약서|통장|고지서",
        "hours": r"\d\s?시|평일|밤에도|밤낮|쉬는 날|토요일|아침|저녁|시간|해가 진|요일|언제나",
        "deadline": r"안에|까지|걸려|\d\s?(?:일|주|개월|분)쯤|부터 .*(?:일|월)|그 자리에서|바로|그날|동안|시작하는 날|월에|일 뒤",
        "steps": r"먼저|신청하|신고하|다음|하면 돼요|가세요",
        "who": r"\d\s?세|살부터|넘(?:은|고|었)|(?:받|내|사는|타는|가진|않는|없는) (?:분|사람)|분이|분은|분 가운데|본인|가족이|대신|다른 사람|누구|부모도|한 사람",
    },
    "en": {
        "fee": r"won\b|free\b|costs?\b|price",
        "place": r"cent(?:re|er)|counter|bank|office|hospital|pharmac|website|shops?|at home",
        "phone": r"(?<!\d)(?:1\d{2}|1388|\d{4}-\d{4}|0\d{1,2}-\d{3,4})(?!\d|\s?won)",
        "documents": r"bring|take (?:your|one|a)|identity card|photo|certificate|bill\b",
        "hours": r"weekdays|day and night|at night|closed|open|hours|holidays",
        "deadline": r"within|by [A-Z]|days?\b|weeks?\b|at once|month|same day|from [A-Z]\w+ \d",
        "steps": r"\bthen\b|apply|report|first|call|take\b|put\b|buy\b",
        "who": r"age of|older|\bfrom \d+|family|somebody|you may|turn 65|person",
    },
}  # fmt: skip


def tells(sentence: str, aspect: Aspect, language: str) -> bool:
    """Whether a sentence of an answer says something about an aspect."""
    pattern = _TELLS.get(language, {}).get(aspect)
    return bool(pattern and re.search(pattern, sentence))
