"""What desk pages are given: facts of the domain put into an officer's words, shapes and order."""
