"""What stands between a browser and the pages: host names, caching, encodings, websocket frames."""
