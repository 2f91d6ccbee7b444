"""What else a model can be shown as; each view is a pure function."""
