"""Who may inspect: roster, qualifications, leave, conflicts of interest, rotation; who is eligible and why not.

This room never knows how a draw chooses.
"""
