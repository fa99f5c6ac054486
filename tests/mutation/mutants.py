"""Spoil one thing in a file at a time, and put what is spoiled in the place of what is loaded.

Operators, numbers, `min` and `max`, `any` and `all`, and conditions, inside functions and methods.
What a declaration says (values, bounds) is not spoiled: those are settings, held by the facts.
Shapes: a syntax tree in; trees that differ from it in one place out.
"""

from __future__ import annotations

import ast
import copy
import dataclasses
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

from simulation.declarations import SUBMODELS

OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {
    "min": "max",
    "max": "min",
    "minimum": "maximum",
    "maximum": "minimum",
    "any": "all",
    "all": "any",
}
WRAPPERS = ("__func__", "__wrapped__", "fget", "func")
"""Where class methods, decorated functions, properties and cached ones keep their function."""


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Every tree with one thing changed: its line, what was changed, the tree."""
    for place, node in enumerate(_inside_functions(tree)):
        for spoil in (_operator, _number, _call, _truth):
            other = copy.deepcopy(tree)
            changed = spoil(_inside_functions(other)[place])
            if changed:
                line = getattr(node, "lineno", 0)
                yield line, changed, ast.fix_missing_locations(other)


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions of a file, and the methods of its classes."""
    for each in tree.body:
        inner = each.body if isinstance(each, ast.ClassDef) else [each]
        yield from (one for one in inner if isinstance(one, ast.FunctionDef))


def _inside_functions(tree: ast.Module) -> list[ast.AST]:
    found: list[ast.AST] = []
    for function in functions_of(tree):
        for statement in function.body:
            found += [node for node in ast.walk(statement) if not isinstance(node, ast.Expr)]
    return found


def _operator(node: ast.AST) -> str:
    if isinstance(node, ast.Compare):
        kind, spot = type(node.ops[0]), node.ops
        if kind in OTHER:
            spot[0] = OTHER[kind]()
            return f"{kind.__name__} to {OTHER[kind].__name__}"
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and type(node.op) in OTHER:
        kind = type(node.op)
        node.op = OTHER[kind]()
        return f"{kind.__name__} to {OTHER[kind].__name__}"
    return ""


def _number(node: ast.AST) -> str:
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return ""
    if isinstance(node.value, int):
        was, node.value = node.value, node.value + 1
    elif isinstance(node.value, float):
        was, node.value = node.value, node.value * 2 if node.value else 1.0
    else:
        return ""
    return f"{was} to {node.value}"


def _call(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name not in CALLS:
        return ""
    setattr(node.func, "id" if isinstance(node.func, ast.Name) else "attr", CALLS[name])
    return f"{name} to {CALLS[name]}"


def _truth(node: ast.AST) -> str:
    if not isinstance(node, ast.If):
        return ""
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "if to if not"


class _Counted(ast.NodeTransformer):
    """Truth values that are added up: compiled they are numbers, in NumPy they are not."""

    compiled = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.compiled = any("njit" in ast.dump(each) for each in node.decorator_list)
        self.generic_visit(node)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        self.generic_visit(node)
        if self.compiled:
            both = isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple)
            values = node.value.elts if both else [node.value]
            counted = [_counted(each) if isinstance(each, ast.Compare) else each for each in values]
            node.value = ast.Tuple(counted, ast.Load()) if both else counted[0]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        for side in ("left", "right") if isinstance(node.op, ast.Add | ast.Sub) else ():
            if isinstance(truth := getattr(node, side), ast.Compare):
                setattr(node, side, _counted(truth))
        return node


def _counted(truth: ast.Compare) -> ast.BinOp:
    return ast.BinOp(ast.Constant(1), ast.Mult(), truth)


def put_in_place(module: ModuleType, tree: ast.Module) -> None:
    """Exchange the functions and methods of a module for those of a tree, as plain Python."""
    counted = ast.fix_missing_locations(_Counted().visit(copy.deepcopy(tree)))
    codes = _codes(compile(counted, module.__file__ or "", "exec"))
    for each in tree.body:
        if isinstance(each, ast.ClassDef):
            holder = getattr(module, each.name)
            for method in each.body:
                if isinstance(method, ast.FunctionDef):
                    old = vars(holder)[method.name]
                    _bare(old).__code__ = codes[f"{each.name}.{method.name}"]
        elif isinstance(each, ast.FunctionDef):
            old = getattr(module, each.name)
            if isinstance(old, FunctionType):
                _bare(old).__code__ = codes[each.name]
            else:  # a compiled loop: whoever asks the module for it gets the plain one
                old.py_func.__code__ = codes[each.name]
                setattr(module, each.name, old.py_func)
    for name, declared in SUBMODELS.items():  # a rule compiled as a whole would not look there
        SUBMODELS[name] = dataclasses.replace(declared, compiled=False)


def _bare(function: object) -> FunctionType:
    """The function under its decorators."""
    while True:
        inner = next(
            (found for way in WRAPPERS if (found := getattr(function, way, None)) is not None), None
        )
        if inner is None:
            assert isinstance(function, FunctionType), function
            return function
        function = inner


def _codes(code: CodeType) -> dict[str, CodeType]:
    """The code of each function and method, by its name with its class's."""
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found[inner.co_qualname] = inner
            found |= _codes(inner)
    return found
