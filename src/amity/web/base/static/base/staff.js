/* Asks again while the page is seen, says when an answer did not come, copies a line on request. */
(function () {
  "use strict";
  var EVERY = 4000; /* milliseconds; a flag must stand on Today within five seconds */
  var tags = {}; /* the ETag of what each address last gave: the element itself may have been replaced */

  function tick() {
    if (document.visibilityState === "visible") document.body.dispatchEvent(new CustomEvent("tick"));
  }
  window.setInterval(tick, EVERY);
  document.addEventListener("visibilitychange", tick);

  function say(text) {
    var spoken = document.getElementById("spoken");
    if (spoken) spoken.textContent = text;
  }
  function polls(element) { return element && element.getAttribute("hx-trigger") === "tick from:body"; }
  function asOf(element) { return element.querySelector("[data-as-of]"); }

  document.addEventListener("htmx:configRequest", function (event) {
    var tag = polls(event.detail.elt) && tags[event.detail.path];
    if (tag) event.detail.headers["If-None-Match"] = tag;
  });

  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var element = event.detail.elt, answer = event.detail.xhr;
    if (!polls(element)) return;
    if (answer.getResponseHeader("ETag")) tags[event.detail.pathInfo.requestPath] = answer.getResponseHeader("ETag");
    var time = answer.getResponseHeader("As-Of"), line = asOf(element);
    if (answer.status === 304 && time && line) { line.textContent = "As of " + time; line.classList.remove("failed"); }
  });

  function missed(event) {
    var element = event.detail.elt, line = polls(element) && asOf(element);
    if (line) {
      if (!line.classList.contains("failed")) line.textContent += ". No newer answer from the server; reload to try again.";
      line.classList.add("failed");
      return;
    }
    var messages = document.getElementById("messages"), item = document.createElement("p");
    if (!messages) return;
    item.className = "message error";
    item.textContent = "That did not reach the server and is not saved. What you wrote is still here; please try again.";
    messages.replaceChildren(item);
  }
  document.addEventListener("htmx:sendError", missed);
  document.addEventListener("htmx:responseError", missed);
  document.addEventListener("htmx:timeout", missed);

  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    var field = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(field.value || field.textContent.trim()).then(function () { say("Copied"); button.textContent = "Copied"; });
  });
})();
