"""Papers of a vacancy: requirements, comparison, conclusion, refusal."""
