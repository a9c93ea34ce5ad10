"""Two cards of one person become one, when a person says so; asked for from any screen that shows people."""
