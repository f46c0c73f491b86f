"""Sound files made on the fly."""

import io

import av
import numpy as np
import soundfile

from voicebot.audio.sound import Audio, Samples

RATE = 16_000


def tone(seconds: float = 1.0, hertz: float = 440.0, rate: int = RATE, level: float = 0.3) -> Audio:
    times = np.arange(round(seconds * rate)) / rate
    return Audio((level * np.sin(2 * np.pi * hertz * times)).astype(np.float32), rate)


def file_of(samples: Samples, form: str, subtype: str | None = None, rate: int = RATE) -> bytes:
    """A file that libsndfile writes; `samples` has shape (n,) or (n, channels)."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format=form, subtype=subtype)
    return buffer.getvalue()


def aac_of(audio: Audio, form: str = "ipod") -> bytes:
    """AAC as phones record it: ``ipod`` is M4A, ``adts`` the bare stream."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=form) as container:
        stream = container.add_stream("aac", rate=audio.rate)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(audio.samples[None, :], format="fltp", layout="mono")
        frame.sample_rate = audio.rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return buffer.getvalue()


def pitch_of(audio: Audio) -> float:
    """The strongest frequency, in hertz."""
    power = np.abs(np.fft.rfft(audio.samples * np.hanning(len(audio.samples))))
    return float(np.argmax(power)) * audio.rate / len(audio.samples)
