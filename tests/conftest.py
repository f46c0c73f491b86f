"""What every test shares: a skip that CI does not forgive, and settings that touch nothing of the user's."""

import os
from pathlib import Path

import pytest

from voicebot.settings import Settings


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """In CI everything a test needs is installed, so a skip is a failure."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("VOICEBOT_CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped in CI: {report.longrepr}"


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    """Settings whose database lies in the test's folder; weights come from the usual cache."""
    return Settings(data_dir=tmp_path / "var", warm_cache=False)
