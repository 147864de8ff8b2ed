"""Questions about several layers: comparison, sensitivity, interpolation, settlements."""
