"""What a visitor takes home: pictures, data, one page, and the configuration that gave them."""
