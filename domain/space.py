"""How much space a file needs on its disk, so that whatever is begun there can also be finished."""

SCARCE = 200_000_000  # bytes; with less a person is warned
LEAST = 50_000_000  # bytes; with less no assessment or sheet is begun, while marks in open ones go on
