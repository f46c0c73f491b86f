"""The whole turn against the plain pipeline, side by side: who speaks first after the last word?

The plain one runs in this process (`voicebot.bench.plain_pipeline`); ours is a real desk that is called over
the WebSocket.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio import Audio
from voicebot.bench.figures import percentile, write_json
from voicebot.bench.listening import reader
from voicebot.bench.pauses import Voices
from voicebot.bench.plain_pipeline import PLAIN_SILENCE_S, PlainPipeline
from voicebot.bench.service import cold_cache, running_desk
from voicebot.bench.turn_taking import TurnTaking, load_clips
from voicebot.civic.faq import load_faq
from voicebot.client.caller import Answer, call
from voicebot.engines import load_engine
from voicebot.errors import EngineError
from voicebot.hear.openai_whisper import OpenAIWhisper
from voicebot.hear.patience import PRESETS
from voicebot.hear.vad import RATE, SileroModel
from voicebot.settings import settings
from voicebot.speak.synthesizer import Synthesizer
from voicebot.talk.knowledge import Knowledge
from voicebot.understand.embed import E5
from voicebot.weights import locate

__all__ = ["Side", "after_last_word_s", "bench_plain", "compare"]

_QUESTIONS = 20
_CLIPS = 40
_PATIENCE_S = 120.0
_RECOGNITION_S = 0.35
"""The most that recognising a pause takes when the machine does nothing else."""


@dataclass(slots=True)
class Side:
    """Seconds from the last word to the first sound, question by question.

    Attributes:
        ours: of the desk.
        plain: of the plain pipeline.
    """

    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Medians, the slow end, and how many times sooner ours is at the median."""
        ours, plain = percentile(self.ours, 50), percentile(self.plain, 50)
        return {
            "n": len(self.ours),
            "ours_s_median": round(ours, 3),
            "ours_s_p95": round(percentile(self.ours, 95), 3),
            "plain_s_median": round(plain, 3),
            "plain_s_p95": round(percentile(self.plain, 95), 3),
            "ratio": round(plain / ours, 2),
        }


Ask = Callable[[Audio], Answer]


def bench_plain(
    *,
    questions: int = _QUESTIONS,
    clips: int = _CLIPS,
    speech: Path | None = None,
    json_path: Path | None = None,
) -> dict[str, Any]:
    """Ask both the same questions, first without any cache, then with the answers cached; print a table.

    Args:
        questions: how many.
        clips: callers who stop to think, and as many human recordings, to count cut-offs on.
        speech: manifest of human recordings.
        json_path: where the figures go as well.

    Returns:
        ``uncached`` and ``cached``: see `Side.figures`; ``cut_offs``: ``n`` and the shares ``ours``,
        ``ours_reopened`` and ``plain``.
    """
    own = settings()
    voice = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    asked = _questions(Voices(voice), questions)
    model = SileroModel(locate("silero-vad"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _desk(folder) as ask:
            uncached, cached = compare(asked, ask, _pipeline(model, voice, folder / "plain"))
    figures: dict[str, Any] = {"uncached": uncached.figures(), "cached": cached.figures()}
    figures["cut_offs"] = _cut_offs(model, speech, clips)
    _show(figures)
    write_json(json_path, figures)
    return figures


def compare(questions: Sequence[Audio], ask: Ask, pipeline: PlainPipeline) -> tuple[Side, Side]:
    """Both in turns, so that what else the machine does hits them alike: without a cache, then with one."""
    sides = Side(), Side()
    answers: dict[int, list[str]] = {}
    for name, side in zip(("uncached", "cached"), sides, strict=True):
        for number, question in enumerate(track(questions, name, console=Console(stderr=True))):
            answer = ask(question)
            said = answers.setdefault(number, answer.sentences)
            side.ours.append(after_last_word_s(answer))
            side.plain.append(pipeline.first_sound_s(question, said, number))
    return sides


def after_last_word_s(answer: Answer) -> float:
    """Seconds from the last word to the first sound of the answer itself, not of a word that asks to wait.

    Raises:
        EngineError: ``no_sound``.
    """
    if answer.after_speech_s is None or answer.first_sound_s is None:
        raise EngineError("no_sound", "The desk answered without a sound, so there is nothing to compare.")
    waited = answer.after_speech_s - answer.first_sound_s
    return waited + answer.timings.get("sound_sent_ms", answer.first_sound_s * 1000) / 1000


@contextmanager
def _desk(folder: Path) -> Iterator[Ask]:
    """Our desk, with nothing said before; every question is the first of a new conversation."""
    with running_desk(folder, warm_cache="false", cache_dir=str(cold_cache(folder))) as desk:

        async def ask(question: Audio) -> Answer:
            async with call(desk.url, instant=True) as caller:
                return await caller.ask(question, patience_s=_PATIENCE_S)

        yield lambda question: asyncio.run(ask(question))


def _pipeline(activity: SileroModel, voice: Synthesizer, folder: Path) -> PlainPipeline:
    """The plain pipeline, warmed up."""
    own = settings()
    knowledge = Knowledge(load_faq(own.district_dir), "ko", E5(threads=own.threads.embed), own)
    transcriber = OpenAIWhisper(threads=own.threads.recognise)
    transcriber.transcribe(Audio.silence(1.0, RATE), language="ko")
    voice.synthesize("네.", language="ko")
    return PlainPipeline(activity, transcriber, knowledge.match, voice, folder)


def _questions(voices: Voices, n: int) -> list[Audio]:
    """The first phrasing of entries from all over the catalogue, aloud."""
    entries = list(load_faq(settings().district_dir).entries("ko").values())
    chosen = entries[:: max(1, len(entries) // n)][:n]
    return [voices.say(entry.phrasings[0], number) for number, entry in enumerate(chosen)]


def _cut_offs(activity: SileroModel, speech: Path | None, limit: int) -> dict[str, Any]:
    """Both on callers who stop to think."""
    own = settings()
    transcriber = load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise)
    clips, _ = load_clips(speech, activity, limit)
    heard = TurnTaking(activity, reader(transcriber, _RECOGNITION_S), PRESETS["browser"]).compare(clips)
    ours, plain = heard["groups"]["all"], heard["fixed"][f"{PLAIN_SILENCE_S:g}"]
    return {
        "n": ours["n"],
        "ours": ours["cut_off"],
        "ours_reopened": ours["reopened"],
        "plain": plain["cut_off"],
    }


def _show(figures: dict[str, Any]) -> None:
    heads = ("last word to first sound", "n", "ours p50", "ours p95", "plain p50", "plain p95", "sooner")
    table = Table(*heads, title="the whole turn against the plain pipeline")
    for name in ("uncached", "cached"):
        f = figures[name]
        times = [
            f"{f[key]:.2f} s" for key in ("ours_s_median", "ours_s_p95", "plain_s_median", "plain_s_p95")
        ]
        table.add_row(name, str(f["n"]), *times, f"{f['ratio']:.1f} ×")
    console = Console(width=110)
    console.print(table)
    cut = figures["cut_offs"]
    console.print(
        f"cut off, of {cut['n']} who stop to think: ours {cut['ours']:.1%} "
        f"(and {cut['ours_reopened']:.1%} taken up again), plain {cut['plain']:.1%}"
    )
