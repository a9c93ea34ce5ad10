"""The frame of a screen: header, banner, stages, progress."""
