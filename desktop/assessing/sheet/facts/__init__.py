"""Facts and comments beside the marks."""
