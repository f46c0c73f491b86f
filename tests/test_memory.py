"""What is no longer needed goes back to the machine."""

import gc
import sys
import threading
import weakref

import numpy as np
import psutil
import pytest

from voicebot.memory import give_back, spare_what_is_there

MB = 2**20


def resident() -> int:
    return int(psutil.Process().memory_info().rss)


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has to be told to")
def test_what_a_thread_has_freed_does_not_stay_with_it() -> None:
    kept: list[object] = []

    def crowd() -> None:
        """Leave a heap of which only the end is in use."""
        free = [np.ones(8_000) for _ in range(800)]
        kept.append(np.ones(8_000))
        free.clear()

    thread = threading.Thread(target=crowd)
    thread.start()
    thread.join()
    before = resident()
    give_back()
    assert before - resident() > 20 * MB


class Conversation:
    """Refers to itself, as one whose parts know each other does."""

    def __init__(self) -> None:
        self.self = self


def test_what_is_over_goes_whether_it_was_before_or_after_loading() -> None:
    try:
        loaded = weakref.ref(Conversation())
        spare_what_is_there()
        assert loaded() is None
        assert gc.get_freeze_count() > 0
        over = weakref.ref(Conversation())
        give_back()
        assert over() is None
    finally:
        gc.unfreeze()
