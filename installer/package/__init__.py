"""Makes what is given to people: a package, an archive to carry along, notice, list of parts, hashes."""
