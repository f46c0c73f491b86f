"""The WebSocket channel, protocol version 1: browsers, kiosks and test callers."""
