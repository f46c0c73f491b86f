"""Questions about the day itself: weather, dust, sun, date, holidays, whether the office is open, what is near.

Only a whole utterance counts, as for wishes (`voicebot.understand.commands`), so that no question for an entry
is swallowed: "미세먼지 나쁨은 몇부터예요" asks what the grades are, "오늘 미세먼지 어때요" how the air is.
"""
# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["KINDS", "About", "Asked", "Day", "asked"]


class About(StrEnum):
    """What is asked about."""

    WEATHER = "weather"
    RAIN = "rain"
    DUST = "dust"
    SUN = "sun"
    DATE = "date"
    TIME = "time"
    HOLIDAY = "holiday"
    OFFICE = "office"
    PLACE = "place"


class Day(StrEnum):
    """For when."""

    NOW = "now"
    TODAY = "today"
    TOMORROW = "tomorrow"
    AFTER_TOMORROW = "after_tomorrow"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    WEEKEND = "weekend"


KINDS = ("heat_shelter", "cold_shelter", "toilet", "pharmacy", "senior_centre")
"""Places that are looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        about: what.
        day: for when.
        kind: one of `KINDS`, of a place.
        where: what was said before the place, which may be a dong or a landmark.
        near: whether it is to be near.
        feast: the holiday that is asked for by its name.
    """

    about: About
    day: Day = Day.NOW
    kind: str = ""
    where: str = ""
    near: bool = False
    feast: str = ""


