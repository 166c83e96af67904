"""The public tables, one module for each subject: what columns they have, of which type, and how their rows are made."""
