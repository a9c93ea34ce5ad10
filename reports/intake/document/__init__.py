"""What word processors write, as lines of text: DOCX, ODT and RTF, with the numbers that they print."""
