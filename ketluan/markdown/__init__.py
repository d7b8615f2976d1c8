"""The format of notice bodies: blocks, attributes, what stands under what."""
