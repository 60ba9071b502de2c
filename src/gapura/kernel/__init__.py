"""What every floor stands on: scope, commands, keys, events, worker, sealing, storage."""
