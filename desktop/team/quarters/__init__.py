"""The trend over quarters: of the team and of chosen people."""
