"""A public desk that people can talk to."""
