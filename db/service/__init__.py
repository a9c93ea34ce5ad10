"""The organisation's server: what screens ask of a file, asked over a wire by whoever is logged in."""
