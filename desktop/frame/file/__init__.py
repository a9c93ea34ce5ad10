"""The open file in the window: taken care of, checked, copied, changed for another."""
