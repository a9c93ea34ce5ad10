"""Comparisons of candidates in words."""
