"""Scenes of plain shapes and text, and writing them as SVG, PNG and PDF."""
