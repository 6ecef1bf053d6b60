"""Verify: whether a picture is ours and untouched, which data made it, and what changed since."""

import streamlit as st

from strikemap.errors import ProofError
from ui.address import carry_over
from ui.datasets import open_catalogue
from ui.notices import show_note
from ui.verify import KINDS, MOST_MB, put_code, show_verdict, take_code, verdict_on

linked = take_code()
carry_over("verify")

st.title("Verify a picture", anchor=False)
st.caption(
    "Is it ours and untouched, which data made it, and what has changed since? The file is compared on this machine only, and is not kept."
)

left, right = st.columns(2)
upload = left.file_uploader("The picture: PNG, SVG, PDF, WebP or JPEG", type=KINDS, max_upload_size=MOST_MB, key="verify_file")
code = right.text_input("The short code printed in it", value=linked, max_chars=40, placeholder="K7QF3-M2PWX", key="verify_code")
put_code(code)

if upload is None and not code.strip():
    st.html(
        '<p class="sm-lede">Upload the file as it was published, or type the short code that stands beside the QR mark. '
        "The code finds a picture made on this machine also when it was scaled, cut or saved as JPEG.</p>"
    )
else:
    content = None if upload is None else upload.getvalue()
    try:
        show_verdict(verdict_on(content, upload.file_id if upload else "", code, open_catalogue()), content)
    except ProofError as error:
        show_note(str(error))
