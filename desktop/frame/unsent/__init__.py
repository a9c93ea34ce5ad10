"""What was written without a network and the server did not take."""
