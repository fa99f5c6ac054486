"""A user's own firms and relations: read from CSV, checked, ready to people a territory."""
