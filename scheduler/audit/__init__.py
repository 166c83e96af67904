"""The audit: a bundle replayed from signals to teams, offline, with nothing but the bundle."""
