"""The parts a rule is made of; each knows how to find its own value."""
