"""What is measured, every month or every quarter: one quantity per file."""
