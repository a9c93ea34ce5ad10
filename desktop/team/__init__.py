"""The team: a map of people by items, the trend over quarters, whom to train and in what."""
