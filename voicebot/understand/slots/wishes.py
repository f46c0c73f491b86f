"""How callers say that they skip a question, begin again, give up, take back, agree or refuse."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from typing import Literal

__all__ = ["AMBIGUOUS", "ENGLISH", "KOREAN", "OPENING", "Wish"]

Wish = Literal["skip", "correct", "restart", "cancel", "undo", "yes", "no"]

_DENIES = r"아니|아니요|아뇨"
_MILD = r"네|예|아|어|음|응|저|저기|저기요|아이고|에이|그럼|됐고|그냥|이제|그|글쎄|글쎄요|잠깐|잠깐만|잠깐만요|미안한데|미안한데요|죄송한데요|죄송하지만"
OPENING = rf"(?:{_MILD}|{_DENIES})*"
"""Words before a wish that change nothing. No alternative begins with another and goes on with a third, so
that a row of them is read in one way only and in linear time."""
_PLEASE = (
    r"(?:줘|줘요|주세요|주십시오|주실래요|달라고요|줄래요|주시겠어요|라|요|세요|십시오|ㄹ게요|봐요|보세요)?"
)

_SKIP = (
    r"(?:저는|나는|난|전|내가|그런거|그런건|그건|그거는|그거|그것은|그건요|연락처는|전화번호는|번호는|사진은|위치는)*(?:시간은)?(?:잘|나도|저도|정확히는|정확하게는|정확한건|확실히는|기억이|하나도|언젠지|언제인지|언제부터인지|언제부턴지|어딘지|어디인지|뭔지|주소를|번지를|주소는|날짜는|이름을)*(?:는|은|잘)?(?:몰라|모르|모르겠|몰러|모르것|기억안나|안나|생각안나)(?:요|어|어요|네|네요|는데|는데요|겠는데|겠는데요|습니다|겠습니다|ㅂ니다|지|지요|죠|것어|것는디|는디|유)?",
    r"(?:잘)?모릅니다|(?:그건|그거는|그것은)?(?:잘)?(?:기억이|생각이)(?:잘)?(?:안나|안나요|안납니다|안나네요|나지않아요)",
    r"(?:그건|그거|그것은|그거는|사진은|연락처는|번호는|전화번호는|날짜는|시간은|그런건|그런거는|그런거)(?:이제|그냥|좀)?(?:됐어|됐어요|됐습니다|됐고요|필요없어|필요없어요|필요없습니다|없어|없어요|없습니다|안할래요|안할게요|안알려줄래요|안알려드릴래요|말하기싫어요|말안할래요|괜찮아요|빼주세요|빼줘|넘어가요|넘어가주세요|생략해주세요|생략할게요|싫어요|비워두세요|말고요)",
    rf"(?:이건|그건|이거|그거|그냥|다음으로|일단|이번건)*(?:넘어가|건너뛰어|생략|생략해|패스|패스할게|스킵|빼고가|넘길게|넘어갈게|건너뛸게|넘겨|넘어갑시다|넘어가죠){_PLEASE}(?:요)?",
    r"(?:사진|전화|핸드폰|휴대폰|전화번호|연락처)(?:은|는|이|가|도)?(?:없|없어|없어요|없습니다|없는데요|없네요)|나중에(?:할게요|말할게요|말씀드릴게요|알려드릴게요)?|없어요|없습니다|알려주기싫어요|말하고싶지않아요",
    r"(?:그냥)?익명(?:으로)?(?:해주세요|해줘|할게요|할래요|요|이요)?|이름은?안(?:밝힐|말할)(?:게요|래요)",
    r"안(?:알려줄|알려드릴|말할|가르쳐줄)(?:래|래요|거예요|게요)",
    r"글쎄요|글쎄(?:요)?(?:잘)?(?:모르겠어요|모르겠네요|모르겠는데요)|(?:그걸|그걸내가|내가그걸|내가|제가)?어떻게(?:알아|알아요|압니까|알겠어요)",
)
_RESTART = (
    r"(?:맨)?(?:다시)?처음부터(?:다시)?(?:시작)?(?:할래|할래요|할게|할게요|하고싶어요|하고싶습니다|합시다|해요|해줘|해주세요|말할게요|말씀드릴게요|요)?",
    r"(?:다|전부|모두|싹)(?:다시|새로)(?:할게요|할래요|말할게요|해주세요|해요|합시다|시작해요)|(?:새로|다시)시작(?:할래요|할게요|해요|해줘|해주세요|합시다)?|다지우고(?:다시|처음부터)(?:할게요|할래요|해주세요|해줘|해요)?",
)
_CANCEL = (
    r"(?:이거|이건|그거|그건|민원|신고|접수|이신고|이민원|신청|그냥|이제|다|전부|아예)*(?:은|는|을|를|도)?(?:그냥|다|전부)?(?:취소|취소해|취소할게|취소할래|취소할래요|취소할게요|취소합니다|취소하고싶어요|취소해주세요|취소해줘|취소하겠습니다|취소요)",
    r"(?:이거|이건|그거|민원|신고|접수|신청|그냥|이제|다음에)*(?:은|는|을|를|도)?(?:그만|그만둘래|그만둘래요|그만둘게요|그만두겠습니다|그만할래|그만할래요|그만할게요|관둘래요|관둘게요|관두자|때려치울래요|포기할래요|포기할게요|안할래|안할래요|안할게요|안하겠습니다|하지말자|안해도돼요|안해도되겠어요|다음에할게요|접을게요|철회할게요)",
    r"(?:민원|신고|접수|신청)(?:을|를|은|는)?(?:안)?(?:하지않을래요|하지않겠습니다|넣지말아주세요|하지마세요|하지말아주세요|안넣을래요|안할래요|그만둘래요)|없던(?:일|걸|거)로(?:해줘|해주세요|할게요|합시다|하자)",
)
_UNDO = (
    r"(?:(?:방금|지금|아까)?(?:한|말한|접수한|신고한|낸|넣은|했던)|방금|지금|아까)(?:거|것|말|민원|신고|접수)(?:은|는|을|를)?(?:취소|취소해줘|취소해주세요|취소할게요|취소할래요|되돌려줘|되돌려주세요|물러줘|무를게요|없던걸로해주세요|빼주세요|빼줘)",
    r"(?:방금|지금)(?:거|것|건)?(?:취소|취소요|취소해줘|취소해주세요|무를게요|물러주세요)|되돌려(?:줘|주세요)|(?:다시)?물러(?:줘|주세요)|잘못(?:접수|신고)(?:했어요|됐어요|한거예요)|(?:방금)?잘못(?:말했어요|눌렀어요|말씀드렸어요|말했네요)",
)
_YES = (
    r"(?:네|예|응|어|그래|그럼|그럼요|좋아요|맞아요)*(?:동의|동의를)?(?:해요|합니다|할게요|하겠습니다|하지요|하죠|한다|할게|해|해드릴게요|함)?|(?:네|예|응|어)*동의요",
    r"(?:네|예|응)+(?:알았어|알았어요|알겠어요|알겠습니다)",
    r"(?:네|예|응|어|그래|음)*(?:그렇게|그대로|그리|이대로|그냥)*(?:해줘|해주세요|하세요|해요|합시다|하시죠|해도돼|해도돼요|해도됩니다|하셔도돼요|하셔도됩니다|해도괜찮아요|하셔도괜찮아요|하셔도좋아요|해도좋아요|진행해주세요|진행해|접수해줘|접수해주세요|접수하세요|접수할게요|신고해주세요|신고해줘|넣어줘|넣어주세요|내줘|내주세요|내세요|올려주세요|보내주세요|써도돼요|쓰셔도돼요|적으세요|적어도돼요|저장해도돼요|알려드릴게요|알려줄게요)",
    r"(?:네|예|응)*(?:상관없어요|상관없습니다|문제없어요|좋습니다|좋아요|좋지|좋죠|허락해요|허락합니다|허락할게요|그러세요|그러셔요|그러십시오|그럽시다|그러지|그러죠|그러자|그러라|그러라고요|그러라고해요|맞아요|맞습니다|맞네|맞어|맞아|맞네요|다맞아요|다맞습니다|전부맞아요|틀림없어요|맞고말고|하모|그려|그래유|암요|그렇죠|그렇지|그렇고말고)",
)
_NO = (
    r"(?:아니|아니요|아뇨|아니오|싫어|싫어요)*(?:동의|동의를|동의는)?(?:안해|안해요|안합니다|안할래|안할래요|안할게요|안하겠습니다|못해|못해요|못합니다|못하겠어요|못하겠습니다|하지않아요|하지않습니다|하지않을래요|하지않겠습니다|거부|거부해요|거부합니다|거절|거절해요|거절할게요|싫어요|싫습니다|싫은데|싫은데요|싫다)",
    r"(?:아니|아니요|아뇨|아니오)*(?:하지마|하지마요|하지마세요|하지말아요|하지말아주세요|안돼|안돼요|안됩니다|안되죠|그건안돼요|그러지마세요|그러지마|쓰지마세요|저장하지마세요|적지마세요|알려주기싫어요|알려주고싶지않아요|개인정보는싫어요|관둬요|됐어요|됐어|됐습니다|필요없어요|아직이요|아직아니에요|아직아니요|아직요|절대안돼요|싫다니까요)",
    r"(?:아니|아니요|아뇨|아니오|아니어|아니에요|아닌데|아닌데요|아닙니다|아냐|아녀|아녀유|아니여|아니랑게)+",
)

AMBIGUOUS = re.compile(r"(?:네|예|아)*(?:괜찮아|괜찮아요|괜찮습니다|고맙습니다|감사합니다)+")
"""Agrees or declines, as the question goes: whoever asks for consent has to ask again."""


def _any(wish: Wish, patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Who begins with 아니 never agrees: "아니요" is heard as 아니어, too."""
    opening = rf"(?:{_MILD})*(?=.)" if wish == "yes" else OPENING
    return re.compile(f"{opening}(?:{'|'.join(patterns)})")


