"""The library of actions, and what worked."""
