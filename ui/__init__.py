"""The Streamlit parts that several pages share."""