_ROWS: tuple[tuple[Wish, tuple[str, ...]], ...] = (
    ("restart", _RESTART), ("undo", _UNDO), ("cancel", _CANCEL), ("skip", _SKIP), ("no", _NO), ("yes", _YES),
)  # fmt: skip
KOREAN: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, _any(wish, patterns)) for wish, patterns in _ROWS
)
"""Patterns over the letters of a whole utterance without spaces; the first that fits counts."""

_ENGLISH_ROWS: tuple[tuple[Wish, str], ...] = (
    ("skip", r"(?:i )?(?:dont|do not) (?:know|remember)|(?:im |i am )?not sure|no idea|skip(?: (?:it|that|this))?|pass|next(?: question)?|i(?:d| would) rather not(?: say)?|i (?:dont|do not) have (?:one|a phone|a photo|any)"),
    ("restart", r"start (?:over|again)|restart|from the (?:beginning|start)|begin again"),
    ("cancel", r"(?:cancel|stop|drop|forget)(?: (?:it|this|the (?:complaint|report)|my (?:complaint|report)))?|never ?mind|i (?:dont|do not) want to (?:file|report|complain)(?: it| this)?(?: anymore| any more)?"),
    ("undo", r"undo(?: (?:that|it|this))?|take (?:that|it) back|that was (?:a mistake|wrong)"),
    ("yes", r"(?:yes |ok |okay |sure )?(?:i (?:agree|consent|accept)|file it|send it|submit it|thats fine|that is fine|thats ok(?:ay)?|fine|agreed|all correct)"),
    ("no", r"(?:no )?(?:i (?:do not|dont) (?:agree|consent|accept)|i (?:disagree|refuse)|(?:please )?(?:do not|dont) (?:file|send|submit|keep)(?: (?:it|that|this|my number))?|not yet)"),
)  # fmt: skip
ENGLISH: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, re.compile(rf"(?:{pattern})(?: please| thanks)?")) for wish, pattern in _ENGLISH_ROWS
)
"""The same for English, with single spaces."""
