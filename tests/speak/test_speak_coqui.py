"""The Coqui engine: what can be said without it, and (marked ``coqui``) a real model through its real API."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from voicebot.errors import EngineError, ModelError
from voicebot.speak.coqui import Coqui

ABSENT = importlib.util.find_spec("TTS") is None
TEXT = "Please bring your passport."


@pytest.mark.skipif(not ABSENT, reason="Coqui TTS is installed here")
def test_without_coqui_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        Coqui(tmp_path)
    assert caught.value.code == "engine_absent"
    assert "coqui-tts" in caught.value.message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small VITS with random weights, written as Coqui writes its own models."""
    import torch
    from TTS.tts.configs.vits_config import VitsConfig
    from TTS.tts.models.vits import Vits, VitsArgs

    torch.manual_seed(1)
    args = VitsArgs(
        hidden_channels=32,
        hidden_channels_ffn_text_encoder=64,
        num_layers_text_encoder=1,
        num_layers_flow=1,
        num_layers_posterior_encoder=2,
        upsample_initial_channel_decoder=32,
        use_sdp=False,
    )
    config = VitsConfig(model_args=args, text_cleaner="basic_cleaners", use_phonemes=False)
    config.audio.sample_rate = 16_000
    model = Vits(config)
    path = tmp_path_factory.mktemp("vits")
    config.save_json(str(path / "config.json"))
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, path / "model.pth")
    return path


@pytest.mark.coqui
def test_a_real_model_speaks(folder: Path) -> None:
    engine = Coqui(folder, threads=2, language="en")
    can = engine.capabilities
    assert (can.name, can.languages, can.rate) == ("coqui-tts", ("en",), 16_000)
    audio = engine.synthesize(TEXT, language="en")
    assert audio.rate == 16_000
    assert audio.duration > 0.2
    assert np.isfinite(audio.samples).all()
    assert np.abs(audio.samples).max() > 0.01


@pytest.mark.coqui
def test_what_it_cannot_do_is_an_error(folder: Path) -> None:
    engine = Coqui(folder, language="en")
    with pytest.raises(EngineError) as language:
        engine.synthesize(TEXT, language="ko")
    with pytest.raises(EngineError) as voice:
        engine.synthesize(TEXT, language="en", voice="nobody")
    assert (language.value.code, voice.value.code) == ("unknown_language", "unknown_voice")


@pytest.mark.coqui
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Coqui(tmp_path)
    assert caught.value.code == "model_missing"


@pytest.mark.coqui
def test_a_broken_checkpoint_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    (tmp_path / "model.pth").write_bytes(b"no weights")
    with pytest.raises(ModelError) as caught:
        Coqui(tmp_path)
    assert caught.value.code == "model_unusable"
