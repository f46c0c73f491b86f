"""The complaint form: the interview on screen, one question a page, without voice and without scripts."""
