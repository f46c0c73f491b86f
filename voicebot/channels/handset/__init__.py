"""What handsets without a screen need besides the socket: their prompts, and a bell (docs/handset.md)."""
