"""The journeys on the pages themselves: a real desk and browser; by touch, keypad, voice, in writing."""
