"""Officers write greetings: what is wrong is said in its place, what is right is kept, and undone."""

import html
import re

import pytest
from desk_world import EVIL, officer, seen
from staff_world import World
from test_staff_faq import Bench

from voicebot.civic.overlay.greetings import phrase_key

LONG = "비가 오니 우산을 챙기고 장화를 신고 천천히 걸어서 계단을 조심해서 내려오세요."


async def test_a_greeting_is_written_scheduled_switched_off_and_undone(both: World) -> None:
    kim = await officer(both)
    page = (await kim.get("/desk/greetings/ko/new?topic=notice")).text
    form = {
        "topic": "notice",
        "says": "내일은 청사 공사로 구청이 쉬어요.",
        "from": "2026-11-23",
        "until": "2026-11-24",
    }
    wrong = await kim.post("/desk/greetings/ko/new", {**form, "until": "2026-11-01", "seen": seen(page)})
    assert (wrong.status_code, "시작하는 날이 끝나는 날보다 늦어요" in wrong.text) == (422, True)
    assert "내일은 청사 공사로" in wrong.text
    made = await kim.post("/desk/greetings/ko/new", {**form, "seen": seen(page)})
    where = made.headers["location"].removeprefix("/staff")
    preview = (await kim.get("/desk/greetings/preview?at=2026-11-24T10:00&channel=phone")).text
    assert "안녕하세요, 내일은 청사 공사로 구청이 쉬어요." in html.unescape(preview)
    assert "내일은" not in (await kim.get("/desk/greetings/preview?at=2026-11-25T10:00")).text.split("<h2")[1]
    listed = (await kim.get("/desk/greetings?group=notice")).text
    assert "2026-11-23 ~ 2026-11-24" in listed
    page = (await kim.get(where)).text
    await kim.post(f"{where}/step", {"do": "off", "seen": seen(page)})
    assert "내일은" not in (await kim.get("/desk/greetings/preview?at=2026-11-24T10:00")).text.split("<h2")[1]
    page = (await kim.get(where)).text
    assert "꺼 두었어요" in page
    gone = await kim.post(f"{where}/step", {"do": "drop", "seen": seen(page)})
    assert gone.headers["location"] == "/staff/desk/greetings?language=ko&group=notice&topic=notice#t-notice"
    assert (await kim.get(where)).status_code == 404
    assert [row.action for row in await both.log(begins="desk.")] == ["desk.drop", "desk.off", "desk.add"]


async def test_a_phrase_of_the_file_is_changed_and_is_there_again_as_it_was(world: World) -> None:
    kim = await officer(world)
    says = "비가 오니 우산을 챙기세요."
    where = f"/desk/greetings/ko/{phrase_key('rain', says)}"
    page = (await kim.get(where)).text
    assert says in page
    form = {"topic": "rain", "says": "비가 오니 장화를 신으세요.", "months": ["7"], "seen": seen(page)}
    assert (await kim.post(where, form)).status_code == 303
    late = await kim.post(where, {**form, "says": "비가 오니 조심하세요."})
    assert (late.status_code, "그사이에 다른 사람이" in late.text) == (409, True)
    assert "비가 오니 조심하세요." in late.text
    page = (await kim.get(where)).text
    assert re.search(r'name="months" value="7" checked', page)
    await kim.post(f"{where}/step", {"do": "drop", "seen": seen(page)})
    assert says in (await kim.get(where)).text
    history = (await kim.get(f"/desk/history/greeting.ko?key={phrase_key('rain', says)}")).text
    await kim.post(
        "/desk/history/greeting.ko",
        {"version": "1", "key": phrase_key("rain", says), "seen": seen(history)},
    )
    assert "장화를" in (await kim.get(where)).text


@pytest.mark.parametrize(
    ("form", "what", "blocks"),
    [
        ({"topic": "rain", "says": "호우주의보가 내렸어요."}, "기상청만", True),
        ({"topic": "rain", "says": "비가 오니 010-1234-5678로 전화하세요."}, "개인정보", True),
        ({"topic": "rain", "says": LONG}, "40음절까지", True),
        ({"topic": "rain", "says": "비가 와요.", "hour_from": "25"}, "0부터 24까지", True),
        ({"topic": "rain", "says": "비가 와요.", "feels_least": "nan", "feels_most": "3"}, "숫자로", True),
        ({"topic": "rain", "says": "날이 맑으니 걸어 보세요."}, "날씨가 ‘비’인", False),
        ({"topic": "evening", "says": "좋은 아침이에요."}, "오후 6시에도 나갈 수 있어요", False),
        ({"topic": "rain", "says": EVIL}, "고칠 것이 없어요", False),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_while_it_is_written(
    world: World, form: dict[str, str], what: str, blocks: bool
) -> None:
    kim = await officer(world)
    page = (await kim.get("/desk/greetings/ko/new")).text
    told = await kim.post("/desk/greetings/ko/check", form)
    assert (told.status_code, what in told.text) == (200, True)
    meant = {**form, "seen": seen(page), "meant": "yes"}
    kept = await kim.post("/desk/greetings/ko/new", meant)
    assert kept.status_code == (422 if blocks else 303)
    assert "<script>evil" not in (await kim.get("/desk/greetings?group=weather")).text
    if not blocks and "고칠" not in what:
        again = await kim.post("/desk/greetings/ko/new", {**form, "seen": "1"})
        assert (again.status_code, 'name="meant"' in again.text) == (422, True)


async def test_any_weather_can_be_tried_and_what_cannot_be_is_refused(world: World) -> None:
    kim = await officer(world)
    hot = (await kim.get("/desk/greetings/preview?at=2026-07-30T14:00&weather=extreme+heat")).text
    assert "심한 더위" in hot.split("나왔어요")[0].rsplit("‘", 1)[1]
    cold = await kim.get("/desk/greetings/preview?at=2026-01-15T08:00&temperature=-14&feels=-20")
    assert "심한 추위" in cold.text
    english = (await kim.get("/desk/greetings/preview?language=en&channel=kiosk")).text
    assert "Please speak or touch the screen." in english
    for at in ("0001-01-01T00:00", "9999-12-31T23:59", "x"):
        assert (await kim.get(f"/desk/greetings/preview?at={at}")).status_code == 200
    for query in ("temperature=hot", "temperature=-300", "temperature=nan", "weather=rain&pm10=x", "wind=3"):
        odd = await kim.get(f"/desk/greetings/preview?{query}")
        assert (odd.status_code, "있을 수 없어요" in odd.text) == (422, True)


async def test_what_is_in_the_form_is_heard(world: World) -> None:
    kim = await officer(world)
    await kim.get("/desk/greetings/ko/new")
    form = {"topic": "rain", "says": "비가 와요."}
    assert (await kim.post("/desk/greetings/ko/hear", form)).status_code == 503
    world.behind.workshop = Bench(None)
    heard = await kim.client.post("/staff/desk/greetings/ko/hear", data={"csrf": kim.csrf, **form})
    alone = await kim.client.post(
        "/staff/desk/greetings/ko/hear", data={"csrf": kim.csrf, **form, "topic": "invite"}
    )
    assert heard.headers["content-type"] == "audio/wav"
    assert len(heard.content) > len(alone.content)
    assert (await kim.get("/desk/listen?text=")).status_code == 404