_OPEN = r"(?:(?:저기요?|저|음|어|아|네|혹시|근데|그런데|그럼|여보세요|안녕하세요|미안한데|미안하지만|죄송한데|실례지만|아가씨|저기요)(?:요)?)*"
_PART = r"(?:은|는|이|가|을|를|도|에는|에|에도|의|엔|좀|요|은요|는요)?"
_TIME = rf"(?:(?:지금|현재|오늘|금일|내일|모레|내일모레|이번주말|이번주|다음주|주말|토요일|일요일|오전|오후|아침|점심때?|낮|저녁|밤|새벽|이따가?|요즘|바깥|밖|우리동네|이동네|여기|동네|이쪽){_PART})"
_WANT = r"(?:알려|말해|말씀해|가르쳐|들려|얘기해)(?:줘|줘요|주세요|줄래요?|주실래요|주시겠어요|줄수있어요|주라|다오|봐요?)|궁금(?:해|해요|한데요|합니다)"
_HOW = r"(?:어때|어때요|어떠냐|어떤가|어떤가요|어떻게돼|어떻게돼요|어떻게되나요|어떻게됩니까|어떠세요|어떨까|어떨까요|어떻습니까|어떤지요?|어떻대요?|어떻다고?해요)"
_BE = r"(?:예요|이에요|에요|인가요?|인가|입니까|야|이야|이죠|죠|지요?|인지|인데요|냐|여|유|래요)"
_END = rf"(?:{_HOW}|{_WANT}|{_BE}|요)?"
_VERY = r"(?:많이|아주|너무|얼마나|좀|더|그렇게)?"
_RAIN = r"(?:비|눈|소나기|빗방울|눈비)(?:가|는|이|도|라도)?"
_FALLS = r"(?:와요?|와여|오나요?|오니|오냐|옵니까|올까요?|온대요?|온다는데요?|온다던데요?|온다고(?:해요|하던데요?|했어요?)|오려나요?|오는지요?|오는가요?|오겠어요|오겠죠|올것같아요|오죠|오지요?|내리나요?|내려요|내릴까요?|내린대요?|그칠까요?|그치나요?|그쳐요|그친대요?|있나요?|있어요|올라나요?|오는겨|온당가요|옵니꺼)"
_FEELS = r"(?:추워요?|추운가요?|춥나요?|춥습니까|추울까요?|춥대요?|춥겠죠|추운지요?|추워집니까|추워지나요?|더워요?|더운가요?|덥나요?|덥습니까|더울까요?|덥대요?|더운지요?|더워지나요?|따뜻해요?|따뜻한가요?|따뜻할까요?|쌀쌀해요?|쌀쌀한가요?|시원해요?|시원할까요?|맑아요?|맑나요?|맑을까요?|흐려요?|흐린가요?|흐릴까요?|좋아요?|좋나요?|좋을까요?|좋은가요?|괜찮아요?|괜찮나요?|괜찮을까요?)"
_DUST = r"(?:초?미세먼지|먼지|황사|공기|대기)(?:질|상태|농도|수치)?(?:가|는|이|은|도|를|을|좀)?"
_DUSTY = r"(?:심해요?|심한가요?|심하나요?|심합니까|심할까요?|심하대요?|많아요?|많나요?|많은가요?|많을까요?|많대요?|나빠요?|나쁜가요?|나쁘나요?|나쁠까요?|나쁘대요?|괜찮아요?|괜찮나요?|괜찮을까요?|괜찮은가요?|좋아요?|좋나요?|좋은가요?|깨끗해요?|깨끗한가요?|있어요|있나요?|몇이에요|얼마예요|얼마나돼요)"
_MASK = r"마스크(?:를|는|도)?(?:써야|쓰고나가야|끼고나가야|껴야|하고나가야|챙겨야|챙길까|쓸까|필요)(?:돼요?|되나요?|될까요?|하나요?|할까요?|해요?|합니까|하죠|되죠|되지요|요|한가요?)?"
_UMBRELLA = r"우산(?:을|은|도)?(?:가져가야|챙겨야|들고가야|갖고가야|가지고가야|써야|챙길까|필요)(?:돼요?|되나요?|될까요?|하나요?|할까요?|해요?|합니까|하죠|되죠|되지요|요|한가요?)?"
_OFFICE = (
    r"(?:구청|주민센터|동사무소|행정복지센터|민원실|동주민센터|면사무소|읍사무소)(?:은|는|이|가|도|에|문)*"
)
_OPENS = r"(?:문)?(?:을)?(?:열었어요?|열었나요?|열려있어요?|열려있나요?|열렸어요?|열렸나요?|여나요?|열어요|엽니까|열까요?|해요|하나요|합니까|하는가요?|하는날이에요|쉬어요|쉬나요|쉽니까|쉬는날이에요|쉬는날인가요?|닫았어요?|닫았나요?|닫혔어요?|일해요|일하나요|영업해요|업무해요|업무하나요|하는지요?|여는지요?|한대요|연대요)"
_FEAST = r"(?P<feast>설날?|추석|한가위|어린이날|어버이날|노인의날|현충일|광복절|개천절|한글날|삼일절|성탄절|크리스마스|부처님오신날|석가탄신일|제헌절|동지|하지|입춘|입추|춘분|추분|입동|입하)"
_WHEN = r"(?:언제|며칠|몇일|몇월며칠|무슨요일|며칟날)"
_NEAR = r"(?:가까운|가까이|제일가까운|가장가까운|젤가까운|근처|주변|근방|인근|이근처|여기서|여기|우리집|우리동네|동네|이동네|집)"
_PLACES = {
    "cold_shelter": r"(?:한파쉼터|추위쉼터|한파대피소)",
    "heat_shelter": r"(?:무더위쉼터|더위쉼터|폭염쉼터|무더위대피소|쉼터)",
    "toilet": r"(?:공중화장실|공공화장실|개방화장실|화장실|변소|뒷간)",
    "pharmacy": r"(?:약국|약방)",
    "senior_centre": r"(?:경로당|노인정)",
}
_PLACE = "|".join(rf"(?P<{name}>{words})" for name, words in _PLACES.items())
_LOCATED = (
    r"(?:어디(?:에|있|야|여|예요|에요|인가|죠|지|로|래|쯤|가|유|입)?[가-힣]{0,7}|어딨(?:어|나|는|소|는지|습)[가-힣]{0,4}|"
    rf"(?:{_WANT})|찾아(?:줘|줘요|주세요|주라|봐)|찾아요|찾고있어요|찾는데요|찾으려고요?|있어요|있나요|있을까요|있는지요|없어요|없나요|없을까요|위치|위치요|위치(?:{_WANT})|가려고요|가려면[가-힣]{{0,6}}|급해요)"
)

