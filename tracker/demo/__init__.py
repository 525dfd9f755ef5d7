"""A tracker to look at: the five regional plans and what has become of them since, in a folder that goes again."""

from tracker.demo.sized import sized_plan

__all__ = ["sized_plan"]
