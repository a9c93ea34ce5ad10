"""The result of one case: what came out, what it rests on, what is not known; and its papers."""
