"""What can be asked of rounds."""
