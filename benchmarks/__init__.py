"""Measurements of Mimika: `python -m benchmarks` prints every figure the README quotes."""
