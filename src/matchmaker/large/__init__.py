"""Large rounds: searched by compiled code, near the best there is."""
