"""A talk: the questions that were frozen for it, and the follow-ups that were asked."""
