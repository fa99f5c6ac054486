"""What the runs say of the claims: verdicts by a rule stated beforehand."""
