"""A receipt that was given out is kept, whatever happens to the desk; more kills: `voicebot bench kill`."""

import json
import os
import subprocess
import sys
from pathlib import Path

from voicebot.settings import Settings, project_dir

RUN = "from voicebot.cli import main; main()"


def test_killed_in_the_middle_of_filing(stored: Settings, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    done = subprocess.run(
        [
            *(sys.executable, "-c", RUN, "bench", "kill", "--times", "6", "--json", str(figures)),
            *(["--database", stored.database_url] if stored.database_url else []),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(project_dir())},
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    found = json.loads(figures.read_text())
    assert (found["kills"], found["given"] >= 6) == (6, True)
    assert (found["lost"], found["twice"], found["problems"]) == (0, 0, 0)
