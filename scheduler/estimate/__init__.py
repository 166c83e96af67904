"""What the results of a draw say about the whole inventory. Pure; after the draw, so floating point may take part."""
