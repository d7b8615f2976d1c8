"""Compiles templates to code that does without what none of ours asks for: a large site has millions of values to
print, and half of the time went into looking whether they are more than they are.

Here a name behind a dot is an attribute and no key, nothing that is called is given the context, and what macros and
values print is joined as the texts that they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from ketluan.site.page_frame import spared

_HERE = Path(__file__)
_COMPILED = _HERE.with_name("__pycache__")


def printed(value: object) -> str:
    """The same letters as `escape` gives, of texts without an object that says so."""
    if type(value) is Markup:
        return value
    if type(value) is not str:
        return escape(value)
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


class _Macro(Macro):
    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Without looking for names where only values in their places were given."""
        if kwargs or self.caller:
            return super().__call__(*args, **kwargs)
        html: str = self._func(*args, *[missing] * (self._argument_count - len(args)))
        return str.__new__(Markup, html)


class _Code(CodeGenerator):
    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed, Macro = environment.printed, environment.macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return super().visit_Call(node, frame, forward_caller=forward_caller)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("printed(")


class _Sparing(Extension):
    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, token.type, spared(token.value)) if token.type == TOKEN_DATA else token


class CompiledTemplates(FileSystemBytecodeCache):
    """In the folder of the package's compiled modules; where nothing can be written they are compiled each time."""

    def __init__(self, folder: Path = _COMPILED) -> None:
        compiler = hashlib.sha256(b"".join(path.read_bytes() for path in (_HERE, _HERE.with_name("page_frame.py"))))
        super().__init__(str(folder), f"template-{compiler.hexdigest()[:16]}-%s.pyc")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


class TemplateEnvironment(Environment):
    """One whose templates are compiled so, and print no HTML that is not needed; all of them escape."""

    code_generator_class = _Code
    macro = _Macro
    printed = staticmethod(printed)

    def __init__(self, **settings: Any) -> None:
        super().__init__(extensions=[_Sparing], bytecode_cache=CompiledTemplates(), **settings)
