"""Geometry on the WGS 84 ellipsoid: measures, planes, buffers, half planes."""
