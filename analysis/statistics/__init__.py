"""Statistics of many runs: pure functions of arrays."""
