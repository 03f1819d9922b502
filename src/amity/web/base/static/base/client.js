/* Leave: the page is empty at once, the session ends, an ordinary page takes this one's place. */
(function () {
  "use strict";
  var QUICK = 1500; /* three presses of Shift within this many milliseconds */
  var UNSEEN = 60000; /* milliseconds */
  var presses = [];

  function blank() {
    document.title = "";
    document.documentElement.replaceChildren();
  }

  function token() { /* what the server asks for before it ends a session */
    var form = new FormData();
    try { form.append("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]); } catch (error) { /* none here */ }
    return form;
  }

  function leave(event) {
    if (event) event.preventDefault();
    var data = document.body ? document.body.dataset : {};
    var leaveUrl = data.leaveUrl || "/d/leave";
    var exitUrl = data.exitUrl || leaveUrl;
    var form = token();
    blank();
    try { sessionStorage.clear(); } catch (error) { /* what this tab held to open the sealed with */ }
    try { navigator.sendBeacon(leaveUrl, form); } catch (error) { /* the page is empty all the same */ }
    window.location.replace(exitUrl);
  }

  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("#leave")) leave(event);
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    var now = Date.now();
    presses = presses.filter(function (then) { return now - then < QUICK; });
    presses.push(now);
    if (presses.length >= 3) leave();
  }, true);

  /* Where nobody is asked who they are (an error, a page kept on this phone): the next page of theirs hears since when
     nobody looked, and asks for the PIN after a minute. */
  function note() {
    try {
      var hid = sessionStorage.getItem("hid"), away = Date.now() - Number(hid);
      if (document.visibilityState !== "hidden") { if (hid && away >= 0 && away < UNSEEN) sessionStorage.removeItem("hid"); }
      else if (!hid && sessionStorage.getItem("open")) sessionStorage.setItem("hid", Date.now());
    } catch (error) { /* then this tab was never opened */ }
  }
  document.addEventListener("visibilitychange", note);
  note();

  /* Handed over: whatever else of Amity is open in this browser empties itself. */
  document.addEventListener("DOMContentLoaded", function () {
    if ("handedOver" in document.body.dataset && "BroadcastChannel" in window) new BroadcastChannel("amity").postMessage({ what: "handed_over" });
  });

  /* Back must show nothing: a page kept whole by the browser is emptied on its way out and asked for again. */
  window.addEventListener("pagehide", function (event) { if (event.persisted) blank(); });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { blank(); window.location.reload(); }
  });
})();
