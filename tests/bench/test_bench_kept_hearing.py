from pathlib import Path

from voicebot.audio import Audio
from voicebot.bench.kept_hearing import KeptHearing
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcript


class Counting:
    capabilities = Capabilities("counting", ("ko",), 1)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        self.asked.append(hints)
        return Transcript((Hypothesis(f"네 {hints}", -0.5),), language, duration=audio.duration)


def test_a_sound_is_recognised_once_for_each_hint(tmp_path: Path) -> None:
    engine, sound = Counting(), Audio.silence(1.0, 16000)
    first = KeptHearing(engine, tmp_path).transcribe(sound, language="ko")
    again = KeptHearing(engine, tmp_path)
    assert again.transcribe(sound, language="ko") == first
    assert again.transcribe(sound, language="ko", hints="검암역").text == "네 검암역"
    assert engine.asked == ["", "검암역"]
    assert again.capabilities == engine.capabilities
