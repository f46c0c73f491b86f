"""Sound to words: voice activity, turn-taking, transcribers, and the guard against invented text."""
