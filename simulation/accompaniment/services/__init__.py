"""What bodies do of themselves, programme or not: one kind of body per file."""
