"""Vietnamese text: folding, order, dates, numbers of documents, printed markers, citations."""
