"""What may be inspected: targets, inspection items, signals about targets, risk bands, the frame.

This room knows how a spreadsheet looks. It never knows an inspector or a draw.
"""
