"""The complaint form without scripts: one question a page, back without loss, filed once."""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from doors_world import LIGHT, PERSON, World
from pictures import photo
from resident_world import ResidentDesk, resident_app
from starlette.requests import Request
from starlette.responses import Response

import voicebot.channels.form.kept as kept_module
from voicebot.channels.form.kept import Cookie, Writing
from voicebot.channels.form.steps import CHECK, before, following, open_to, way
from voicebot.channels.resident.words import words
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.faq import LANGUAGES
from voicebot.settings import project_dir
from voicebot.store.keys import Keyring, load_keyring, new_key
from voicebot.talk.interview import Draft

CATEGORIES = load_categories(project_dir() / "faq")
TOLD = "골목이 어두워서 무서워요"
NAMED = [("consent", "yes"), ("name", "김순자"), ("phone", "+82 10-1234-5678")]


@pytest.fixture
def desk(world: World) -> ResidentDesk:
    desk = ResidentDesk(world.office, load_keyring(world.settings))
    desk.kinds = ("street_light",)
    return desk


class Browser:
    """Somebody with a browser that runs no script."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.page: httpx.Response

    async def get(self, step: str = "") -> str:
        self.page = await self.client.get(f"/complain/{step}", follow_redirects=True)
        return self.text

    async def answer(self, step: str, answer: str = "", **fields: str) -> str:
        """Send a page's form; the text of what comes."""
        given = {"answer": answer, **fields} if answer else fields
        self.page = await self.client.post(f"/complain/{step}", data=given, follow_redirects=True)
        return self.text

    async def all(self, answers: list[tuple[str, str]]) -> str:
        """Answer several questions; ``skip`` where it is not known."""
        for step, answer in answers:
            await (self.answer(step, skip="yes") if answer == "skip" else self.answer(step, answer))
        return self.text if answers else ""

    @property
    def text(self) -> str:
        body = re.sub(r"<(script|head).*?</\1>", " ", self.page.text, flags=re.DOTALL)
        return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))

    @property
    def step(self) -> str:
        return self.page.url.path.rpartition("/")[2]


WHOLE = [
    ("what", TOLD),
    ("category", "street_light"),
    ("place", "가좌시장 앞"),
    ("when", "skip"),
    ("extra-pole_number", "skip"),
]


@pytest.fixture
async def browser(desk: ResidentDesk, world: World) -> AsyncIterator[Browser]:
    wire = httpx.ASGITransport(resident_app(desk, world.settings), client=("192.0.2.1", 1))
    async with httpx.AsyncClient(transport=wire, base_url="http://desk") as client:
        yield Browser(client)


# -- the pure halves -------------------------------------------------------------------------------


