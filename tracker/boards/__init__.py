"""What a viewer is shown: cards, boards and what changed on them, rendered once for everybody who sees the same."""
