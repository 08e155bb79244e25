"""What a visitor may type about connections."""
