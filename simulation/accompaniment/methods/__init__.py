"""Methods of accompaniment: one per file. A method changes states, never outcomes."""
