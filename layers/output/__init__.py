"""Layers and figures as files and text: GeoJSON, tables, map frames, positions."""
