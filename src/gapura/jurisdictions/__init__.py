"""Cities, their agencies and offices, their areas, and the calendars they work by."""
