"""Counts of places: nobody waits but who looks first."""

import pytest

from voicebot.staff.board_counts import Count, PlaceCounts


class Store:
    """Counts one more each time it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    async def count(self, departments: tuple[str, ...]) -> Count:
        self.asked.append(departments)
        return [("가좌1동", len(self.asked), 0)]


async def test_who_looks_first_counts_and_the_next_sees_the_same() -> None:
    store = Store()
    counts = PlaceCounts(store.count)
    assert await counts.of(()) == await counts.of(()) == [("가좌1동", 1, 0)]
    assert await counts.of(("road",)) == [("가좌1동", 2, 0)]


async def test_it_is_counted_anew_for_who_has_looked() -> None:
    store = Store()
    counts = PlaceCounts(store.count)
    await counts.refresh()
    assert store.asked == []
    await counts.of(("road",))
    await counts.refresh()
    assert store.asked == [("road",), ("road",)]
    assert await counts.of(("road",)) == [("가좌1동", 2, 0)]


async def test_who_looks_no_more_is_not_counted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    counts = PlaceCounts(store.count)
    await counts.of(())
    monkeypatch.setattr("voicebot.staff.board_counts._KEPT_S", -1.0)
    await counts.refresh()
    await counts.refresh()
    assert store.asked == [()]
