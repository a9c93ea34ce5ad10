"""Widgets that two or more screens share; they show and ask, and decide nothing."""
