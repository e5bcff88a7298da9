"""The page: what a browser asks for, laid out from the same use cases as everything else."""
