"""The result of one case: the figures, what they rest on, what is not known; and its papers."""
