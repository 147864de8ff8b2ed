"""What leaves the dashboard: pictures of a scenario, and its data."""
