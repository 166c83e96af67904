"""The command line: thin verbs over the acts, one way to print, one place where errors become words and exit codes."""
