"""Why the roster cannot staff the worst rounding of a plan: the smallest set of its rules, and what would mend it."""
