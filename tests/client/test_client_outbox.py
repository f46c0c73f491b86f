"""What was sent is kept until it has arrived, in its order, and never more than a minute of it."""

import json
import struct
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from voicebot.channels.websocket.wire import Arrived, SequenceCounter
from voicebot.client.outbox import KEPT, Outbox

SENT = st.lists(st.sampled_from(["sound", "input_key", "input_text", "ping", "playback"]), max_size=60)


def put(outbox: Outbox, kind: str) -> str | bytes:
    if kind == "sound":
        return outbox.sound(b"\0\0")
    return outbox.event(kind, {"text": "네"} if kind == "input_text" else {"key": "1"})


def name(wire: str | bytes) -> str:
    return str(json.loads(wire)["event_id"])


class DeskEnd:
    """What the desk does with what comes, by its own rules."""

    def __init__(self) -> None:
        self.numbers, self.arrived = SequenceCounter(), Arrived()
        self.did: list[str] = []
        self.frame = -1

    def take(self, wire: str | bytes) -> None:
        if isinstance(wire, bytes):
            number = struct.unpack_from("<I", wire)[0]
            if self.numbers.check(number):
                self.frame = number
                self.did.append(f"frame {number}")
        elif not self.arrived.before(name(wire)):
            self.arrived.add(name(wire))
            if json.loads(wire)["type"] not in ("ping", "playback"):
                self.did.append(name(wire))

    def back(self) -> None:
        self.numbers.replayed = self.arrived.replayed = True


@given(SENT, st.lists(st.integers(0, 60), max_size=5), st.data())
def test_whatever_is_lost_everything_is_done_once_and_in_order(  # noqa: C901 - a model
    sent: list[str], cuts: list[int], data: Any
) -> None:
    outbox, desk = Outbox("c"), DeskEnd()
    wanted: list[str] = []
    lost_from = sorted({cut for cut in cuts if cut < len(sent)})
    down = False
    for at, kind in enumerate(sent):
        wire = put(outbox, kind)
        if kind in ("sound", "input_key", "input_text"):
            wanted.append(f"frame {outbox.frames - 1}" if kind == "sound" else name(wire))
        if at in lost_from:
            down = True
        if not down:
            desk.take(wire)
            if data.draw(st.booleans()):
                outbox.acknowledge(desk.frame, desk.arrived.last)
        elif data.draw(st.booleans()):  # the line is back
            down = False
            desk.back()
            for again in outbox.unheard:
                desk.take(again)
    desk.back()
    for again in outbox.unheard:
        desk.take(again)
    assert desk.did == wanted


def test_what_has_arrived_is_not_kept() -> None:
    outbox = Outbox("c")
    for kind in ("sound", "input_key", "sound", "input_key", "sound"):
        last = put(outbox, kind)
    assert isinstance(last, bytes)
    outbox.acknowledge(1, "c-1")
    assert [isinstance(wire, bytes) for wire in outbox.unheard] == [False, True]
    assert outbox.arrived == 1


def test_a_minute_is_kept_and_no_more() -> None:
    outbox = Outbox("c")
    for _ in range(KEPT + 100):
        outbox.sound(b"\0\0")
    assert len(outbox.unheard) == KEPT
    assert struct.unpack_from("<I", outbox.unheard[0])[0] == 100  # type: ignore[arg-type]


def test_a_new_conversation_asks_again_what_was_typed_and_plays_no_old_sound() -> None:
    outbox = Outbox("c")
    for kind in ("sound", "input_text", "input_key"):
        put(outbox, kind)
    fresh = outbox.renewed()
    assert [json.loads(wire)["type"] for wire in fresh.unheard] == ["input_text"]
    assert name(fresh.unheard[0]) != name(outbox.unheard[1])
    assert fresh.frames == 0


def test_an_acknowledgement_of_something_unknown_forgets_nothing() -> None:
    outbox = Outbox("c")
    put(outbox, "input_key")
    outbox.acknowledge(-1, "another-1")
    outbox.acknowledge(-1, "")
    assert len(outbox.unheard) == 1
