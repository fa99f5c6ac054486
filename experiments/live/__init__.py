"""The live page: two worlds with the same draws, for a room."""
