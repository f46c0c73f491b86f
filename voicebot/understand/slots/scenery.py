"""What kind of word stands in a description of a place: something that stands there, or how it lies to it."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re

__all__ = [
    "AGENCIES", "GENERIC", "HOLDERS", "UNIT_NOUNS", "is_facility", "is_no_anchor", "places_nothing", "relation_strength",
]  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STRONG = _words(
    "앞 앞쪽 뒤쪽 뒤편 뒷편 옆쪽 근처 근방 주변 부근 인근 건너편 건너 맞은편 맞은쪽 반대편 입구 정문 후문 쪽문 옆문 교문 대문 현관 골목 골목길 "
    "사거리 삼거리 오거리 네거리 교차로 로터리 모퉁이 코너 출구 뒷길 앞길 옆길 뒷골목 샛길 언덕 언덕길 오르막 오르막길 오르막길목 내리막 내리막길 "
    "뒷산 앞산 마당 앞마당 뒷마당 공터 일대 초입 갓길 길목 길가 도로변 담벼락 담장 화단 계단 옥상 주차장 단지 진입로 도로 인도 보도 차도 횡단보도 길 승강장 "
    "대합실 화장실 공중화장실 하천 산책로 자전거도로 놀이터 분리수거장 쓰레기장 수거장 배출장소 흡연구역"
)
_WEAK = _words("뒤 옆 위 아래 밑 안 안쪽 밖 바깥 쪽 끝 사이 중간 속 내 오른쪽 왼쪽 오른편 왼편 지하")
_FACILITY = re.compile(
    r".*(?:아파트|빌라|맨션|주택|연립|오피스텔|단지|마을|타운|상가|빌딩|건물|학교|유치원|어린이집|학원|시장|공원|놀이터|정류장|정류소|정거장|승강장|"
    r"사무소|센터|경로당|노인정|회관|복지관|병원|의원|약국|보건소|은행|농협|신협|금고|우체국|마트|슈퍼|슈퍼마켓|편의점|백화점|교회|성당|식당|카페|가게|공장|"
    r"공사장|공사판|현장|주차장|대교|육교|지하차도|지하도|굴다리|터널|하천|개천|천변|뚝방|둑|제방|산책로|녹지|자전거도로|등산로|약수터|체육관|운동장|도서관|파출소|"
    r"지구대|경찰서|소방서|구청|시청|호수|부두|쉼터|화장실|미용실|이발소|세탁소|목욕탕|사우나|찜질방|주유소|세차장|정비소|카센터|철물점|분식집|꽃집|"
    r"출장소|충전소|휴게소|대피소|관리소|안내소|보관소|매표소|매립지|소각장|오일장|장터|집하장|경기장|전망대|게이트볼장|테니스장|배드민턴장|축구장|농구장|야구장|족구장|풋살장|볼링장|골프장|캠핑장|야영장|썰매장|물놀이장|빵집|치킨집|고깃집|술집|밥집|식육점|정육점|횡단보도|장례식장|예식장|고물상|재활용장|수거장|쓰레기장|광장|먹자골목|고가|고가도로|나들목|톨게이트|"
    r"사거리|삼거리|오거리|네거리|교차로|로터리|골목길|골목|놀이방|수영장|계단|담장|담벼락|화단|문방구|문구점|서점|노래방|피씨방|당구장|헬스장|태권도장|한의원|치과|방앗간|떡집|문화원|박물관|전봇대|전신주|가로수|정자|벤치|텃밭|공터|다리|복도|엘리베이터|놀이동산|요양원|기사식당|모텔|호텔|고시원|원룸|동네|물류창고|창고|차고지|터미널|선착장|공영주차장|버스정류장|지하철역|전철역|다이소|스타벅스|이마트|홈플러스|롯데마트|올리브영|파리바게뜨)"
    r"|집|절|역|길|도로|인도|보도|차도|거리|학교|밭|산|천|개울|아파트"
)
_NAMED = re.compile(
    r".{2,}(?:역|교|천|산|로|길|동|초|중|고|공원|시장|마을|단지|캐슬|자이|푸르지오|힐스테이트|아이파크|센트럴|파크|타워|프라자|플라자|빌)"
)
_NOT_ANCHORS = _words(
    "사람 사람들 차 차량 자동차 트럭 버스 오토바이 택시 눈 얼굴 코 개 강아지 고양이 애 아이 애들 아이들 남 말 시간 며칠 일 주 달 년 분 이 그 "
    "저 것 거 때 밤 낮 새벽 빙판 하루 이틀 사흘 날 다음 한 손 발 몸 머리 민원 신고 마음"
)
_WRONG = _words(
    "지역 구역 전역 영역 추천 재산 예산 우산 부산 생산 계산 손길 눈길 발길 고집 모집 수집 종교 비교 흡연구역 말벌집 벌집 똥밭 이번역 통역 방역 계좌이체 활동 운동 자동 이동 행동 노동 공동 밤길 빙판길 눈길 빗길 집사람 전단지 학원전단지"
)
AGENCIES = re.compile(
    r"구청|시청|(?:행정)?복지센터|주민센터|동사무소|경찰서|소방서|파출소|지구대|보건소|.*콜센터|.*상담센터|관리사무소|한전|사무소|센터"
)
"""Offices that people call or go to about a complaint, which is not where the trouble is."""
GENERIC = _words(
    "길 도로 인도 차도 보도 거리 집 동네 건물 밖 골목 가게 아파트 마을 주택 사무소 센터 현장 산 단지 고가 동"
)
"""Words that place nothing when they stand alone."""
HOLDERS = _words(
    "공원 놀이터 시장 정류장 정류소 승강장 육교 지하차도 지하도 굴다리 터널 산책로 등산로 약수터 체육관 운동장 도서관 수영장 경로당 노인정 복지관 "
    "문화회관 구민회관 화장실 공중화장실 주차장 공영주차장 쉼터 광장 학교 초등학교 유치원 어린이집 호수공원 버스정류장 지하철역 전철역 터미널"
)
"""Where the thing that is named next stands: 놀이터 그네, 도서관 에어컨."""
UNIT_NOUNS = _words("동 번 호 호선 단지 차 층 라인 번지 가 호기")
"""Counters that stand between the words of a place: 101동, 2번 출구, 3단지."""


def is_facility(form: str, tag: str) -> bool:
    """Whether a noun names something that stands somewhere: 놀이터, 한신아파트, 가정역."""
    if form in _WRONG:
        return False
    return bool(_FACILITY.fullmatch(form)) or (tag == "NNP" and bool(_NAMED.fullmatch(form)))


def relation_strength(form: str) -> int:
    """2 for a word that makes any noun before it a place (앞, 건너편), 1 for one that needs a place (뒤, 위), or 0."""
    return 2 if form in _STRONG else 1 if form in _WEAK else 0


_PEOPLE = re.compile(
    r"님|사람들?|분들?|.{0,3}(?:아저씨|아줌마|아주머니|할머니|할아버지|학생|선생|어르신|노인)|애들?|아이들?|주인|손님|.*(?:회장|소장|원장|반장|이장|강사|기사|직원|공무원|경비원|선생님|사장|사장님|담당자|대표)"
)
_BUSINESS = re.compile(
    r"관리비|회비|강좌|요금|이용료|예약|신청|수강|수업|입장료|회원|셔틀버스|카드|등록|급식|이름|번호|노선|홈페이지|사이트|전화|전단지|열매|이파리|낙엽"
)


def places_nothing(noun: str) -> bool:
    """Whether what follows a house without a name is somebody or something that is met elsewhere too.

    노인정 회장이, 구청 홈페이지가, 아파트 관리비가; 은행 열매 is no bank.
    """
    return bool(_PEOPLE.fullmatch(noun) or _BUSINESS.fullmatch(noun))


def is_no_anchor(form: str) -> bool:
    """Whether what stands before 앞 or 옆 moves or is none: 사람 앞, 차 옆, 그 앞, 밤 길."""
    return form in _NOT_ANCHORS
