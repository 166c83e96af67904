"""Each version of the store's schema, as a step from the one before; ``migrating`` takes the steps."""
