"""The trained encoder: from a text to word pieces, to rows, to attributions and names. Numpy and onnxruntime only."""
