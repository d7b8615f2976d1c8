"""The site: pages, templates, theme, search data, and the one module that knows MkDocs."""
