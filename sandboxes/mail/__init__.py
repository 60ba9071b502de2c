"""A mail server to look into: takes every message and shows it on a web page."""
