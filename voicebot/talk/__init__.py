"""The conversation: session, policy, phrases."""
