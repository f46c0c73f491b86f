from voicebot.speak.version import sound_version


def test_the_version_is_the_same_until_something_that_sounds_changes() -> None:
    assert sound_version() == sound_version()
    assert len(sound_version()) == 12
    assert sound_version("kokoro.py") != sound_version()
    assert sound_version("no such module") == sound_version()
