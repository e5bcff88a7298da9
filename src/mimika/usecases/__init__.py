"""The product's verbs."""
