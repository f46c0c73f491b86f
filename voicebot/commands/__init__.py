"""The groups of the command line, a module each; `voicebot.cli` puts them together."""
