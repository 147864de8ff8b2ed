"""The map on the screen: a folium map whose layers the browser keeps and Python names."""
