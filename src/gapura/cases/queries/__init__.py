"""Everything a face may read of cases; each takes the actor."""
