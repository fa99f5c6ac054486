"""Who accompanies a territory, with which methods, in which order and rhythm."""
