"""The window and the workspace: which screen is shown, and how to get from one to another."""
