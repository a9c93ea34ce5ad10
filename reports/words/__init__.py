"""The words that papers and screens share."""
