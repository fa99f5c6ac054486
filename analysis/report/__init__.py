"""One page about studies: an answer on its first screen, everything that it rests on below."""
