"""What a rule will be, known before anyone is asked: types, impossible comparisons, missing answers."""
