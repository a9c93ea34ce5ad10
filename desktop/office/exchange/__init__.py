"""Packets and keys as files, for the window and the command line alike."""
