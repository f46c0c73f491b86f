"""Programs of the office's own that are told of every change of a complaint."""
