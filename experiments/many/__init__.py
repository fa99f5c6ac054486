"""Many runs: what one of them is, its identity, and the processes that live them."""
