"""Search for programmes: the same actions at the same cost, in another order and rhythm."""
