"""How fast and how small: load clients and budgets, run by hand, never in the test suite."""
