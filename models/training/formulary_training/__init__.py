"""Trains Formulary's detector, recognizer and aligner from the tool's own exports."""
