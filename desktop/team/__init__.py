"""The team: people by items as a map, the trend over quarters, whom and what to teach."""
