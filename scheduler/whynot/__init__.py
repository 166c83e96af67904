"""Why rules cannot hold together: a smallest set of statements, confirmed, and what would mend it."""
