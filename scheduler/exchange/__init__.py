"""What offices hand each other: signed files of drawn targets and of rosters, never rows of one store."""
