/* An answer that did not arrive: said under its question in words, kept chosen, and sent again. Nothing is stored. */
(function () {
  "use strict";
  var AGAIN = 15000, PATIENCE = 15000; /* milliseconds */
  var waiting = {}; /* by the name of its question */
  var timer = 0;

  function under(name) { return document.getElementById("under-" + name); }

  function ofAnswer(event) {
    var elt = event.detail.elt;
    return elt && elt.type === "radio" && under(elt.name) ? elt.name : "";
  }

  function failed(event) {
    var name = ofAnswer(event);
    if (!name) return;
    waiting[name] = true;
    under(name).replaceChildren(document.getElementById("not-received").content.cloneNode(true));
    clearTimeout(timer);
    timer = setTimeout(sendAgain, AGAIN);
  }

  function sendAgain(except) {
    Object.keys(waiting).forEach(function (name) {
      var chosen = document.querySelector('input[name="' + name + '"]:checked');
      if (name === except || !chosen) return;
      delete waiting[name]; /* one at a time: it waits again if it fails again */
      window.htmx.trigger(chosen, "change");
    });
  }

  document.addEventListener("DOMContentLoaded", function () { if (window.htmx) window.htmx.config.timeout = PATIENCE; });
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:beforeSwap", function (event) {
    var it = event.detail, status = it.xhr.status;
    if (!it.requestConfig || !ofAnswer({ detail: it.requestConfig })) return;
    /* A refusal in our own words stands under the question; a whole page (the service is down, a page for signing in) does not. */
    var isPage = /<html/i.test(it.serverResponse);
    if (isPage) it.shouldSwap = false;
    else if (status === 409 || status === 410 || status === 422) it.shouldSwap = true;
    if (isPage || !it.shouldSwap) failed({ detail: it.requestConfig });
    else delete waiting[it.requestConfig.elt.name];
  });
  document.addEventListener("change", function (event) { if (event.isTrusted) sendAgain(event.target.name); });
  window.addEventListener("online", function () { sendAgain(""); });

  /* Without a connection the next page is the browser's own, and what was chosen here would be gone. */
  document.addEventListener("submit", function (event) {
    if (navigator.onLine) return;
    event.preventDefault();
    document.getElementById("not-sent").hidden = false;
  });
  window.addEventListener("online", function () {
    var said = document.getElementById("not-sent");
    if (said) said.hidden = true;
  });
})();
