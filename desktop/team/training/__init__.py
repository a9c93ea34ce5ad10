"""The training of a team: what to teach whom, in groups and by mentors."""
