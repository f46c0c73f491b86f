"""Keys: bytes to changes, changes to presses, noise to nothing."""

import asyncio
import os
import pty
import struct
import time
from pathlib import Path

import evdev
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.channels.websocket.wire import read_event
from voicebot.client.handset.happenings import Happening, Hook, Key
from voicebot.client.handset.input_events import Change, EventBytes, HookWire, hook_wire
from voicebot.client.handset.key_reading import KeyReading
from voicebot.client.handset.key_sources import device_paths, letters, read_events
from voicebot.client.handset.keypad import DOWN_S, HELD_S, HookSwitch, Keypad
from voicebot.client.handset.keys import BY_CODE, BY_LETTER, COMMANDS, HOOK, QUIT
from voicebot.errors import SettingsError


def packed(kind: int, code: int, value: int, *, at: tuple[int, int] = (0, 0)) -> bytes:
    return struct.pack("@llHHi", *at, kind, code, value)


NAMES = {
    **{f"KEY_{n}": str(n) for n in range(10)},
    **{f"KEY_KP{n}": str(n) for n in range(10)},
    **{f"KEY_NUMERIC_{n}": str(n) for n in range(10)},
    "KEY_NUMERIC_STAR": "*",
    "KEY_NUMERIC_POUND": "#",
    "KEY_KPASTERISK": "*",
    "KEY_UP": "up",
    "KEY_DOWN": "down",
    "KEY_LEFT": "left",
    "KEY_RIGHT": "right",
    "KEY_ENTER": "select",
    "KEY_KPENTER": "select",
    "KEY_SELECT": "select",
    "KEY_ESC": "back",
    "KEY_BACKSPACE": "back",
    "KEY_BACK": "back",
    "KEY_HELP": "help",
    "KEY_VOLUMEUP": "louder",
    "KEY_VOLUMEDOWN": "softer",
}


def test_the_codes_are_those_of_linux() -> None:
    assert {evdev.ecodes.ecodes[name]: key for name, key in NAMES.items()} == BY_CODE


@pytest.mark.parametrize("key", sorted({*BY_CODE.values(), *BY_LETTER.values()} - {HOOK, QUIT}))
def test_the_desk_knows_every_key(key: str) -> None:
    kind = ("command", "name") if key in COMMANDS else ("input_key", "key")
    read_event(f'{{"type": "{kind[0]}", "{kind[1]}": "{key}"}}')


@given(
    st.lists(st.tuples(st.integers(0, 21), st.integers(0, 767), st.integers(-1, 2)), max_size=20), st.data()
)
def test_events_survive_being_cut_to_pieces(events: list[tuple[int, int, int]], data: st.DataObject) -> None:
    whole = b"".join(packed(*event) for event in events)
    reader, seen, at = EventBytes(), list[Change](), 0
    while at < len(whole):
        size = data.draw(st.integers(1, 60))
        seen += reader.take(whole[at : at + size])
        at += size
    assert seen == [Change(*event) for event in events if event[0] in (1, 5)]


def test_the_clock_of_an_event_does_not_matter() -> None:
    past, future = packed(1, 2, 1, at=(0, 0)), packed(1, 2, 1, at=(2**40, 999_999))
    assert list(EventBytes().take(past)) == list(EventBytes().take(future))


@pytest.mark.parametrize(
    ("text", "wire"),
    [("key:169", HookWire(1, 169)), ("switch:2:0", HookWire(5, 2, 0)), ("key:30:1", HookWire(1, 30, 1))],
)
def test_a_hook_is_wired_as_it_is_said(text: str, wire: HookWire) -> None:
    assert hook_wire(text) == wire
    assert wire.up(Change(wire.kind, wire.code, wire.lifted)) is True
    assert wire.up(Change(wire.kind, wire.code, 1 - wire.lifted)) is False
    assert wire.up(Change(wire.kind, wire.code + 1, 1)) is None
    assert wire.up(Change(wire.kind, wire.code, 2)) is None


@pytest.mark.parametrize("text", ["", "169", "key", "key:x", "lamp:1", "key:1:2:3"])
def test_a_hook_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        hook_wire(text)
    assert caught.value.code == "hook_unknown"


def test_a_press_counts_once_though_contacts_bounce_and_keyboards_repeat() -> None:
    keypad = Keypad()
    seen = [
        keypad.change("5", value, at)
        for value, at in [(1, 0.0), (0, 0.005), (1, 0.01), (2, 0.3), (2, 0.33), (0, 0.4), (1, 0.6), (0, 0.7)]
    ]
    assert seen == [True, False, False, False, False, False, True, False]


def test_two_quick_presses_are_two() -> None:
    keypad = Keypad()
    assert [keypad.change("1", v, t) for v, t in [(1, 0.0), (0, 0.06), (1, 0.16), (0, 0.22)]].count(True) == 2


