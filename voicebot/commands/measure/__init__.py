"""`voicebot eval` and `voicebot bench`: quality and speed, measured."""
