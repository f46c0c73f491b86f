"""What the office knows: FAQ entries and the district."""
