"""Small statistics that every measurement shares."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["interval", "percentile", "trend", "write_json"]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` percent lie; not a number when there are none."""
    return float(np.percentile(values, share)) if len(values) else math.nan


def interval(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def trend(points: Sequence[tuple[float, float]], z: float = 1.96) -> tuple[float, float, float]:
    """The slope of a straight line through points, by least squares, with its 95 % interval; NaN for two."""
    if len(points) < 3:
        return math.nan, math.nan, math.nan
    x, y = np.array(points, dtype=np.float64).T
    slope, start = np.polyfit(x, y, 1)
    left = y - (slope * x + start)
    error = math.sqrt(float(left @ left) / (len(points) - 2) / float(((x - x.mean()) ** 2).sum()))
    return float(slope), float(slope) - z * error, float(slope) + z * error


def write_json(path: Path | None, figures: Mapping[str, Any]) -> None:
    """Write the figures where ``--json`` says, if it does."""
    if path:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
