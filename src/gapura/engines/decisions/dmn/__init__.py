"""DMN files: models as other tools write them (DMN 1.2 to 1.5)."""
