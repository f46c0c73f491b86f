"""Two officers write, read, publish and take back an answer; a caller's question becomes one."""

import datetime as dt
from typing import Any

import pytest
from staff_world import Browser, World

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.civic.faq import load_faq
from voicebot.civic.publishing.house import open_house
from voicebot.store.gaps import Gaps, NewGroup
from voicebot.store.questions import Questions
from voicebot.talk.trying import Tried
from voicebot.understand.explain import Explained, Reason
from voicebot.understand.meaning import Match, Reading, Zone

SOFA = "/faq/ko/bulky-waste"


class Bench:
    """Stands for a desk with models: the house is the console's own."""

    def __init__(self, house: Any) -> None:
        self.house = house

    async def heard(self, recording: bytes, language: str) -> list[Reading]:
        return [Reading("소파 버리기")] if decode(recording).duration else []

    async def tried(self, readings: list[Reading], language: str) -> Tried:
        reason = Reason(
            "bulky-waste", 0.9, "소파는 어떻게 버려요", {"meaning": 3.2, "words": 1.0}, ("소파/NN",)
        )
        match = Match(Zone.ANSWER, (), readings[0].text)
        return Tried("entry", Explained(match, (reason, reason), 0.6, 0.1))

    async def collisions(self, entry: str, language: str, phrasings: list[str]) -> list[Any]:
        return []

    @property
    def ahead(self) -> "Bench":
        return self

    def recording(self, name: str | None) -> None:
        """There is none."""

    async def spoken(self, text: str, language: str) -> Audio:
        return Audio.silence(0.1 * len(text), 24_000)

    async def sound(self, text: str, language: str) -> bytes:
        from voicebot.audio.encode import wav_bytes

        return wav_bytes(Audio.silence(0.1 * len(text), 8000))


async def officer(world: World, name: str) -> Browser:
    await world.person(name, "faq_officer")
    browser = world.browser()
    await browser.sign_in(name)
    return browser


