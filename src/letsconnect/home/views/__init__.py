"""The doors of the start page, the team's board, the health check and the page for when something broke."""
