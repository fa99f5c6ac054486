"""What a visitor brings along and takes away: address, files in, files out."""
