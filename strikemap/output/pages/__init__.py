"""Pages that stand without Streamlit: the one file that opens anywhere, and the page that other sites frame."""
