"""What several rooms need to know of Korean: Hangul and jamo, morphemes, masking."""
