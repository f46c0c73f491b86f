"""A small binding to espeak-ng: text to IPA, nothing else.

The library is one machine with one voice at a time, so every call holds one lock.
"""

from __future__ import annotations

import ctypes
import threading
from functools import cache

import espeakng_loader

from voicebot.errors import EngineError

__all__ = ["phonemise"]

_RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL: no sound card
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_IPA = 0x02
_lock = threading.Lock()


def phonemise(text: str, voice: str = "en-us") -> str:
    """Read text aloud in IPA.

    Args:
        text: a clause without sentence marks (espeak-ng drops them); digits are read as words.
        voice: espeak-ng's name of a language.

    Returns:
        IPA with stress marks, one space between words.

    Raises:
        EngineError: ``espeak_failed``: the library does not load or does not know the voice.
    """
    with _lock:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()):
            raise EngineError("espeak_failed", f"espeak-ng has no voice {voice!r}; use one it lists.")
        rest = ctypes.c_char_p(text.encode())
        clauses: list[str] = []
        while rest.value:
            phonemes = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            clauses.append((phonemes or b"").decode())
    return " ".join(" ".join(clauses).split())


@cache
def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        rate = library.espeak_Initialize(
            _RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT
        )
    except OSError as error:
        raise EngineError(
            "espeak_failed", f"espeak-ng does not load: {error}; reinstall espeakng-loader."
        ) from error
    if rate <= 0:
        raise EngineError("espeak_failed", "espeak-ng found no data; reinstall espeakng-loader.")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library
