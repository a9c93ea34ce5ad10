"""The way in: files of strangers, read so that the worst of them only gets a sentence with its place."""
