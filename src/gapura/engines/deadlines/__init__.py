"""Legal and working-time deadlines, computed from values: no clock, no database, no Django."""
