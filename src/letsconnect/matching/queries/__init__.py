"""What can be asked of those whom a round could bring together."""
