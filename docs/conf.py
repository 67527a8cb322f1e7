"""How the site is built from these pages: `make docs`. Fonts, styles and scripts come from the folder alone."""

from __future__ import annotations

from sayso.version import VERSION

project = "sayso"
release = version = VERSION
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["decisions/template.md"]
root_doc = "index"
html_theme = "furo"
html_title = "sayso"
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4
highlight_language = "none"  # of what names none: a shell's lines
pygments_style = "default"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
