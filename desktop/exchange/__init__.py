"""The screen of exchange: who has what, the keys of this file and of others, packets that come in."""