_KOREAN = (
    (About.PLACE, rf"{_OPEN}(?P<where>[가-힣0-9]{{0,14}}?)(?:에서|에|의)?(?:있는|여는|문연|문여는|열린|하는|갈만한|제일|가장)*(?:{_NEAR}(?:에|에서|의)?)*(?:있는|여는|문연|열린|하는)*(?:{_PLACE}){_PART}(?:{_LOCATED})"),
    (About.PLACE, rf"{_OPEN}{_NEAR}(?:에|에서|의)?(?:있는)?(?P<where>)(?:{_PLACE})(?:요)?"),
    (About.WEATHER, rf"{_OPEN}{_TIME}*(?:날씨|일기예보|일기|예보|기온|온도|날){_PART}{_TIME}*{_VERY}(?:{_END}|{_FEELS})"),
    (About.WEATHER, rf"{_OPEN}{_TIME}*(?:기온|온도|날씨)?{_PART}{_TIME}*몇도(?:나|쯤|까지)?(?:{_BE}|돼요?|되나요?|됩니까|올라가요?|내려가요?|라고?해요|래요|요)?"),
    (About.RAIN, rf"{_OPEN}{_TIME}+{_RAIN}{_TIME}*{_VERY}{_FALLS}"),
    (About.RAIN, rf"{_OPEN}{_TIME}*{_RAIN}{_TIME}*{_VERY}(?:올까요?|온대요?|오나요|옵니까|오려나요?|그칠까요?|언제(?:와요?|오나요?|그쳐요?|그치나요?|그칠까요?|올까요?))"),
    (About.WEATHER, rf"{_OPEN}{_TIME}+{_VERY}{_FEELS}"),
    (About.RAIN, rf"{_OPEN}{_TIME}*{_UMBRELLA}"),
    (About.DUST, rf"{_OPEN}{_TIME}*{_DUST}{_TIME}*{_VERY}(?:{_DUSTY}|{_HOW}|{_WANT}){_TIME}*"),
    (About.DUST, rf"{_OPEN}{_TIME}+{_DUST}(?:요)?"),
    (About.DUST, rf"{_OPEN}{_TIME}*{_MASK}"),
    (About.SUN, rf"{_OPEN}{_TIME}*(?:해|태양)(?:가|는|이)?(?:{_TIME})*(?:몇시에?|언제)(?:뜨|떠|뜹|지|져|집|넘어가|떨어)[가-힣]{{0,5}}"),
    (About.SUN, rf"{_OPEN}{_TIME}*(?:일출|일몰|해뜨는|해지는|해돋이|동트는)(?:시간|시각|때)?{_PART}(?:몇시|언제|{_WANT})[가-힣]{{0,5}}"),
    (About.DATE, rf"{_OPEN}(?:지금|그럼)?(?:오늘|내일|모레|금일){_PART}(?:며칠|몇일|몇월며칠|몇월몇일|무슨요일|며칟날|무슨날|날짜){_PART}(?:{_END}|이더라요?|이지요?|이었죠|인지알아요)"),
    (About.DATE, rf"{_OPEN}(?:오늘|내일|모레)?(?:날짜|요일){_PART}(?:{_HOW}|{_WANT}|뭐예요|며칠이에요)"),
    (About.DATE, rf"{_OPEN}(?:며칠|무슨요일)(?:이에요|이죠|이지요?|인가요?)(?:오늘(?:이)?)?"),
    (About.TIME, rf"{_OPEN}(?:지금|현재)?(?:몇시|시간)(?:나|이|쯤)?(?:예요|에요|이에요|야|인가요?|입니까|됐어요?|됐나요?|되었어요?|이나됐어요|쯤됐어요|지금)"),
    (About.TIME, rf"{_OPEN}(?:지금|현재){_PART}(?:몇시|시간|시각){_PART}(?:{_END}|됐어요?|됐나요?|몇시예요)"),
    (About.HOLIDAY, rf"{_OPEN}{_TIME}*(?:이번|다음|올해|내년|가까운)*(?:공휴일|쉬는날|빨간날|연휴|노는날){_PART}(?:{_WHEN}|{_WANT})[가-힣]{{0,6}}"),
    (About.HOLIDAY, rf"{_OPEN}(?:이번|다음|올해|내년)*{_FEAST}(?:연휴)?{_PART}(?:{_WHEN})[가-힣]{{0,6}}"),
    (About.HOLIDAY, rf"{_OPEN}(?:오늘|내일|모레){_PART}(?:공휴일|쉬는날|빨간날|노는날|휴일|평일){_PART}(?:{_BE}|맞아요?|맞나요?)"),
    (About.OFFICE, rf"{_OPEN}{_TIME}+{_OFFICE}{_TIME}*(?:가면)?{_OPENS}"),
    (About.OFFICE, rf"{_OPEN}{_OFFICE}{_TIME}+(?:가도되나요|가도돼요|{_OPENS})"),
)  # fmt: skip

