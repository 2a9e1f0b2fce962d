"""Parses each file named on the command line and prints `path<TAB>line<TAB>message` for those that are not Python."""
import ast
import sys

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as source:
        try:
            ast.parse(source.read(), path)
        except SyntaxError as error:
            print(path, error.lineno or 1, error.msg, sep="\t")
