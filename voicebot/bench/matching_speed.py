"""How fast questions are matched, by how many phrasings there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import percentile, write_json
from voicebot.settings import settings
from voicebot.understand.embed import E5, Embedder, Vectors
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Phrasing, Reading

__all__ = ["bench_matching", "percentiles"]


def bench_matching(
    sizes: Sequence[int] = (1000, 10000, 100000),
    *,
    questions: int = 100,
    json_path: Path | None = None,
    embedder: Embedder | None = None,
) -> dict[str, Any]:
    """Milliseconds a question, by how many phrasings are indexed, with and without the question's embedding.

    Sentences are put together from word lists of our own; vectors of indexed phrasings are random near ones,
    because a hundred thousand real ones would take half an hour and cost the same to search.

    Returns:
        Size → ``{without: {p50, p95}, with: {p50, p95}, WRatio: {p50, p95}, partial_ratio: {p50, p95},
        build_s}``; the last two scorers of RapidFuzz over all phrasings are what people would use instead.
    """
    real = embedder or E5(threads=settings().threads.embed)
    figures = {str(size): _one_size(size, questions, real) for size in sizes}
    names = ("without", "with", "WRatio", "partial_ratio")
    table = Table("phrasings", *names, title="milliseconds a question, p50 / p95")
    for size, found in figures.items():
        table.add_row(size, *(_pair(found[name]) for name in names))
    Console().print(table)
    write_json(json_path, figures)
    return figures


def _pair(found: dict[str, float]) -> str:
    return f"{found['p50']:.1f} / {found['p95']:.1f}"


def _one_size(size: int, questions: int, real: Embedder) -> dict[str, Any]:
    texts = _sentences(size)
    start = time.perf_counter()
    scattered = _Scattered()
    matcher = Matcher([Phrasing(str(at // 6), text) for at, text in enumerate(texts)], scattered)
    build = time.perf_counter() - start
    asked = [text + " 알려 주세요" for text in _sentences(questions, seed=2)]
    bare = [_ms(partial(matcher.match, [Reading(text)])) for text in asked]
    embedding = [_ms(partial(real.embed, [text])) for text in asked]
    whole = [a + b for a, b in zip(bare, embedding, strict=True)]
    return {
        "without": percentiles(bare),
        "with": percentiles(whole),
        **{
            scorer.__name__: percentiles(_fuzzy(scorer, asked[:5], texts))
            for scorer in (fuzz.WRatio, fuzz.partial_ratio)
        },
        "build_s": build,
    }


def _fuzzy(scorer: Callable[..., float], asked: Sequence[str], texts: Sequence[str]) -> list[float]:
    return [_ms(partial(process.extract, text, texts, scorer=scorer, limit=5)) for text in asked]


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class _Scattered:
    """Vectors for measuring speed: random, of length one, all with a common part as real ones have."""

    digest = "scattered"

    def embed(self, texts: Sequence[str]) -> Vectors:
        chance = np.random.default_rng(len(texts))
        vectors = chance.standard_normal((len(texts), 384), dtype=np.float32) + 2.0
        found: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return found


_WORDS = """
저는 어머니가 아버지가 우리가 아들이 남편이 이웃이 친구가 어르신이 손주가 동생이 가게에서
구청에서 주민센터에서 인터넷으로 전화로 집에서 동네에서 시청에서 학교에서 병원에서 보건소에서 도서관에서
여권 등본 인감증명 주차증 쓰레기봉투 소파 냉장고 예방접종 연금 가로등 보도블록 하수구 현수막 자전거 강아지
텃밭 도서대출증 체육관 수영장 놀이터 어린이집 경로당 버스정류장 신호등 세금 재산세 과태료 지원금 일자리
신청하려면 받으려면 바꾸려면 취소하려면 확인하려면 신고하려면 고치려면 찾으려면 예약하려면 등록하려면
어떻게언제 얼마예요 언제해요 어디로가요 뭐가필요해요 며칠걸려요 누구한테말해요 돈이드나요
"""


def _sentences(count: int, seed: int = 1) -> list[str]:
    chance = np.random.default_rng(seed)
    lists = [line.split() for line in _WORDS.split("\n") if line]
    picks = [chance.integers(0, len(words), count) for words in lists]
    return [
        " ".join(words[pick[at]] for words, pick in zip(lists, picks, strict=True)) for at in range(count)
    ]


def percentiles(ms: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile, ``p50`` and ``p95``."""
    return {"p50": percentile(ms, 50), "p95": percentile(ms, 95)}
