"""What a visitor may ask of the directory: shape and language only."""
