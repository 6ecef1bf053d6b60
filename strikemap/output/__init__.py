"""What is shown: map layers, pictures, exports. Only this wing knows folium."""
