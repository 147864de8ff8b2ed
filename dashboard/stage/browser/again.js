// Has Python run the whole page where it may have missed something: after the line was cut, since
// another server may have taken it up that knows nothing of this page, and where a click was lost.
"use strict";

window.talks = window.talks || {};

talks.again = (() => {
  const APP = '[data-testid="stApp"]';
  const BUTTON = ".st-key-again button"; // of the page, seen by nobody
  let page;

  const start = (ofPage) => {
    page = ofPage;
    const app = page.querySelector(APP);
    let cut = false;
    const watcher = new MutationObserver(() => {
      const connected = app.dataset.testConnectionState === "CONNECTED";
      if (connected && cut) ask();
      cut = !connected;
    });
    watcher.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
    window.addEventListener("pagehide", () => watcher.disconnect());
  };

  const ask = () => {
    const button = page.querySelector(BUTTON);
    if (button) button.click();
  };

  // Nothing runs, as far as the server has said.
  const idle = () => page.querySelector(`${APP}[data-test-script-state="notRunning"]`) !== null;

  return { start, ask, idle };
})();
