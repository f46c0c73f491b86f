"""What is wrong, in the caller's own words: what is left when greetings, place, time and telephone are taken out."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile

from voicebot.understand.slots.located import Token
from voicebot.understand.slots.span import Span, tidy

__all__ = ["What", "find_what"]

_CUT = "\n"
"""Stands for each character that is taken out, so that places in the text stay what they are."""
_BOUND = r"(?=[\s,.!?…~]|$)"
_PARTICLE = re.compile(
    r"(?:에서부터|에서는|에서도|에서|에다가|에다|에는|에도|에만|에|쪽에서|쪽에|쪽으로|쪽|으로|로|의|까지|부터|이에요|예요|이예요|이요|이고요|이구요|이고|고요|인데요|인데|입니다|이거든요|거든요|"
    rf"이야|야|여|요|하고|이|가|은|는|을|를|도|씩|마다|쯤|께){_BOUND}"
)
_CALL = re.compile(
    r"(?:번)?(?:으로|로)?(?:이에요|예요|이요|요|입니다|인데요|이고요)?\s?(?:(?:로|으로)\s?)?(?:(?:좀\s)?(?:연락|전화|문자)(?:을|를)?\s?(?:좀\s?)?(?:주세요|주시면\s?(?:돼요|됩니다|좋겠어요)|해\s?주세요|부탁드려요|부탁드립니다|바랍니다|주십시오|줘요?))?"
)
_LABEL = re.compile(
    r"(?:(?:저의|제|내|저희|집|우리\s집)\s)?(?:전화\s?번호|핸드폰\s?번호|휴대폰\s?번호|핸드폰|휴대폰|번호|연락처|전화|위치|장소|주소|날짜|시간|곳|어디)(?:는|은|가|이|냐면|냐면요|인가\s?하면)?\s*$|\b(?:at|in|on|near)\s$|[가-힣\d]+(?:이|가)?\s(?:말고|아니고|아니라)\s*$"
)
_LABEL_REACH = 16
_VERB = r"(?:하려고|할려고|하려|넣으려고|넣을려고|드리려고|내려고|하고\s?싶|드립니다|합니다|할게|드릴게|넣을게|하러|드려요|해요|하는\s?거|할\s?게\s?있|넣을\s?게\s?있|할\s?거|좀\s?할|좀\s?하)"
_DROPPED = tuple(
    re.compile(pattern)
    for pattern in (
        r"안녕하(?:세요|십니까|셔요|신가요)|여보세요|수고(?:가)?\s?(?:하십니다|하세요|많으십니다|많으세요|하시네요)|실례합니다|(?:정말\s|바쁘신데\s)?(?:죄송|미안)(?:한데요?|하지만|합니다|해요|하지만요)",
        r"다름이\s?아니(?:라|고)(?:요|라요)?|있잖아요?|말씀\s?좀\s?(?:드릴게요|드리려고요|물을게요|여쭐게요|드리겠습니다)|뭐\s?좀\s?(?:물어볼게요|여쭤볼게요|말할게요)|(?:감사|고맙)(?:합니다|습니다|해요)|고마워요|(?:빨리\s|얼른\s|꼭\s|잘\s|좀\s)*부탁(?:드립니다|드려요|해요|합니다|드릴게요)",
        rf"(?:이거\s|이것\s|그것\s|그거\s|이런\s?거\s|좀\s|다시\s)*(?:민원|신고|제보|접수)(?:을|를|도|좀)?\s?(?:좀\s?)?{_VERB}[가-힣]{{0,3}}(?:\s?(?:전화|연락)[가-힣]{{1,6}})?{_BOUND}|(?:전화|연락)\s?(?:드렸|했|드린|드리|한)[가-힣\s]{{1,6}}?{_BOUND}",
        r"(?:거기가?\s)?(?:구청|시청|민원실|콜센터|주민센터|상담실)\s?(?:이죠|이지요|맞죠|맞나요|인가요|이지)|(?:어디쯤인데|어딘지는|정확한\s?(?:주소|위치|번지)는|정확히는|번지는)\s(?:잘\s)?(?:몰라요|모르겠어요|모르겠네요|모르겠는데요?|모릅니다)",
        r"(?:저는|제가|나는|내가|전|저|난)?\s?(?:[가-힣]{1,6}\d?동|이\s?동네|여기|근처|아파트)\s?(?:에\s?|에서\s?)?(?:사는|살고\s?있는|살아요|사는데)(?:데요|데|\s?(?:사람|주민|노인|할머니|할아버지|할매|아줌마|엄마)[가-힣]{0,5}|\s[가-힣]{2,4}(?:이라고|라고|인데요?|입니다|이에요|예요)(?:\s(?:해요|합니다|하는데요?))?)?",
        r"(?:(?:제|내|저의)\s)?이름은\s?[가-힣]{2,4}(?:이에요|예요|이요|요|입니다|이고요|고요)|(?:저는|제\s?이름은|전|저)\s?[가-힣]{2,4}(?:이라고|라고)\s?(?:합니다|해요|하는데요|하는데|하는\s?사람[가-힣]{0,4})|(?:저는\s)?(?:주민|구민|세입자|입주민)(?:인데요?|이에요|입니다|예요)",
        r"(?<![가-힣])(?:음+|어+|으음|에+|저기요?|저기\s저기|저+|그+|뭐지|뭐냐|뭐랄까|뭐냐면|그러니까|그니까|그게|거시기|아이고|아이구|어휴|에휴|참|아니\s글쎄)(?=[\s,.…~]|$)",
        r"\b(?:um+|uh+|er+|well|hello|hi|hey|excuse me|thank you|thanks|please help(?: me)?|i (?:want|would like) to (?:report|complain about)|i am calling (?:about|because)|id like to report|there is|there are|call me(?: at)?|my (?:phone )?number is|reach me at)\b[,.]?",
    )
)  # fmt: skip
_AT_START = re.compile(
    r"[\s,.…~!?]*(?:(?:있는|네|예|아|맞아요|맞습니다|그래요|아니|아니요|응|근데|근데요|그런데|그런데요|그래서|그래가지고|이제|인제|혹시|그냥|막|지금|거기|거기에|거기가|여기|또|그리고|and|but|so|at|on|in|near)(?=[\s,.…~]|$)[\s,.…~]*)+"
)
_CONTENT = ("NNG", "NNP", "XR", "VV", "VA", "SL", "MAG")
_EMPTY = "하 되 있 이 아니 말 거기 여기 위치 장소 번호 민원 신고 접수 전화 연락 연락처 주소 날짜 시간 때 곳 앞 옆 뒤 쪽 네 예 그냥 좀 정도 같 그렇 이렇 쯤 것 거 오 가 주 is are it the and at on in my a"
_NO_CONTENT = frozenset(_EMPTY.split())

_WEAK_VERBS = frozenset({"있", "하", "되", "오", "가"})


@dataclass(frozen=True, slots=True)
class What:
    """The trouble in the caller's words.

    Attributes:
        words: the parts that are left, exactly as said, joined by spaces.
        spans: where they stand, in order.
    """

    words: str
    spans: tuple[Span, ...]


def find_what(
    text: str, tokens: Sequence[Token], taken: Sequence[Span], phones: Sequence[Span] = ()
) -> What | None:
    """What is left of an utterance for staff to understand, or nothing when no word of meaning is left.

    Args:
        text: the utterance.
        tokens: its morphemes.
        taken: spans of place and time.
        phones: spans of telephone numbers.
    """
    row = list(text)
    particles = {t.span.start: t.span.end for t in tokens if t.tag in ("JKB", "JKS", "JKO", "JKG", "JX")}
    for span in sorted((*taken, *phones)):
        _blank(row, _start(text, span.start), _end(text, span, span in phones, particles))
    for pattern in _DROPPED:
        for found in pattern.finditer("".join(row)):
            _blank(row, *found.span())
    spans = tuple(_parts("".join(row), tokens))
    return What(" ".join(span.of(text) for span in spans), spans) if spans else None


def _blank(row: list[str], start: int, end: int) -> None:
    row[start:end] = _CUT * (end - start)


def _start(text: str, start: int) -> int:
    """With the label that stands before: 위치는, 제 번호는."""
    label = _LABEL.search(text[max(0, start - _LABEL_REACH) : start])
    return start - len(label.group()) if label else start


def _end(text: str, span: Span, phone: bool, particles: dict[int, int]) -> int:
    """With the particle that hangs on, and with "…로 전화 주세요" after a telephone."""
    if phone:
        found = _CALL.match(text, span.end)
        if found and found.end() > span.end:
            return found.end()
    particle = _PARTICLE.match(text, span.end)
    return particle.end() if particle else particles.get(span.end, span.end)


def _parts(masked: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Stretches that mean something; a bare 있어요 belongs to the words before it and needs them."""
    meant = [token for token in tokens if token.tag.startswith(_CONTENT)]
    at, before = 0, False
    for found in re.finditer(rf"[^{_CUT}]+", masked):
        lead = _AT_START.match(masked, found.start(), found.end())
        span = tidy(masked, lead.end() if lead else found.start(), found.end())
        while at < len(meant) and meant[at].span.end <= span.start:
            at += 1
        words = takewhile(partial(_begins_before, span.end), islice(meant, at, None))
        if any(_says(token) or (before and token.form in _WEAK_VERBS) for token in words):
            before = True
            yield span


def _begins_before(end: int, token: Token) -> bool:
    return token.span.start < end


def _says(token: Token) -> bool:
    return token.form.lower() not in _NO_CONTENT
