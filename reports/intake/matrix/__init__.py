"""Skill matrices: who has which level in what, in any of the shapes that people draw."""
