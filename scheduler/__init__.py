"""Plan, solver, commitment, draw, results, publication, audit, store and command line.

This room never knows how a spreadsheet looks.
"""
