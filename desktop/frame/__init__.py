"""The window and the workspace: which screen is shown, and the ways between them."""
