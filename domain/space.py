"""How much room a file needs on its disk: what is begun must also be finished there."""

SCARCE = 200_000_000  # bytes; with less a person is warned
LEAST = 50_000_000  # bytes; with less no assessment or sheet is begun, while marks in open ones go on
