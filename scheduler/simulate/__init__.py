"""Simulation: the draw's own core run many times with made-up seeds, and what the runs come to, in numbers and plots.

Nothing here writes to the log or the store. No outcome of a single simulated draw leaves this package, counts alone do.
"""
