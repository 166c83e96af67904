"""What visits found: results by visit, department and item, in the official words."""
