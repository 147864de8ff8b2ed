"""Figures with their plus-minus: quantities, metrics, perturbation, licences."""
