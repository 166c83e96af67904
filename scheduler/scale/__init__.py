"""Draws beyond what plain Python does in a coffee break: the same outcome, faster. Nothing here decides anything."""
