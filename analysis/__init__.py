"""From the store of results to something a person looks at: words, figures, reports."""
