/* Covers a staff page at once and keeps everything on it; a password uncovers it where it was.
   The session is marked on the server as well, so that other tabs and reloads are covered too. */
(function () {
  "use strict";
  var TWICE = 1000; /* milliseconds between two presses of Escape */
  var AGAIN = 2000; /* milliseconds until the server is told once more */
  var GONE = "You were signed out. Sign in in another tab, then come back and type your password here.";
  var UNHEARD = "No answer from the server. The page stays covered; try again when there is a connection.";
  var kept = document.getElementById("cover");
  if (!kept) return;
  var lockedAt = kept.content.querySelector("form").getAttribute("action");
  var whose = kept.content.querySelector("[name=whose]").value;
  var token = kept.content.querySelector("[name=csrfmiddlewaretoken]").value;
  var channel = "BroadcastChannel" in window ? new BroadcastChannel("amity") : null;
  var layer = null; /* what stands in front while the page is covered */
  var was = null; /* where somebody was when it was covered */
  var marked = Promise.resolve();

  function tell(what) { if (channel) channel.postMessage({ what: what, whose: whose }); }

  function ask(address, method, body) {
    return fetch(address, {
      method: method, body: body, credentials: "same-origin", redirect: "manual", keepalive: true,
      headers: { "HX-Request": "true", "X-CSRFToken": token }
    });
  }

  function mark() { /* again and again, until it was heard or the page is open again */
    var form = new FormData();
    form.append("next", location.pathname);
    return ask(kept.dataset.address, "POST", form).then(function (answer) {
      if (answer.status === 403) return fresh().then(function () { throw new Error("not heard"); });
      if (answer.status >= 500) throw new Error("not heard");
      return null;
    }).catch(function () {
      if (!layer) return null;
      return new Promise(function (go) { setTimeout(go, AGAIN); }).then(function () { return layer ? mark() : null; });
    });
  }

  function place() {
    var here = document.activeElement, caret = null;
    try { caret = [here.selectionStart, here.selectionEnd, here.selectionDirection]; } catch (error) { /* it has none */ }
    return { focus: here, caret: caret, x: window.scrollX, y: window.scrollY, title: document.title };
  }

  function back() {
    document.title = was.title;
    window.scrollTo(was.x, was.y);
    if (!was.focus || was.focus === document.body || !was.focus.isConnected) return;
    was.focus.focus({ preventScroll: true });
    try { if (was.caret && was.caret[0] !== null) was.focus.setSelectionRange.apply(was.focus, was.caret); } catch (error) { /* it has none */ }
  }

  function others(inert) {
    Array.prototype.forEach.call(document.body.children, function (child) {
      if (child !== layer) child.inert = inert;
    });
  }

  function cover(byHand) {
    if (layer) return;
    was = place();
    layer = kept.content.querySelector(".cover").cloneNode(true);
    document.documentElement.classList.add("is-covered");
    document.body.append(layer);
    others(true);
    document.title = kept.dataset.title;
    layer.querySelector("form").addEventListener("submit", uncover);
    layer.querySelector("[type=password]").focus({ preventScroll: true });
    if (byHand) { tell("covered"); marked = mark(); }
  }

  function open() {
    others(false);
    document.documentElement.classList.remove("is-covered");
    layer.remove();
    layer = null;
    back();
    document.dispatchEvent(new CustomEvent("uncovered"));
  }

  function why(text) {
    var line = layer.querySelector("[data-why]"), field = layer.querySelector("[type=password]");
    line.textContent = text;
    line.hidden = false;
    field.value = "";
    field.focus();
  }

  function fresh() { /* the token against forged requests, as it is now */
    return fetch(lockedAt, { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(function (page) {
      var found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page) || /"X-CSRFToken": "([^"]+)"/.exec(page);
      if (found) token = found[1];
    });
  }

  function uncover(event) {
    event.preventDefault();
    var form = new FormData(event.target);
    Promise.race([marked, new Promise(function (go) { setTimeout(go, AGAIN); })])
      .then(function () { return tried(form, true); })
      .catch(function () { if (layer) why(UNHEARD); });
  }

  function tried(form, mayTryAgain) {
    form.set("csrfmiddlewaretoken", token);
    return ask(lockedAt, "POST", form).then(function (answer) {
      var away = answer.headers.get("HX-Redirect");
      if (!layer) return null;
      if (answer.status === 204 && !away) { tell("open"); return open(); }
      if (answer.status === 422) return answer.text().then(why);
      if (mayTryAgain && (answer.status === 403 || answer.status === 423)) return fresh().then(function () { return tried(form, false); });
      return why(GONE);
    });
  }

  function handed() { /* the device is in somebody else's hands: nothing stays on this page */
    document.title = "";
    document.documentElement.replaceChildren();
    location.replace(lockedAt);
  }

  function heed(how) {
    if (how === "handed_over") handed();
    if (how === "covered") cover(false);
  }

  if (channel) channel.onmessage = function (message) {
    if (message.data.what === "handed_over") return handed();
    if (message.data.whose !== whose) return null;
    return message.data.what === "open" ? layer && open() : heed(message.data.what);
  };

  document.addEventListener("htmx:beforeOnLoad", function (event) { heed(event.detail.xhr.getResponseHeader("Locked")); });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState !== "visible" || layer) return;
    ask(lockedAt, "HEAD").then(function (answer) { heed(answer.headers.get("Locked")); }).catch(function () { /* offline: it stays as it is */ });
  });
  window.addEventListener("pageshow", function (event) { /* kept whole by the browser: asked for again */
    if (event.persisted) { document.documentElement.replaceChildren(); location.reload(); }
  });

  document.addEventListener("mousedown", function (event) {
    if (event.target instanceof Element && event.target.closest("[data-cover]")) event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-cover]");
    if (button) { event.preventDefault(); cover(true); }
  });
  var last = 0;
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.repeat) return;
    if (event.key !== "Escape") { last = 0; return; }
    var now = Date.now(), twice = now - last < TWICE;
    last = twice ? 0 : now;
    if (twice && document.querySelector("[data-cover]")) cover(true);
  }, true);
})();
