"""What a study asks: contexts, programmes, uncertainties, levers, a design, outcomes."""
