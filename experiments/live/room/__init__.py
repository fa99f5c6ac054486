"""The room: people who answer on their phones, and what becomes of their answers."""
