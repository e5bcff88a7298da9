"""API and page as one service, with what keeps it safe."""
