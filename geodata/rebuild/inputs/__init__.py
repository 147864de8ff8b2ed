"""Pinned packages that the reference data are made from, and the plane they are worked on."""