def test_a_key_that_is_held_down_is_stuck_and_the_others_work() -> None:
    keypad = Keypad()
    assert keypad.change("5", 1, 0.0)
    assert keypad.stuck(HELD_S - 1) == []
    assert keypad.stuck(HELD_S + 1) == ["5"]
    assert keypad.change("1", 1, HELD_S + 1)
    keypad.change("5", 0, HELD_S + 2)
    assert keypad.stuck(HELD_S + 3) == []


def test_a_key_that_chatters_is_not_believed_until_it_is_quiet() -> None:
    keypad, presses = Keypad(), 0
    for n in range(100):
        presses += keypad.change("5", 1, n * 0.1)
        keypad.change("5", 0, n * 0.1 + 0.03)
    assert presses == 8
    assert keypad.stuck(10.0) == ["5"]
    assert keypad.change("1", 1, 10.0)
    assert keypad.change("5", 1, 20.0)
    assert "5" not in keypad.stuck(20.5)


@given(st.lists(st.tuples(st.sampled_from("15#"), st.integers(0, 2), st.floats(0, 1)), max_size=200))
def test_no_noise_makes_more_than_a_person_presses(noise: list[tuple[str, int, float]]) -> None:
    keypad, now, presses = Keypad(), 0.0, dict.fromkeys("15#", 0)
    for key, value, after in noise:
        now += after
        presses[key] += keypad.change(key, value, now)
    assert all(count <= 8 + 4.5 * now for count in presses.values())


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=60))
def test_the_hook_tells_only_changes_and_comes_to_rest_where_it_is(moves: list[tuple[bool, float]]) -> None:
    hook, now, told = HookSwitch(), 0.0, [False]
    for up, after in moves:
        hook.change(up, now)
        now += after
        if (settled := hook.settled(now)) is not None:
            told.append(settled)
    now += DOWN_S + 1
    if (settled := hook.settled(now)) is not None:
        told.append(settled)
    assert told == [bool(n % 2) for n in range(len(told))]
    assert told[-1] == (moves[-1][0] if moves else False)


def test_who_fumbles_has_not_hung_up() -> None:
    hook = HookSwitch()
    hook.change(True, 0.0)
    assert hook.settled(0.2)
    hook.change(False, 1.0)
    hook.change(True, 1.3)
    assert [hook.settled(at) for at in (1.2, 1.4, 3.0)] == [None, None, None]


class Reading:
    """A device made of a pipe, and what was understood of it."""

    def __init__(self) -> None:
        self.happened: list[Happening] = []
        self.reading = KeyReading(hook_wire("key:169"), self.happened.append)

    async def until(self, *wanted: Happening) -> None:
        async with asyncio.timeout(10):
            while self.happened != [*wanted]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_a_device_is_read_and_waited_for_when_it_is_pulled_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.client.handset.key_reading.AGAIN_S", 0.05)
    path, seen = tmp_path / "event0", Reading()
    jobs = [asyncio.create_task(seen.reading.device(path)), asyncio.create_task(seen.reading.settle())]
    await asyncio.sleep(0.1)  # it is not there yet
    os.mkfifo(path)
    for key, events in (("1", [(1, 2, 1), (1, 2, 0)]), ("2", [(1, 3, 1), (1, 3, 0), (1, 169, 1)])):
        writing = await asyncio.to_thread(os.open, path, os.O_WRONLY)
        os.write(writing, b"".join(packed(*event) for event in events))
        async with asyncio.timeout(10):
            while Key(key) not in seen.happened:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        os.close(writing)
    await seen.until(Key("1"), Key("2"), Hook(True))
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)


async def test_a_pipe_ends_when_the_other_side_does() -> None:
    reading, writing = os.pipe()
    os.write(writing, packed(1, 2, 1))
    os.close(writing)
    assert [change async for change in read_events(reading)] == [Change(1, 2, 1)]
    os.close(reading)


async def test_a_terminal_is_a_keypad_too() -> None:
    ours, theirs = pty.openpty()
    asyncio.get_running_loop().call_later(0.2, os.write, ours, b"1*\x1b[A?h+q~")
    seen = []
    async for name in letters(theirs):
        seen.append(name)
        if name == QUIT:
            break
    assert seen == ["1", "*", "up", "help", HOOK, "louder", QUIT]
    os.close(ours)
    os.close(theirs)


def test_a_machine_without_key_devices_has_none() -> None:
    assert all(path.exists() for path in device_paths())


def test_presses_are_timed_by_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Reading()
    seen.reading.change(Change(1, 2, 1))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    seen.reading.change(Change(1, 3, 1))
    assert seen.happened == [Key("1"), Key("2")]
