"""What is wrong with a table before it decides: rows that overlap, gaps, rows nothing comes to."""
