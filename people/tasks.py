"""Jobs of the people app. Each is safe to run twice, late, and beside itself."""
