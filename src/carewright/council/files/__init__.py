"""Loading files: tried first, then loaded, with the rejected rows to be mended and sent again."""
