"""What becomes of results once they are released: objections, corrections, and the end of their publication."""