_EN_DAY = r"(?: (?:right now|now|today|tonight|outside|tomorrow|(?:this|on the|at the|next) weekend|on saturday|on sunday|here|this (?:morning|afternoon|evening)))*"
_EN_PLACE = "|".join(
    rf"(?P<{name}>{words})"
    for name, words in {
        "cold_shelter": r"(?:cold|warming) shelters?|warming cent(?:er|re)",
        "heat_shelter": r"(?:cooling|heat) shelters?|cooling cent(?:er|re)|shelter",
        "toilet": r"(?:public )?(?:toilets?|restrooms?|bathrooms?)",
        "pharmacy": r"pharmacy|pharmacies|drug ?store|chemist",
        "senior_centre": r"senior cent(?:er|re)",
    }.items()
)
_ENGLISH = (
    (About.WEATHER, rf"(?:whats|what is|hows|how is|tell me|what will) (?:the )?(?:weather|temperature)(?: forecast)?(?: going to)?(?: be)?(?: like)?{_EN_DAY}"),
    (About.WEATHER, rf"(?:will|is|does) it (?:going to )?(?:be )?(?:hot|cold|warm|sunny){_EN_DAY}"),
    (About.RAIN, rf"(?:will|is|does) it (?:going to )?(?:rain|snow|raining|snowing){_EN_DAY}"),
    (About.RAIN, rf"(?:do|should|will) i (?:need|take|bring) an umbrella{_EN_DAY}"),
    (About.WEATHER, rf"how (?:hot|cold|warm) is it{_EN_DAY}"),
    (About.DUST, rf"(?:hows|how is|whats|what is|is) the (?:air|air quality|fine dust|dust)(?: like)?(?: bad| good| okay| ok)?{_EN_DAY}"),
    (About.DUST, rf"(?:do|should|will) i (?:need|wear) a (?:face )?mask{_EN_DAY}"),
    (About.SUN, rf"(?:when|what time) (?:is|does|will) (?:the )?(?:sun )?(?:rise|set|sunrise|sunset|go down|come up){_EN_DAY}"),
    (About.DATE, r"(?:what|which) (?:day|date)(?: of the week)? is (?:it|today|tomorrow)(?: today)?|(?:whats|what is) (?:the|todays) date(?: today)?|what day is tomorrow"),
    (About.TIME, r"what time is it(?: now)?|(?:whats|what is) the time(?: now)?|do you have the time"),
    (About.HOLIDAY, r"when is the next (?:public )?holiday|whens the next holiday|is (?:today|tomorrow) a (?:public )?holiday"),
    (About.HOLIDAY, r"when (?:is|does) (?P<feast>chuseok|seollal|lunar new year|christmas|childrens day|parents day|buddhas birthday|hangeul day)(?: this year)?"),
    (About.OFFICE, rf"is the (?:district |city |community )?(?:office|cent(?:er|re)) (?:open|closed){_EN_DAY}"),
    (About.PLACE, rf"(?:wheres|where is|where are|where can i find|is there|find me|find) (?:the |a |an )?(?:nearest |closest |nearby )?(?:public )?(?:{_EN_PLACE})(?: (?:near|in|around|close to) (?P<where>[a-z0-9 -]{{1,30}}))?(?: nearby| here)?"),
)  # fmt: skip

_PATTERNS = {
    "ko": [(about, re.compile(pattern)) for about, pattern in _KOREAN],
    "en": [
        (about, re.compile(rf"(?:(?:ok|hi|hello|excuse me|please|so|um|can you tell me|tell me) )*(?:{pattern})(?: please| thanks)*"))
        for about, pattern in _ENGLISH
    ],
}  # fmt: skip
_DAYS = {
    "ko": (
        (r"내일모레|모레", Day.AFTER_TOMORROW), (r"내일", Day.TOMORROW), (r"주말", Day.WEEKEND),
        (r"토요일", Day.SATURDAY), (r"일요일", Day.SUNDAY), (r"지금|현재|바깥|밖", Day.NOW), (r"오늘|금일", Day.TODAY),
    ),
    "en": (
        (r"tomorrow", Day.TOMORROW), (r"weekend", Day.WEEKEND), (r"saturday", Day.SATURDAY),
        (r"sunday", Day.SUNDAY), (r"now|outside", Day.NOW), (r"today|tonight", Day.TODAY),
    ),
}  # fmt: skip
_CLOSE_BY = re.compile(
    rf"(?:{_NEAR}|제일|가장|좀|혹시|나|내가|지금|오늘|그럼|있는|문여는|연|다른|또|in|nearby)*"
)


def asked(text: str, language: str) -> Asked | None:
    """The question that a whole utterance is, or nothing.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    bare = _bare(text, language)
    for about, pattern in _PATTERNS.get(language, ()):
        found = pattern.fullmatch(bare)
        if found:
            return _filled(about, bare, found.groupdict(), language)
    return None


def _filled(about: About, bare: str, parts: dict[str, str | None], language: str) -> Asked:
    day = next((day for words, day in _DAYS[language] if re.search(words, bare)), Day.NOW)
    kind = next((name for name in KINDS if parts.get(name)), "")
    where = parts.get("where") or ""
    where = "" if _CLOSE_BY.fullmatch(where) else where
    near = not where or re.search(_NEAR, bare) is not None
    return Asked(about, day, kind, where, near, parts.get("feast") or "")


def _bare(text: str, language: str) -> str:
    """Letters and digits only; Korean without spaces, English with single ones, as for wishes."""
    plain = unicodedata.normalize("NFC", text).lower().replace("'", "").replace("’", "")
    return ("" if language == "ko" else " ").join(re.findall(r"[^\W_]+", plain))
