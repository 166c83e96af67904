"""Proof for outsiders: the log as a tree, signed checkpoints of it, and what witnesses countersign."""
