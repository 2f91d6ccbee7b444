"""The facts of a description: limits, defaults, enumerations, patterns and formats, each with its evidence or kept as words."""
