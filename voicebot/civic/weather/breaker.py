"""Leaves a service alone that has failed again and again, for its sake and ours."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Breaker"]


class Breaker:
    """Open after some failures in a row; then one try is let through after every rest.

    Args:
        clock: seconds, monotonic.
        failures: in a row, before it opens.
        rest_s: until the next try.
    """

    def __init__(self, clock: Callable[[], float], failures: int = 3, rest_s: float = 1800.0) -> None:
        self._clock = clock
        self._most = failures
        self._rest = rest_s
        self._failed = 0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether the service is left alone now."""
        return self._failed >= self._most and self._clock() < self._until

    def failed(self) -> None:
        """It failed once more."""
        self._failed += 1
        self._until = self._clock() + self._rest

    def worked(self) -> None:
        """It is well again."""
        self._failed = 0