def form(page: str) -> dict[str, str]:
    """What stands in the form of an entry."""
    import html
    import re

    found = dict(re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>(.*?)</textarea>', page, re.S))
    found |= dict(re.findall(r'<input id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', page, re.S):
        found[name] = re.search(r'value="(\w+)" selected', options)[1]  # type: ignore[index]
    found["version"] = re.search(r'name="version" value="(\d+)"', page)[1]  # type: ignore[index]
    return {name: html.unescape(text) for name, text in found.items()}


async def test_two_officers_publish_an_answer_and_take_it_back(both: World) -> None:
    kim, lee = await officer(both, "kim"), await officer(both, "lee")
    filled = form((await kim.get(SOFA)).text)
    filled["answer_spoken"] = "딱지를 사서 붙이세요.\n그리고 내놓으세요."
    assert (await kim.post(SOFA, filled)).status_code == 303
    page = (await kim.get(SOFA)).text
    assert "쓰는 중" in page
    late = await lee.post(SOFA, filled)
    assert (late.status_code, "그사이에 다른 사람이" in late.text) == (409, True)
    assert "딱지를 사서" in late.text
    version = form(page)["version"]
    assert (await kim.post(f"{SOFA}/step", {"do": "submit", "version": version})).status_code == 303
    version = form((await kim.get(SOFA)).text)["version"]
    alone = await kim.post(f"{SOFA}/step", {"do": "publish", "version": version})
    assert (alone.status_code, "쓴 사람은 내보낼 수 없어요" in alone.text) == (422, True)
    await lee.get(SOFA)
    assert (await lee.post(f"{SOFA}/step", {"do": "publish", "version": version})).status_code == 303
    page = (await lee.get(SOFA)).text
    assert page.index("지금 들리는 답") < page.index("딱지를 사서 붙이세요.") < page.index('<h2 id="text"')
    changes = (await lee.get(f"{SOFA}/changes?old=1&new=2")).text
    assert "<ins" in changes
    assert "<del" in changes
    version = form(page)["version"]
    back = {"do": "return", "number": "1", "version": version}
    assert (await lee.post(f"{SOFA}/step", back)).status_code == 303
    assert "딱지를" not in (await lee.get(SOFA)).text.split('id="text"')[0]
    assert [row.action for row in await both.log(begins="faq.")][:2] == ["faq.return", "faq.publish"]


async def test_what_an_officer_writes_is_text_and_never_a_page(world: World) -> None:
    kim = await officer(world, "kim")
    evil = '"><script>alert(1)</script>'
    await kim.get("/faq")
    made = await kim.post("/faq", {"question": evil, "entry": "evil", "language": "ko"})
    assert made.headers["location"] == "/staff/faq/ko/evil"
    filled = form((await kim.get("/faq/ko/evil")).text) | {
        "label": evil,
        "answer_spoken": evil,
        "topic": evil,
    }
    await kim.post("/faq/ko/evil", filled)
    for path in ("/faq", "/faq/ko/evil", "/faq/ko/evil/changes?old=1&new=2", "/faq/words", f"/faq?q={evil}"):
        assert "<script>alert" not in (await kim.get(path)).text
    again = await kim.post("/faq", {"question": "x", "entry": "evil", "language": "ko"})
    assert (again.status_code, "벌써 있어요" in again.text) == (422, True)
    bad = await kim.post("/faq", {"question": "x", "entry": "../x", "language": "ko"})
    assert bad.status_code == 422


async def test_the_list_finds_by_words_and_state(world: World) -> None:
    kim = await officer(world, "kim")
    everything = (await kim.get("/faq")).text
    assert "/staff/faq/ko/bulky-waste" in everything
    found = (await kim.get("/faq?q=bulky-waste&state=filed")).text
    assert found.count("/staff/faq/ko/") == 1
    assert "/staff/faq/ko/" not in (await kim.get("/faq?state=review")).text
    assert (await kim.get("/faq/ja/bulky-waste")).status_code == 404


async def test_a_word_is_said_in_its_own_way(world: World) -> None:
    kim = await officer(world, "kim")
    await kim.get("/faq/words")
    assert "엘에이치" in (await kim.post("/faq/words", {"written": "LH", "said": "엘에이치"})).text
    assert (await kim.post("/faq/words", {"written": "!", "said": "가"})).status_code == 422
    assert (await kim.get("/faq/listen?text=LH")).status_code == 503
    assert (await kim.get("/faq/listen?text=")).status_code == 404


async def test_an_answer_is_met_beforehand_at_each_device(world: World) -> None:
    kim = await officer(world, "kim")
    assert (await kim.get(f"{SOFA}/preview/sound?reply=0")).status_code == 503
    own = world.console.own
    world.behind.workshop = Bench(
        open_house(world.engine, own, load_faq(own.district_dir), lambda: world.time)
    )
    for device, rate in (("browser", 24_000), ("kiosk", 24_000), ("phone", 8_000)):
        page = (await kim.get(f"{SOFA}/preview?as={device}")).text
        assert "먼저 하는 말" in page
        assert ("스티커를 사서" in page.partition("<main")[2].partition("as-")[2]) == (device != "phone")
        sound = await kim.get(f"{SOFA}/preview/sound?as={device}&reply=0")
        assert decode(sound.content).rate == rate
    for wrong in ("", "99", "-1", "x"):
        assert (await kim.get(f"{SOFA}/preview/sound?reply={wrong}")).status_code == 404
    assert (await kim.get("/faq/ko/no-such/preview")).status_code == 404


async def test_a_question_is_tried_by_text_and_by_voice(world: World) -> None:
    from voicebot.audio.encode import wav_bytes

    kim = await officer(world, "kim")
    await kim.get("/faq/try")
    assert (await kim.post("/faq/try", {"text": "소파"})).status_code == 425
    world.behind.workshop = Bench(None)
    page = (await kim.post("/faq/try", {"text": "소파 <b>"})).text
    assert "첫째 답변이 나가요" in page
    assert "소파 &lt;b&gt;" in page
    said = {"sound": ("q.wav", wav_bytes(Audio.silence(0.5, 16000)), "audio/wav")}
    assert "소파 버리기" in (await kim.post("/faq/try", files=said)).text
    broken = await kim.post("/faq/try", files={"sound": ("q.wav", b"no sound", "audio/wav")})
    assert (broken.status_code, "소리 파일이 아니에요" in broken.text) == (422, True)
    assert (await kim.post("/faq/try", {"text": ""})).status_code == 422
    heard = await kim.get("/faq/listen?text=LH")
    assert heard.headers["content-type"] == "audio/wav"


@pytest.mark.parametrize("do", ["draft", "add", "dismiss"])
async def test_what_had_no_answer_is_decided(both: World, do: str) -> None:
    both.time = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)  # questions know no clock but the world's
    questions, gaps = Questions(both.engine), Gaps(both.engine)
    await questions.add("드론 <i>날려도 되나요", language="ko", channel="kiosk", nearest="bulky-waste")
    numbers = [row.id for row in await gaps.ungrouped("ko", 9)]
    kim = await officer(both, "kim")
    assert "1개" in (await kim.get("/gaps")).text
    await gaps.put({}, [NewGroup("ko", b"\0\0", tuple(numbers))])
    page = (await kim.get("/gaps")).text
    assert "드론 &lt;i&gt;날려도" in page
    number = (await gaps.groups())[0].id
    entry = {"draft": "drone", "add": "bulky-waste", "dismiss": ""}[do]
    done = await kim.post(f"/gaps/{number}", {"do": do, "entry": entry})
    assert done.headers["location"] == (f"/staff/faq/ko/{entry}" if entry else "/staff/gaps")
    assert "드론" not in (await kim.get("/gaps")).text
    if entry:
        assert "드론 &lt;i&gt;날려도 되나요" in (await kim.get(f"/faq/ko/{entry}")).text
    missing = await kim.post(f"/gaps/{number + 1}", {"do": "dismiss"})
    assert missing.status_code == 404
    wrong = await kim.post(f"/gaps/{number}", {"do": "draft", "entry": "bulky-waste"})
    assert wrong.status_code == 422
