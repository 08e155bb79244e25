"""What can be asked about the programme."""
