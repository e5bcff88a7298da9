"""The HTTP API under /api: parse, use case, answer; no medicine inside."""
