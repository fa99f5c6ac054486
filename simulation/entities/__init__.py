"""Who and what a territory is made of: one entity per file, as columns."""
