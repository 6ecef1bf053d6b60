"use strict";
// What the frame tells Python, and which parts of an answer still hold.
(function (strikemap) {
  const REST = 150; // milliseconds after the last change

  // whole(): the message without its number
  function createMessages(whole) {
    let sent = 0;
    const touched = { window: 0, camera: 0, event: 0, layers: 0, region: 0 };

    let due = false;

    const send = strikemap.debounced(() => {
      sent += 1;
      due = false;
      // stand-alone pages have no Streamlit, and need none
      if (window.Streamlit && window.Streamlit.setComponentValue) window.Streamlit.setComponentValue({ serial: sent, ...whole() });
    }, REST);

    return {
      // The reader changed a part; it is told with the next message.
      change(part) {
        touched[part] = sent + 1;
        due = true;
        send();
      },
      // A part is being changed, and will be told on release.
      hold(part) {
        touched[part] = sent + 1;
        send.cancel();
      },
      // It came to rest as Python knows it: nothing to tell of it, only what else was waiting.
      drop(part) {
        touched[part] = Math.min(touched[part], sent);
        if (due) send();
      },
      // A new frame continues the count of the session.
      hear(serial) {
        if (!Object.values(touched).some(Boolean)) sent = Math.max(sent, serial);
      },
      // Whether a state with this number knows of the reader's last change of a part.
      knows: (part, serial) => touched[part] <= serial,
    };
  }

  strikemap.createMessages = createMessages;
})((window.strikemap = window.strikemap || {}));
