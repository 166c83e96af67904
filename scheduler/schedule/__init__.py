"""Dates: the visits of a draw on working days. No part of the draw, which knows nothing of it."""
