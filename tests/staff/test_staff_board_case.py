"""One complaint: opened with a reason, led on by the table, by one officer at a time, answered plainly."""

import io
import re
from typing import Any

import pytest
import soundfile
from board_world import SAID, filed, led, office_of, officer, opened
from staff_world import World

from voicebot.civic.complaints.states import State, table
from voicebot.civic.plain_text import Hard, hard_parts
from voicebot.staff.board_acts import offered, role_for
from voicebot.staff.board_words import hard, templates


async def test_what_was_said_shows_for_a_reason_that_is_kept_and_for_this_session_only(both: World) -> None:
    one, kim = await filed(both), await officer(both)
    closed = await kim.get(f"/board/{one.receipt}")
    assert closed.status_code == 200
    assert SAID not in closed.text
    assert "시장 앞" not in closed.text
    assert (await kim.post(f"/board/{one.receipt}/open", {"reason": "curious"})).status_code == 422
    key = await opened(kim, one.receipt)
    assert SAID in kim.page.text
    assert "010-" not in kim.page.text  # with its hyphen: the page has keys of random digits too
    reached = await kim.post(f"/board/{one.receipt}/contact", {"opened": key})
    assert "010-1234-5678" in reached.text
    log = [(e.action, e.actor, e.object, e.details) for e in await both.log(begins="complaint.")]
    assert log == [
        ("complaint.contact", "kim", one.receipt, {}),
        ("complaint.view", "kim", one.receipt, {}),
        ("complaint.open", "kim", one.receipt, {"reason": "handle"}),
    ]
    lee = await officer(both, "lee")
    assert SAID not in (await lee.get(f"/board/{one.receipt}?opened={key}")).text
    other = await filed(both, what="다른 등")
    assert "다른 등" not in (await kim.get(f"/board/{other.receipt}?opened={key}")).text


@pytest.mark.parametrize("state", [state for state in table().states if state != "draft"])
async def test_only_what_the_table_allows_can_be_pressed(world: World, state: State) -> None:
    assert set(offered(state)) == {
        action
        for action, rule in table().actions.items()
        if state in rule.sources and role_for(action) in rule.who and action not in ("file", "rate")
    }


async def test_it_is_taken_on_assigned_asked_about_and_answered(both: World) -> None:
    one, kim = await filed(both), await officer(both)
    await opened(kim, one.receipt)
    steps: list[dict[str, Any]] = [
        {"action": "accept", "department": one.department},
        {"action": "assign", "assignee": "kim"},
        {"action": "start"},
        {"action": "ask", "question": "몇 번 등인가요"},
        {"action": "reply", "text": "칠 번이요"},
        {"action": "extend", "length": "1", "why": "부품이 아직 안 왔어요"},
        {"action": "answer", "outcome": "granted", "answer": "오늘 고쳤어요."},
        {"action": "reopen"},
        {"action": "withdraw"},
    ]
    for step in steps:
        version = re.findall(r'name="version" value="(\d+)"', kim.page.text)[0]
        path = str(kim.page.url.copy_with(query=None)).partition("/staff")[2]
        done = await kim.post(path, {**step, "version": version})
        assert done.status_code == 303, (step, kim.page.text)
        await kim.get(f"/board/{one.receipt}")
    now = await office_of(both).register.get(one.receipt)
    assert (now.state, now.outcome, now.version) == ("withdrawn", None, 10)
    assert {e.action for e in await both.log(begins="complaint.")} >= {
        f"complaint.{s['action']}" for s in steps
    }
    said = (await kim.get(f"/board/{one.receipt}")).text
    assert "오늘 고쳤어요" in said
    assert "지금 할 일이 없어요" in said


async def test_two_officers_do_not_overwrite_each_other(both: World) -> None:
    one = await filed(both)
    await led(both, one.receipt, "accept")
    kim, lee = await officer(both), await officer(both, "lee")
    await kim.get(f"/board/{one.receipt}")
    await lee.get(f"/board/{one.receipt}")
    form = {"action": "assign", "assignee": "lee", "version": "2"}
    assert (await lee.post(f"/board/{one.receipt}", form)).status_code == 303
    mine = {"action": "ask", "question": "몇 번째 등인지 알려 주세요", "version": "2"}
    late = await kim.post(f"/board/{one.receipt}", mine)
    assert late.status_code == 409
    assert "몇 번째 등인지 알려 주세요" in late.text
    assert re.search(r'id="meanwhile">.*lee', late.text, re.DOTALL)
    assert (await office_of(both).register.get(one.receipt)).state == "assigned"
    again = re.findall(r'name="version" value="(\d+)"', late.text)[0]
    assert (await kim.post(f"/board/{one.receipt}", {**mine, "version": again})).status_code == 303
    assert (await office_of(both).register.get(one.receipt)).state == "need_info"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"action": "ask"}, "빈칸이 있어요"),
        ({"action": "extend", "length": "99", "why": "부품"}, "법에서 정한 것보다 길어요"),
        ({"action": "extend", "length": "많이", "why": "부품"}, "법에서 정한 것보다 길어요"),
        ({"action": "answer", "outcome": "gold", "answer": "예"}, "그렇게는 할 수 없어요"),
        ({"action": "merge", "into": "12"}, "아홉 자리"),
        ({"action": "merge", "into": "123456786"}, "그런 민원이 없어요"),
        ({"action": "assign", "assignee": "nobody"}, "맡을 수 있는 사람"),
        ({"action": "reopen"}, "지금은 할 수 없는 일"),
        ({"action": "file"}, "지금은 할 수 없는 일"),
    ],
)
async def test_what_the_law_or_the_table_forbids_is_said_plainly(
    world: World, form: dict[str, str], told: str
) -> None:
    one = await filed(world)
    await led(world, one.receipt, "accept")
    kim = await officer(world)
    await kim.get(f"/board/{one.receipt}")
    refused = await kim.post(f"/board/{one.receipt}", {**form, "version": "2"})
    assert refused.status_code in (409, 422)
    assert told in refused.text
    assert (await office_of(world).register.get(one.receipt)).version == 2


