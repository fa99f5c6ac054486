"""Many runs: designs, runners, the store of results, and the command that starts them."""
