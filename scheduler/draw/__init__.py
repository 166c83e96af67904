"""The draw: what the seed and the committed facts decide, byte for byte (specification ``double-random/1``).

Imports the standard library alone and nothing of it that could differ between machines: SHA-256, whole numbers and exact
fractions. Each module implements the sections that its first line names; ``draw.draw`` runs them in order.
"""
