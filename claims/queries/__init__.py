"""Questions: read, never write. They take the viewer where the answer depends on it."""
