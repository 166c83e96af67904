"""The plan of a year: what is inspected how often and by whom, from TOML, checked before anything is frozen."""
