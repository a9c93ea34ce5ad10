"""Assessment widgets and texts that several screens share: levels, marks, seats, requirements."""
