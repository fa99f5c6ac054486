"""How each entity looks before the first month: one file per entity."""
