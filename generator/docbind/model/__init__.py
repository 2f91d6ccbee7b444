"""The nouns: immutable data that the stages hand to one another. Standard library only."""
