"""A whole spoken journey, then a search through all that was written down for what is personal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from counter_world import complaint_desk, replied
from talk_world import Device, FakeDesk

from voicebot.store.questions import Questions
from voicebot.talk import server_events as told
from voicebot.telemetry.logs import set_up_logs

UNKNOWN = "제 번호 공일공 구팔칠육 오사삼이로 로또 당첨 번호는 어디서 볼 수 있나요?"
TROUBLE = (
    "어젯밤부터 가좌시장 앞 가로등이 나갔어요 제 번호는 공일공 구팔칠육 오사삼이고 "
    "주민번호는 사팔공일공일 다시 이삼사오육칠팔이에요"
)
ANSWERS = {
    "category": "1번",
    "extra": "몰라요",
    "consent": "네",
    "name": "박말순이에요",
    "phone_check": "네",
    "readback": "네",
}
FOLLOWED = ("내 민원 어떻게 됐어요?", "공일공 구팔칠육 오사삼이", "네")
SECRET = (
    "박말순",
    "98765432",
    "9876-5432",
    "구팔칠육",
    "오사삼이",
    "480101",
    "2345678",
    "사팔공일공일",
    "이삼사오육",
)


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    """What is logged comes as operators have it."""
    set_up_logs(pretty=False)
    yield
    structlog.reset_defaults()


async def says(caller: Device, words: str) -> None:
    before = len(caller.replies())
    await caller.says(words, seconds=max(1.0, len(words) * 0.15))
    await replied(caller, before)
    await caller.settle()
    await caller.played()


async def journey(desk: FakeDesk) -> str:
    """Ask what nobody knows, complain, and follow the complaint, all of it aloud; the receipt."""
    desk.questions = Questions(desk.backroom.office._engine)  # type: ignore[assignment]
    caller = Device(desk)
    await says(caller, UNKNOWN)
    await says(caller, TROUBLE)
    while not (filed := [one for one in caller.events if isinstance(one, told.ComplaintFiled)]):
        draft = [one.form for one in caller.events if isinstance(one, told.ComplaintDraft)][-1]
        await says(caller, ANSWERS[str(draft["asking"])])
    for words in FOLLOWED:
        await says(caller, words)
    assert caller.replies()[-1].sentences[0].startswith("민원을 받았어요")
    await caller.session.close()
    return filed[0].receipt


async def test_nothing_personal_that_was_said_is_in_a_file_or_a_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with complaint_desk(tmp_path / "var") as desk:
        receipt = await journey(desk)
        (kept,) = await Questions(desk.backroom.office._engine).latest()
        person = await desk.backroom.office.register.contact(
            receipt, actor="kim", role="officer", at=desk.backroom.office.now()
        )
        files = {path.name: path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file()}
    assert (person.name, person.phone) == ("박말순", "01098765432")
    assert kept.question.startswith("제 번호 ●●● ●●●● ●●●●로 로또")
    assert {"voicebot.db", "voicebot.db-wal"} <= set(files)
    everything = b"".join(files.values()) + "".join(capfd.readouterr()).encode()
    assert receipt.encode() in everything
    assert "가좌시장".encode() in everything
    found = [said for said in SECRET if any(form in everything for form in _written(said))]
    assert found == []


def _written(said: str) -> tuple[bytes, ...]:
    """A text as a text column, and as JSON, has it."""
    return said.encode(), json.dumps(said)[1:-1].encode()
