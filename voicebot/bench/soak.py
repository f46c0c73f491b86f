"""`voicebot bench soak`: thousands of conversations that end as badly as in life, and what memory does."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from websockets.exceptions import ConnectionClosed

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.load import roomy_desk
from voicebot.bench.load_callers import spoken_questions
from voicebot.bench.load_figures import show
from voicebot.bench.service import Service
from voicebot.bench.turns import QUESTIONS
from voicebot.client.caller import FRAME_S, IN_RATE, Caller, call, dial
from voicebot.errors import ProtocolError

__all__ = ["KINDS", "conversation", "growth_percent", "soak"]

AT_ONCE = 8
PLACES = 6
LINE = 1
"""Less than `AT_ONCE` together with `PLACES`, so that some are refused."""

STEP = 200
"""Conversations between two readings of memory; the first do not count, for everything is loaded in them."""

KEPT_S = 2.0
SETTLED_S = 6.0
"""Until memory is read: longer than the desk keeps a conversation whose connection broke."""

FULL = "closed 1013"
AGAIN_S = 0.5
"""Pause of who was refused; without one, the refused would use up most of the conversations."""

Kind = Callable[[str, int, Sequence[Audio]], Awaitable[None]]
err = Console(stderr=True)


async def _typed(url: str, number: int, questions: Sequence[Audio]) -> None:
    """Type, hear the whole answer, say goodbye."""
    async with call(url, instant=True) as caller:
        await caller.type(QUESTIONS[number % len(QUESTIONS)], patience_s=60)


async def _gone_in_the_answer(url: str, number: int, questions: Sequence[Audio]) -> None:
    async with dial(url, instant=True) as caller:
        await caller.start()
        await caller.send("input_text", text=QUESTIONS[number % len(QUESTIONS)])
        async for message in caller.messages():
            if isinstance(message, Audio):
                break
        caller.break_off()


async def _gone_in_a_frame(url: str, number: int, questions: Sequence[Audio]) -> None:
    """The connection breaks in the middle of a sentence, and of a frame."""
    async with dial(url, instant=True) as caller:
        await caller.start()
        await _pour(caller, questions[number % len(questions)].cut(0, 1.0))
        caller.break_off()


async def _silent(url: str, number: int, questions: Sequence[Audio]) -> None:
    """Say nothing for ten seconds, and hang up."""
    async with call(url, instant=True) as caller:
        await _pour(caller, Audio.silence(10.0, IN_RATE))


async def _refused(url: str, number: int, questions: Sequence[Audio]) -> None:
    async with dial(url) as caller:
        await caller.send("session.start", protocol=99)
        async for _ in caller.messages():
            pass


async def _spoken(url: str, number: int, questions: Sequence[Audio]) -> None:
    """Ask aloud, faster than anybody speaks."""
    async with call(url, instant=True) as caller:
        await _pour(caller, min(questions, key=lambda sound: sound.duration))
        await caller.press("input_audio_buffer.commit", patience_s=60)


async def _pour(caller: Caller, sound: Audio) -> None:
    step = round(FRAME_S * IN_RATE)
    for start in range(0, len(sound.samples), step):
        await caller.frame(Audio(sound.samples[start : start + step], IN_RATE).to_pcm16())


KINDS: tuple[Kind, ...] = (
    _typed, _gone_in_the_answer, _typed, _gone_in_a_frame, _typed,
    _refused, _typed, _silent, _gone_in_the_answer, _spoken,
)  # fmt: skip
"""What happens in ten conversations."""


def soak(
    *, conversations: int = 2000, at_once: int = AT_ONCE, json_path: Path | None = None
) -> dict[str, Any]:
    """Hold many conversations with a desk of our own and see how its memory grows after the first 200.

    Args:
        conversations: of all kinds together.
        at_once: several at a time; more than the desk has places for.
        json_path: where the figures go.

    Returns:
        ``outcomes`` (``done``, error codes, ``closed`` with its code where the desk hung up: 1013 is full,
        4400 a bad start), memory in GB (PSS) after each 200, ``growth_percent`` from the first reading to
        the last, ``seconds``.
    """
    questions = spoken_questions()
    limits = {
        "limits__sessions": str(PLACES),
        "limits__line": str(LINE),
        "limits__resume_s": str(KEPT_S),
    }
    with roomy_desk(None, at_once, **limits) as (url, desk):
        assert desk is not None
        asyncio.run(_warm(url))
        begun = time.monotonic()
        outcomes, memory = asyncio.run(_run(url, desk, questions, conversations, at_once))
    figures = {
        "conversations": conversations,
        "outcomes": outcomes,
        "growth_percent": growth_percent(memory),
        "seconds": time.monotonic() - begun,
        "memory_gb": memory,
    }
    show("soak", figures)
    write_json(json_path, figures)
    return figures


async def _warm(url: str) -> None:
    """Type everything once, so that the answers are in the cache."""
    async with call(url, instant=True) as caller:
        for question in QUESTIONS:
            await caller.type(question, patience_s=180)


def growth_percent(memory: Sequence[float]) -> float:
    """From the first reading to the last; 0 when there is but one."""
    return 100 * (memory[-1] / memory[0] - 1)


async def _run(
    url: str, desk: Service, questions: Sequence[Audio], conversations: int, at_once: int
) -> tuple[Counter[str], list[float]]:
    outcomes, memory = Counter[str](), list[float]()
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("conversations", total=conversations)

        async def hold(numbers: Iterator[int]) -> None:
            for number in numbers:
                outcome = await conversation(url, number, questions)
                outcomes[outcome] += 1
                progress.advance(task)
                if outcome == FULL:
                    await asyncio.sleep(AGAIN_S)

        for first in range(0, conversations, STEP):
            numbers = iter(range(first, min(first + STEP, conversations)))
            await asyncio.gather(*(hold(numbers) for _ in range(at_once)))
            await asyncio.sleep(SETTLED_S)
            memory.append(desk.memory_gb())
    return outcomes, memory


async def conversation(url: str, number: int, questions: Sequence[Audio]) -> str:
    """Hold one conversation; what became of it."""
    kind = KINDS[number % len(KINDS)]
    try:
        await kind(url, number, questions)
    except ConnectionClosed as error:
        return f"closed {error.rcvd.code}" if error.rcvd else "broken"
    except ProtocolError as error:
        return error.code
    except TimeoutError:
        return "no answer"
    except OSError:
        return "no connection"
    return "done"
