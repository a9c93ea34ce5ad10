"""The register of issued documents on the screen."""