def test_the_way_has_only_what_this_complaint_needs() -> None:
    draft = Draft("k")
    assert way(draft, CATEGORIES) == ["what", "category", "place", "when", "consent", "name", "phone", CHECK]
    lamp = draft.having(what="x", category="street_light")
    assert "extra-pole_number" in way(lamp, CATEGORIES)
    assert way(lamp.having(anonymous=True), CATEGORIES)[-2:] == ["consent", CHECK]
    assert "join" in way(lamp.having(similar="123456786"), CATEGORIES)
    joined = lamp.having(similar="123456786", joins="123456786")
    assert way(joined, CATEGORIES) == ["what", "category", "place", "join", "consent", "phone", CHECK]
    assert (before("category", lamp, CATEGORIES), before("what", lamp, CATEGORIES)) == ("what", "")
    assert following(lamp, CATEGORIES) == "place"
    assert [open_to(step, lamp, CATEGORIES) for step in ("what", "place", "when", "nonsense")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_a_browser_keeps_is_sealed_and_grows_old() -> None:
    now = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    cookie = Cookie(Keyring([new_key()]), "/complain", secure=True, now=now)
    draft = Draft(
        "k", what="가" * 900, answers=(("a", "b"),), passed=frozenset({"place"}), position=(37.5, 126.6)
    )
    response = cookie.write(Response(), Writing(draft))
    set_cookie = [value.decode() for name, value in response.raw_headers if name == b"set-cookie"]
    assert all("HttpOnly" in one and "SameSite=lax" in one and "Secure" in one for one in set_cookie)
    assert all(
        "Path=/complain" in one and "Max-Age=" not in one.partition(";")[2].replace("Max-Age=0", "")
        for one in set_cookie
    )
    assert not any("가" in one for one in set_cookie)
    kept = "; ".join(one.partition(";")[0] for one in set_cookie)
    request = Request({"type": "http", "headers": [(b"cookie", kept.encode())]})
    assert cookie.read(request).draft == draft
    later = Cookie(cookie.keyring, "/complain", secure=True, now=now + dt.timedelta(minutes=61))
    assert later.read(request) == Writing()
    assert Cookie(Keyring([new_key()]), "/complain", secure=True, now=now).read(request) == Writing()
    broken = Request({"type": "http", "headers": [(b"cookie", kept[:200].encode())]})
    assert cookie.read(broken) == Writing()


# -- the whole way ---------------------------------------------------------------------------------


async def test_one_question_a_page_then_everything_then_the_receipt_in_pairs(
    browser: Browser, world: World
) -> None:
    assert "이름을 안 적으셔도 돼요." in await browser.get()
    assert "무엇이 불편하세요?" in await browser.get("what")
    asked = [browser.step]
    for step, answer in [*WHOLE, *NAMED]:
        await (browser.answer(step, skip="yes") if answer == "skip" else browser.answer(step, answer))
        assert browser.page.status_code == 200
        asked.append(browser.step)
    assert asked == [step for step, _ in [*WHOLE, *NAMED]] + [CHECK]
    said = browser.text
    for part in (TOLD, "가로등", "가좌시장 앞", "비워 두었어요", "김순자", "010-1234-5678"):
        assert part in said
    done = await browser.answer("check")
    assert browser.step == "done"
    receipt = re.findall(r'data-receipt="(\d{9})"', browser.page.text)[0]
    assert " ".join(receipt[at : at + 2] for at in range(0, 9, 2)) in done
    assert "늦어도 12월 1일 화요일까지 답해 드려요." in done
    kept = await world.office.register.get(receipt)
    assert (kept.what, kept.place, kept.kind, kept.channel) == (TOLD, "가좌시장 앞", "petition", "page")
    assert browser.page.headers["cache-control"] == "no-store"


async def test_pressing_twice_at_once_and_again_later_files_once(browser: Browser, world: World) -> None:
    await browser.all([*WHOLE, *NAMED])
    both = await asyncio.gather(*(browser.client.post("/complain/check") for _ in range(3)))
    assert {one.status_code for one in both} == {303}
    again = await browser.client.post("/complain/check")
    assert again.headers["location"] == "/complain/done"
    assert len(await world.office.register.page([])) == 1


async def test_back_and_changing_lose_nothing(browser: Browser) -> None:
    await browser.all(WHOLE)
    page = await browser.client.get("/complain/place")
    assert 'value="가좌시장 앞"' in page.text
    assert 'href="/complain/category"' in page.text  # back
    assert TOLD in (await browser.client.get("/complain/what")).text
    await browser.answer("what", "아주 다른 말")
    assert browser.step == "consent"  # only what is open is asked
    said = await browser.all(NAMED)
    assert "아주 다른 말" in said
    assert "가좌시장 앞" in said
    said = await browser.answer("place", "서구청 앞")
    assert browser.step == CHECK
    assert "서구청 앞" in said


async def test_without_a_name_it_is_a_report_and_says_so(browser: Browser, world: World) -> None:
    await browser.all(WHOLE)
    assert "끝나고 90일 뒤에 지워요." in browser.text
    said = await browser.answer("consent", "no")
    assert browser.step == CHECK
    assert "이름 없이 내는 제보라서, 답은 못 드려요." in said
    await browser.answer("check")
    [kept] = await world.office.register.page([])
    assert (kept.kind, kept.has_contact) == ("report", False)


async def test_another_kind_asks_its_own_questions_and_takes_no_others_answers(
    browser: Browser, world: World
) -> None:
    await browser.all([*WHOLE[:4], ("extra-pole_number", "32번")])
    await browser.answer("category", "parking")
    assert browser.step == "extra-still_there"
    await browser.answer("extra-still_there", "네, 있어요")
    await browser.answer("consent", "no")
    await browser.answer("check")
    [kept] = await world.office.register.page([])
    assert kept.answers == {"still_there": "네, 있어요"}


@pytest.mark.parametrize(
    ("before_it", "step", "fields", "said"),
    [
        ([], "what", {"answer": "  "}, "무엇이 불편하신지 적어 주세요."),
        ([], "what", {"answer": "가" * 1001}, "1000자까지 돼요."),
        (WHOLE[:1], "category", {"answer": "no-such"}, "하나를 골라 주세요."),
        (WHOLE[:2], "place", {"answer": ""}, "어디인지 적어 주세요."),
        (WHOLE[:2], "place", {"answer": "검단사거리 당하동"}, "그곳은 우리 구가 아니에요."),
        (WHOLE[:3], "when", {"answer": "내일"}, "그날은 아직 오지 않았어요."),
        (WHOLE, "consent", {"answer": "maybe"}, "둘 가운데 하나를 눌러 주세요."),
        ([*WHOLE, NAMED[0]], "name", {"answer": " "}, "성함을 적어 주세요."),
        ([*WHOLE, *NAMED[:2]], "phone", {"answer": "010-12"}, "그런 전화번호는 없어요."),
    ],
)
async def test_a_wrong_answer_is_asked_again_as_it_was_written(
    browser: Browser, before_it: list[tuple[str, str]], step: str, fields: dict[str, str], said: str
) -> None:
    await browser.all(before_it)
    page = await browser.client.post(f"/complain/{step}", data=fields)
    assert page.status_code == 422
    assert said in html.unescape(page.text)
    assert '<p class="problem" id="problem" role="alert">' in page.text
    if step in ("what", "place", "when", "phone"):
        assert f"{fields['answer'].strip()[:200]}" in html.unescape(page.text)


async def test_place_and_time_that_were_told_along_are_not_asked_again(browser: Browser) -> None:
    await browser.answer("what", "어제부터 가좌시장 앞 가로등이 나갔어요")
    await browser.answer("category", "street_light")
    assert browser.step == "extra-pole_number"
    await browser.all([("extra-pole_number", "skip"), ("consent", "no")])
    assert "어제부터" in browser.text
    assert "가좌시장" in browser.text


async def test_the_likely_kinds_come_first_and_all_are_there(browser: Browser, desk: ResidentDesk) -> None:
    await browser.answer("what", TOLD)
    kinds = re.findall(r'name="answer" value="([a-z_]+)"', browser.page.text)
    assert kinds[0] == "street_light"
    assert sorted(kinds) == sorted(one.id for one in CATEGORIES.categories)
    desk.ready = False  # without models all of them are there all the same
    page = await browser.client.get("/complain/category")
    assert len(re.findall(r'name="answer" value="', page.text)) == len(CATEGORIES.categories)


async def test_who_has_the_same_trouble_joins_and_learns_no_more(browser: Browser, world: World) -> None:
    first = (await world.file(**{**LIGHT, "place": "가좌시장 앞"}, contact=PERSON, consent=True)).json()
    await browser.all([("what", TOLD), ("category", "street_light"), ("place", "가좌시장 앞")])
    assert browser.step == "join"
    assert "이미 한 분이 알려 주셨어요." in browser.text
    await browser.answer("join", "yes")
    assert "전화번호를 적어도 될까요?" in browser.text
    await browser.all([("consent", "yes"), ("phone", "010-9876-5432")])
    said = await browser.answer("check")
    assert "모두 2명이 알려 주셨어요." in said
    assert len(await world.office.register.page([])) == 1
    for secret in (first["watch_token"], "data-token", "/track/", "김순자", "10-1234"):
        assert secret not in browser.page.text
    await browser.answer("stop")
    await browser.all(
        [("what", TOLD), ("category", "street_light"), ("place", "가좌시장 앞"), ("join", "no")]
    )
    assert browser.step == "when"


async def test_danger_is_met_on_the_next_page(browser: Browser) -> None:
    await browser.answer("what", "가스 냄새가 심하게 나고 숨을 못 쉬겠어요")
    assert 'href="tel:119"' in browser.page.text
    assert browser.page.text.index('href="tel:119"') < browser.page.text.index("<h1")


async def test_photos_go_with_what_was_filed(browser: Browser, world: World) -> None:
    await browser.all([*WHOLE, ("consent", "no")])
    await browser.answer("check")
    receipt = re.findall(r'data-receipt="(\d{9})"', browser.page.text)[0]
    sent = {"photo": ("a.jpg", photo(), "image/jpeg")}
    page = await browser.client.post("/complain/photo", files=sent, follow_redirects=True)
    assert "사진을 1장 받았어요." in page.text
    assert len(await world.office.attaching.listed(receipt)) == 1
    wrong = await browser.client.post("/complain/photo", files={"photo": ("a.jpg", b"no", "image/jpeg")})
    assert (wrong.status_code, "사진을 열 수 없어요" in wrong.text) == (415, True)
    assert (await browser.client.get("/complain/done/qr.svg")).headers["content-type"] == "image/svg+xml"


async def test_what_was_erased_too_old_or_never_kept_begins_anew(browser: Browser, world: World) -> None:
    await browser.all(WHOLE)
    assert "적던 것 이어서 하기" in await browser.get()
    await browser.answer("stop")
    assert "적기 시작" in browser.text
    assert not any(browser.client.cookies.values())
    said = await browser.answer("place", "어디")  # a browser that keeps nothing comes here too
    assert "적던 것을 찾지 못했어요." in said
    assert await world.office.register.page([]) == []


async def test_jumping_ahead_leads_to_what_is_open(browser: Browser) -> None:
    for step in ("check", "done", "phone", "nonsense"):
        await browser.get(step)
        assert browser.step == ""
    await browser.answer("what", TOLD)
    for step in ("check", "phone", "nonsense"):
        await browser.get(step)
        assert browser.step == "category"


async def test_a_form_too_long_or_none_is_refused(browser: Browser) -> None:
    assert (await browser.client.post("/complain/what", content=b"\xff\xfe")).status_code == 422
    assert (
        await browser.client.post("/complain/what", content=b"answer=" + b"a" * 70_000)
    ).status_code == 413


async def test_more_than_a_browser_keeps_is_asked_to_be_shortened(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await browser.answer("what", TOLD)
    monkeypatch.setattr(kept_module, "PIECE", 10)
    said = await browser.answer("category", "street_light")
    assert (browser.page.status_code, "조금만 짧게 적어 주세요." in said) == (422, True)


async def test_it_is_read_aloud_but_not_what_was_answered(browser: Browser, desk: ResidentDesk) -> None:
    await browser.all([*WHOLE, *NAMED[:2]])
    for step in ("what", "extra-pole_number", "consent", "phone"):
        heard = await browser.client.get(f"/complain/{step}/sound.mp3")
        assert heard.headers["content-type"] == "audio/mpeg"
    assert not any(TOLD in said or "김순자" in said for said in desk.voice.said)
    assert (await browser.client.get("/complain/check/sound.mp3")).status_code == 404


async def test_in_english_too(browser: Browser, world: World) -> None:
    client = browser.client
    told = {"what": "The street light is broken", "category": "street_light", "place": "near the market"}
    for step, answer in {**told, "when": "", "extra-pole_number": "", "consent": "no"}.items():
        given = {"answer": answer} if answer else {"skip": "yes"}
        page = await client.post(f"/complain/{step}?lang=en", data=given, follow_redirects=True)
        body = re.sub(r"<head>.*?</head>|<[^>]+>", " ", page.text, flags=re.DOTALL).replace("한국어", "")
        assert not re.search("[가-힣]", body.replace("말로 하는 민원 창구", "")), step
    await client.post("/complain/check?lang=en", follow_redirects=True)
    [kept] = await world.office.register.page([])
    assert kept.language == "en"


async def test_before_the_store_is_open_it_says_so(browser: Browser, desk: ResidentDesk) -> None:
    desk.office = None
    for path in ("/complain/", "/complain/what", "/complain/done"):
        page = await browser.client.get(path)
        assert (page.status_code, "창구를 여는 중이에요" in page.text) == (503, True)


# -- following by number ---------------------------------------------------------------------------


async def test_a_number_shows_where_it_stands_and_nothing_else(browser: Browser, world: World) -> None:
    filed = (await world.file(contact=PERSON, consent=True, place="가좌시장 앞")).json()
    await world.answered(filed["receipt"])
    page = await browser.client.post("/track", data={"number": filed["grouped"]})
    assert page.status_code == 200
    assert page.text.count("지금 여기예요") == 1
    assert "답이 나왔어요" in page.text
    for private in (
        "전구를 갈았어요",
        "가좌시장",
        "집 앞",
        "김순자",
        "1234-5678",
        filed["watch_token"],
        "<form",
    ):
        assert private not in page.text.partition("<main")[2]
    by_phone = await browser.client.post("/track", data={"number": PERSON["phone"]})
    assert "답이 나왔어요" in by_phone.text
    assert filed["grouped"] not in by_phone.text


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        ("", 422, "번호를 적어 주세요."),
        ("12 34", 422, "번호가 맞지 않아요."),
        ("123456786", 404, "그 번호로는 찾을 수 없어요."),
    ],
)
async def test_wrong_numbers_are_told_apart(browser: Browser, number: str, status: int, said: str) -> None:
    page = await browser.client.post("/track", data={"number": number})
    assert (page.status_code, said in page.text) == (status, True)
    assert f'value="{number}"' in page.text


async def test_guessing_numbers_locks_out(browser: Browser, world: World) -> None:
    filed = (await world.file()).json()
    for _ in range(5):
        await browser.client.post("/track", data={"number": "123456786"})
    page = await browser.client.post("/track", data={"number": filed["receipt"]})
    assert (page.status_code, "15분 뒤에" in page.text) == (429, True)


def test_every_language_has_the_questions() -> None:
    for language in LANGUAGES:
        assert {f"ask_{step}" for step in ("what", "category", "place", "when", "name", "phone")} <= set(
            words(language)
        )
