"""Around an import: what a file would become, a mapping to be corrected, the file with its problems marked, templates."""
