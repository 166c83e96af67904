"""Rates that a solver finds before anything is drawn, from mandates, bounds and what the inspectors can carry."""
