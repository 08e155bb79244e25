"""What files and people wrote elsewhere, read and understood as values; knows no rows."""
