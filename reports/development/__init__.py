"""Papers of a plan and of adaptation."""
