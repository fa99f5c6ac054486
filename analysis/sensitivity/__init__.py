"""Which assumptions the main outcomes hang on, as a table to publish with a version."""
