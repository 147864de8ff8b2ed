"""Panels that compute: measures, comparison, sensitivity, between two positions, precedents."""
