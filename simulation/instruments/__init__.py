"""Instruments that serve the model and real data alike: pure functions, no engine."""
