"""Files complaints in processes that are killed in the middle, then looks what is left.

``python tests/civic/killing.py ROUNDS [DATABASE_URL]`` prints what was found as JSON; it ends with an error
when a receipt that was given out is not there exactly once, or a retry filed a second time.
"""

import asyncio
import datetime as dt
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import load_district
from voicebot.settings import Settings, project_dir
from voicebot.store.checking import check
from voicebot.store.database import connect, database_url, upgrade
from voicebot.store.keys import load_keyring
from voicebot.store.tables import ComplaintRow

FAQ = project_dir() / "faq"
DISTRICT, CATEGORIES = load_district(FAQ), load_categories(FAQ)
FILING = made(
    category="road", what="길이 파였어요", contact={"name": "김", "phone": "01012345678"}, consent=True
)


async def file(settings: Settings, keys: list[str], log: Path | None = None) -> list[str]:
    """File once under each key; say each receipt in the log only once it is kept."""
    engine = connect(database_url(settings))
    register = Register(engine, load_keyring(settings), DISTRICT, CATEGORIES)
    receipts = []
    for key in keys:
        now = dt.datetime.now(dt.UTC)
        one = await register.file(FILING, actor="caller", role="caller", at=now, key=key)
        receipts.append(one.receipt)
        if log:
            with log.open("a") as said:
                said.write(f"{key} {one.receipt}\n")
    await engine.dispose()
    return receipts


def kill_one(settings: Settings, number: int, log: Path) -> None:
    """Begin to file in a process of its own, and kill it."""
    child = os.fork()
    if child == 0:
        asyncio.run(file(settings, [f"{number}-{turn}" for turn in range(1000)], log))
        os._exit(0)
    before, patience = len(said(log)), time.monotonic() + 60
    while len(said(log)) == before and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def said(log: Path) -> dict[str, str]:
    """Receipts given out, by key; a last line that was cut off does not count."""
    whole = log.read_text().rpartition("\n")[0].splitlines() if log.exists() else []
    return {key: receipt for key, _, receipt in (line.partition(" ") for line in whole)}


async def left(settings: Settings, given: dict[str, str], rounds: int) -> dict[str, int]:
    """Retry everything that was or may have been begun, and count."""
    tried = [*given, *(f"{n}-{sum(k.startswith(f'{n}-') for k in given)}" for n in range(rounds))]
    again = dict(zip(tried, await file(settings, tried), strict=True))
    engine = connect(database_url(settings))
    count, problems = await check(engine, load_keyring(settings))
    register = Register(engine, load_keyring(settings), DISTRICT, CATEGORIES)
    kept = [one.receipt for one in await register.page([ComplaintRow.id > 0], limit=1_000_000)]
    await engine.dispose()
    return {
        "kills": rounds,
        "given": len(given),
        "lost": sum(kept.count(receipt) != 1 for receipt in given.values()),
        "twice": count - len(tried) + sum(again[key] != receipt for key, receipt in given.items()),
        "problems": len(problems),
    }


def main(rounds: int, url: str | None) -> int:
    """Kill so many times and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        settings, log = Settings(data_dir=Path(folder), database_url=url, keys=[]), Path(folder) / "said"
        upgrade(database_url(settings))
        load_keyring(settings)
        for number in range(rounds):
            kill_one(settings, number, log)
        found = asyncio.run(left(settings, said(log), rounds))
    print(json.dumps(found))
    return int(bool(found["lost"] or found["twice"] or found["problems"]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