async def test_an_answer_is_begun_from_a_ready_one_read_for_plainness_and_heard(world: World) -> None:
    one = await filed(world)
    await led(world, one.receipt, "accept")
    kim = await officer(world)
    await kim.get(f"/board/{one.receipt}")
    begun = await kim.post(
        f"/board/{one.receipt}", {"action": "answer", "do": "template", "template": "fixed"}
    )
    assert templates()["fixed"].text.ko in begun.text
    text = "결과를 통보했어요."
    form = {"action": "answer", "outcome": "done", "answer": text, "version": "2"}
    shown = await kim.post(f"/board/{one.receipt}", {**form, "do": "check"})
    assert "말씀하신 일은 이미 끝났어요" in shown.text
    found = hard(text, world.console.own.district_dir)
    assert found
    assert 'id="hard"' in shown.text
    sound = await kim.post(f"/board/{one.receipt}/hear", form)
    assert sound.headers["content-type"] == "audio/wav"
    assert soundfile.info(io.BytesIO(sound.content)).duration > 2
    assert (await office_of(world).register.get(one.receipt)).version == 2, "nothing was done yet"


def test_ready_answers_are_plain_themselves(world: World) -> None:
    for name, each in templates().items():
        assert hard(each.text.ko, world.console.own.district_dir) == [], name


def test_a_long_sentence_and_a_word_of_the_office_are_hard() -> None:
    long = (
        "우리 구청에서는 지난주부터 이번 주까지 온 동네의 모든 가로등을 하나하나 "
        "다 돌아보고 있어서 조금 늦어요."
    )
    assert [one.kind for one in hard_parts(f"{long} 민원을 이첩했어요.", {"이첩": "보냄"})] == [
        "long",
        "word",
    ]
    assert list(hard_parts("오늘 고쳤어요.", {"이첩": "보냄"})) == []
    assert Hard("word", "이첩", "보냄") in hard_parts("이첩", {"이첩": "보냄"})


async def test_notes_are_for_staff_and_masked(both: World) -> None:
    one, kim = await filed(both), await officer(both)
    await kim.get(f"/board/{one.receipt}")
    assert (await kim.post(f"/board/{one.receipt}/note", {"note": " "})).status_code == 422
    done = await kim.post(f"/board/{one.receipt}/note", {"note": "전화 010-9876-5432, <b>내일</b> 가 봄"})
    assert done.status_code == 303
    page = (await kim.get(f"/board/{one.receipt}")).text
    assert "●●●-●●●●-●●●●, &lt;b&gt;내일&lt;/b&gt; 가 봄" in page
    events = await office_of(both).register.history(one.receipt)
    assert [event.say for event in events if event.action == "note"] == [None]


async def test_the_same_trouble_side_by_side_and_merged(world: World) -> None:
    first, second = await filed(world), await filed(world, what="불이 안 켜져요")
    kim = await officer(world)
    key = await opened(kim, second.receipt)
    assert f"/beside/{first.receipt}" in kim.page.text
    beside = await kim.get(f"/board/{second.receipt}/beside/{first.receipt}?opened={key}")
    assert SAID in beside.text
    assert "불이 안 켜져요" in beside.text
    assert (await kim.get(f"/board/{second.receipt}/beside/{first.receipt}")).status_code == 303
    form = {"action": "merge", "into": first.receipt, "version": "1"}
    assert (await kim.post(f"/board/{second.receipt}", form)).status_code == 303
    assert (await office_of(world).register.get(second.receipt)).merged_into == first.receipt


async def test_who_passes_it_on_sees_it_no_more(world: World) -> None:
    one = await filed(world)
    assert one.department
    kim = await officer(world, "kim", one.department)
    await kim.get(f"/board/{one.receipt}")
    take = {"action": "accept", "department": "parks", "version": "1"}
    assert (await kim.post(f"/board/{one.receipt}", take)).status_code == 422
    form = {"action": "transfer", "to": "parks", "why": "공원 안의 등이에요", "version": "1"}
    passed = await kim.post(f"/board/{one.receipt}", form)
    assert passed.headers["location"] == "/staff/board"
    assert (await kim.get(f"/board/{one.receipt}")).status_code == 404
