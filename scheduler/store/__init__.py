"""The embedded store of one office: an append-only log, the current records, frozen tables and secrets, in SQLite."""
