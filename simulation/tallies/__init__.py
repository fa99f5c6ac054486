"""What several metrics need, counted in one pass over a table, once in the months it is due."""
