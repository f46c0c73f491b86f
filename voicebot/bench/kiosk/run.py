"""`voicebot bench kiosk`: every journey in every way, on every screen, at the handset; with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import write_json
from voicebot.bench.kiosk.at_handset import at_handset
from voicebot.bench.kiosk.browser import chromium_on
from voicebot.bench.kiosk.by_hand import BY_HAND
from voicebot.bench.kiosk.by_words import BY_WORDS
from voicebot.bench.kiosk.by_writing import BY_WRITING, fits
from voicebot.bench.kiosk.hands import Fingers, Keys
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.screen import Screen, WentWrong, expect
from voicebot.bench.kiosk.sinks import Sinks, null_sinks
from voicebot.bench.kiosk.sizes import KIOSKS, PAGES, Size
from voicebot.bench.kiosk.words import Aloud, Written
from voicebot.bench.pauses import Voices
from voicebot.bench.service import running_desk
from voicebot.engines import load_engine
from voicebot.settings import HandsetSettings, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["WAYS", "Stage", "Walked", "bench_kiosk", "stage", "walk"]


@dataclass(slots=True)
class Walked:
    """One journey, and what came of it.

    Attributes:
        wrong: what went wrong; empty where it came to its end.
        lines: what was done, and what was said to it.
    """

    journey: int
    way: str
    size: str
    wrong: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that a journey takes.

    Attributes:
        browser: that hears and speaks through `sinks`.
        office: behind the desk.
        voices: of those who speak.
        shots: where a picture of every screen goes; nowhere when empty.
    """

    browser: Browser
    sinks: Sinks
    office: Office
    voices: Voices
    shots: Path | None = None


@contextmanager
def _noting(walked: Walked, lines: list[str]) -> Iterator[None]:
    """What goes wrong is part of the figures."""
    walked.lines = lines
    try:
        yield
    except WentWrong as wrong:
        walked.wrong = str(wrong)
    except Exception as error:
        walked.wrong = f"{type(error).__name__}: {str(error)[:300]}"


def _by_touch(screen: Screen, stage: Stage, journey: int) -> None:
    BY_HAND[journey](Fingers(screen), stage.office)


def _by_keys(screen: Screen, stage: Stage, journey: int) -> None:
    BY_HAND[journey](Keys(screen), stage.office)


def _by_voice(screen: Screen, stage: Stage, journey: int) -> None:
    """With the screen hidden from the first moment to the last."""
    mouth = Aloud(screen, stage.sinks, stage.voices)
    hello = screen.after(mouth.begin, "lift, and hide the screen")
    expect(hello.kind == "greeting", f"greeted with {hello.kind}")
    BY_WORDS[journey](mouth, stage.office)
    expect(screen.seen("#cover"), "the screen was not hidden to the end")
    mouth.end()
    screen.until(lambda: screen.seen("html[data-screen=over]"), "the last screen")


def _by_writing(screen: Screen, stage: Stage, journey: int) -> None:
    screen.shot("first")
    fits(screen)
    BY_WRITING[journey](Written(screen), stage.office)
    fits(screen)
    screen.shot("last")


_ON_A_PAGE: dict[str, tuple[Callable[[Screen, Stage, int], None], dict[str, Size]]] = {
    "touch": (_by_touch, KIOSKS),
    "keys": (_by_keys, KIOSKS),
    "voice": (_by_voice, KIOSKS),
    "page": (_by_writing, PAGES),
}
HANDSET = "handset"
WAYS: dict[str, tuple[str, ...]] = {way: (*sizes,) for way, (_, sizes) in _ON_A_PAGE.items()} | {
    HANDSET: ("",)
}
"""How, and on what screens."""


