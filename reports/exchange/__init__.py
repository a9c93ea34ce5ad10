"""Packets and keys as bytes: signed, encrypted, and read back without trust."""
