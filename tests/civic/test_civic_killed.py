"""A receipt that was given out is kept, whatever happens to the desk; `killing.py` does it more often."""

import json
import os
import subprocess
import sys
from pathlib import Path

from voicebot.settings import Settings, project_dir


def test_killed_in_the_middle_of_filing(stored: Settings) -> None:
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, str(script), "6", *([stored.database_url] if stored.database_url else [])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(project_dir())},
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["given"] >= 6
    assert (found["lost"], found["twice"], found["problems"]) == (0, 0, 0)
