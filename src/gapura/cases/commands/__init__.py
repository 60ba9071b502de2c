"""Everything that can be done with a case: one function, one transaction, one actor."""
