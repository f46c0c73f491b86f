"""One conversation: turns in, replies out. It knows nothing of sockets."""
