"""What the start page, the board and the health check ask; read through the queries of the rooms below."""
