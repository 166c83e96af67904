"""The year of an office: working days and deadlines, what is counted, what is checked again, and how a year ends."""