@contextmanager
def stage(folder: Path, shots: Path | None = None) -> Iterator[Stage]:
    """A desk, a browser, virtual sound and voices, in a folder."""
    engine = load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise)
    sounds = folder / "sound"
    sounds.mkdir()
    # Wrong numbers are part of it: nobody here is locked out for them.
    with (
        running_desk(folder, warm_cache="false", limits__wrong_tries="1000") as desk,
        null_sinks(sounds) as sinks,
        chromium_on(sinks) as browser,
    ):
        yield Stage(browser, sinks, Office(desk), Voices(engine), shots)


def walk(stage: Stage, way: str, size: str, journey: int) -> Walked:
    """Walk one journey on a page or at a handset of its own."""
    walked = Walked(journey, way, size)
    if way == HANDSET:
        _walk_at_handset(stage, walked)
    else:
        _walk_on_page(stage, walked)
    return walked


def _walk_on_page(stage: Stage, walked: Walked) -> None:
    on, sizes = _ON_A_PAGE[walked.way]
    size = sizes[walked.size]
    context = size.context(stage.browser)
    screen = Screen(context.new_page(), stage.shots, f"{walked.way}-{walked.size}-{walked.journey}")
    with _noting(walked, screen.lines):
        screen.page.goto(f"{stage.office.service.url}{size.path}")
        screen.ready()
        on(screen, stage, walked.journey)
        expect(not screen.troubles, f"the page failed: {screen.troubles}")
    if walked.wrong:
        screen.shot("wrong")
    context.close()


def _walk_at_handset(stage: Stage, walked: Walked) -> None:
    own = HandsetSettings(url=stage.office.service.url, state_dir=stage.sinks.folder)
    with at_handset(own, stage.sinks, stage.voices) as held, _noting(walked, held.lines):
        hello = held.begin()
        expect(hello.kind == "greeting", f"greeted with {hello.kind}")
        BY_WORDS[walked.journey](held, stage.office)
        held.end()


def bench_kiosk(
    *,
    ways: Sequence[str] = tuple(WAYS),
    sizes: Sequence[str] = (),
    journeys: Sequence[int] = tuple(BY_HAND),
    runs: int = 1,
    shots: Path | None = None,
    json_path: Path | None = None,
) -> dict[str, Any]:
    """Walk and show.

    Args:
        ways: of `WAYS`.
        sizes: of the ways' screens; all of them when empty.
        journeys: their numbers in the design.
        runs: so often each.
        shots: where a picture of every screen goes.
        json_path: where the figures and the conversations go as well.

    Returns:
        ``passed``, ``n`` and ``walks``.
    """
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    wanted = [
        (way, size, journey)
        for _ in range(runs)
        for way in ways
        for size in WAYS[way]
        if not sizes or size in sizes
        for journey in journeys
    ]
    walks = []
    with TemporaryDirectory(prefix="voicebot-kiosk-") as folder, stage(Path(folder), shots) as here:
        for way, size, journey in wanted:
            walks.append(walk(here, way, size, journey))
            _tell(walks[-1])
    figures = {"passed": sum(not one.wrong for one in walks), "n": len(walks)}
    _show(walks)
    write_json(json_path, {**figures, "walks": [asdict(one) for one in walks]})
    return {**figures, "walks": walks}


def _tell(walked: Walked) -> None:
    """How it ended, and the whole conversation if it went wrong."""
    told = [f"{walked.way} {walked.size} {walked.journey}: {walked.wrong or 'passed'}"]
    Console().print("\n".join(told + (walked.lines if walked.wrong else [])), markup=False)


def _show(walks: Sequence[Walked]) -> None:
    journeys = sorted({one.journey for one in walks})
    table = Table("way", "screen", *map(str, journeys), title="journeys, passed of so many")
    for way, size in dict.fromkeys((one.way, one.size) for one in walks):
        of = [[w for w in walks if (w.way, w.size, w.journey) == (way, size, number)] for number in journeys]
        table.add_row(way, size, *(f"{sum(not w.wrong for w in some)} / {len(some)}" for some in of))
    Console().print(table)
