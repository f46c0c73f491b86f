"""The page's sound: resampling without aliases, frames of the right kind, playback without gaps."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser

RESAMPLE = """async ([from, to, samples, step]) => {
  const { Resampler } = await import('/static/js/resampler.js');
  const resampler = new Resampler(from, to);
  const out = [];
  for (let i = 0; i < samples.length; i += step) out.push(...resampler.push(Float32Array.from(samples.slice(i, i + step))));
  return out;
}"""  # noqa: E501


def resampled(page: Page, samples: NDArray[Any], source: int, target: int, step: int = 128) -> NDArray[Any]:
    return np.array(page.evaluate(RESAMPLE, [source, target, [round(float(s), 7) for s in samples], step]))


def sine(hertz: float, rate: int, seconds: float = 0.25) -> NDArray[Any]:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def level_db(samples: NDArray[Any]) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(20 * np.log10(np.sqrt(np.mean(middle**2)) * np.sqrt(2) + 1e-9))


def loudest_hertz(samples: NDArray[Any], rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))


@pytest.fixture(scope="module")
def bench(browser: Browser, served: FakeDesk) -> Iterator[Page]:
    """One page whose modules are tried out without a talk."""
    page = browser.new_page()
    page.goto(served.url)
    yield page
    page.close()


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    return opened()


@pytest.mark.parametrize("source", [48000, 44100, 96000, 8000])
def test_speech_passes_unchanged(bench: Page, source: int) -> None:
    out = resampled(bench, sine(1000, source), source, 16000)
    assert abs(level_db(out)) < 0.1
    assert loudest_hertz(out, 16000) == pytest.approx(1000, abs=8)


@pytest.mark.parametrize(("source", "hertz"), [(48000, 8300), (48000, 12000), (48000, 15000), (44100, 9000)])
def test_what_16_khz_cannot_carry_is_gone(bench: Page, source: int, hertz: int) -> None:
    assert level_db(resampled(bench, sine(hertz, source), source, 16000)) < -60


def test_the_result_follows_the_true_sine_sample_by_sample(bench: Page) -> None:
    out = resampled(bench, sine(440, 44100), 44100, 16000)
    true = sine(440, 16000)[: len(out)]
    assert np.max(np.abs(out[100:] - true[100:])) < 0.001


def test_pieces_of_any_size_give_the_same_samples(bench: Page) -> None:
    noise = np.random.default_rng(7).uniform(-1, 1, 4000)
    whole = resampled(bench, noise, 44100, 16000, step=4000)
    for step in (1, 127, 1000):
        assert np.array_equal(resampled(bench, noise, 44100, 16000, step=step), whole)


def test_a_frame_is_number_and_little_endian_samples(bench: Page) -> None:
    packed = bench.evaluate("""async () => {
      const { packed, toPcm16 } = await import('/static/js/pcm.js');
      return Array.from(new Uint8Array(packed(70000, toPcm16([0, 1, -1, 2]))));
    }""")
    assert bytes(packed) == struct.pack("<I4h", 70000, 0, 32767, -32767, 32767)


def test_a_frame_survives_the_way_there_and_back(bench: Page) -> None:
    seq, samples = bench.evaluate("""async () => {
      const { packed, toPcm16, unpacked } = await import('/static/js/pcm.js');
      const { seq, samples } = unpacked(packed(4294967295, toPcm16([0.5, -0.25, 0])));
      return [seq, Array.from(samples)];
    }""")
    assert seq == 4294967295
    assert samples == pytest.approx([0.5, -0.25, 0], abs=1e-4)


def test_the_microphone_sends_40_ms_frames_in_order_with_the_sound_that_it_hears(
    page: Page, desk: FakeDesk
) -> None:
    page.click("#talk")
    desk.wait(lambda: desk.calls and len(desk.call.frames) >= 60, "60 frames")
    frames = desk.call.frames[:60]
    assert {len(frame) for frame in frames} == {4 + 2 * 640}
    assert [struct.unpack_from("<I", frame)[0] for frame in frames] == list(range(60))
    steady = desk.call.sound[16000:32000]
    assert loudest_hertz(steady, 16000) == pytest.approx(440, abs=2)
    assert np.sqrt(np.mean(steady**2)) > 0.02


def test_frames_are_played_without_a_gap(bench: Page) -> None:
    rendered = bench.evaluate("""async () => {
      const { Player, RATE } = await import('/static/js/player.js');
      const context = new OfflineAudioContext(1, RATE, RATE);
      const player = new Player(context, () => {}, () => {}, () => {});
      player.begin('r', 0);
      const sine = (from, n) => Float32Array.from({length: n}, (_, i) => Math.sin(2 * Math.PI * 440 * (from + i) / RATE));
      const sizes = [2400, 480, 1111, 2400, 7, 2400];
      let at = 0;
      for (const size of sizes) { player.take(sine(at, size)); at += size; }
      player.finish('complete');
      const out = (await context.startRendering()).getChannelData(0);
      player.clear(false);
      return [at, Array.from(out)];
    }""")  # noqa: E501
    length, samples = rendered[0], np.array(rendered[1])
    start = int(np.argmax(np.abs(samples) > 1e-4)) - 1
    played = samples[start : start + length]
    assert np.max(np.abs(played - np.sin(2 * np.pi * 440 * np.arange(length) / 24000))) < 0.001
    assert np.max(np.abs(samples[start + length + 1 :])) < 1e-4


def test_what_was_heard_is_reported_to_the_end(page: Page, desk: FakeDesk) -> None:
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    desk.got("playback", sentence=2, state="finished")
    reports = desk.call.of("playback")
    for sentence in range(3):
        of_it = [r for r in reports if r["sentence"] == sentence]
        assert of_it[0]["state"] == "started"
        assert of_it[-1]["state"] == "finished"
        assert of_it[-1]["played_ms"] == 500
        assert any(r["state"] == "progress" for r in of_it)
        assert [r["played_ms"] for r in of_it] == sorted(r["played_ms"] for r in of_it)


def test_pause_holds_the_voice_and_resume_goes_on(page: Page, desk: FakeDesk) -> None:
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    progress = desk.got("playback", state="progress")
    where = {"reply_id": progress["reply_id"], "sentence": 0, "from_ms": progress["played_ms"]}
    desk.call.now("output_audio.pause", **where)
    paused = desk.got("playback", state="paused")
    page.wait_for_timeout(400)
    assert desk.call.of("playback")[-1] == paused
    desk.call.now("output_audio.resume", **where)
    after = desk.got("playback", sentence=0, state="finished")
    assert after["played_ms"] == 500


def test_clear_stops_at_once_and_says_how_far_it_was_heard(page: Page, desk: FakeDesk) -> None:
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    progress = desk.got("playback", state="progress")
    desk.call.now(
        "output_audio.clear", reply_id=progress["reply_id"], sentence=0, from_ms=progress["played_ms"]
    )
    stopped = desk.got("playback", state="stopped")
    assert 0 < stopped["played_ms"] <= 500
    page.wait_for_timeout(300)
    assert desk.call.of("playback")[-1] == stopped
