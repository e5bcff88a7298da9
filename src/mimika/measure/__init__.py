"""Video to signals, signals to events, events to measures; one algorithm a file."""
