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

  /* A long form is sent only while somebody is signed in: otherwise what was written stays where it is. */
  function told(form, words, mayEnter) {
    var line = form.querySelector("[data-kept]") || document.createElement("p");
    line.setAttribute("data-kept", "");
    line.setAttribute("role", "alert");
    line.className = "message error";
    var text = document.createElement("span");
    text.textContent = words;
    if (mayEnter) {
      var link = document.createElement("a");
      link.href = "/account/sign-in"; link.target = "_blank"; link.rel = "noopener"; link.textContent = "Sign in in another tab";
      text.append(" ", link, ", then come back and save again.");
    }
    line.replaceChildren(text);
    var buttons = form.querySelectorAll(".actions");
    if (buttons.length) buttons[buttons.length - 1].before(line); else form.append(line);
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.method !== "post" || form.hasAttribute("hx-post") || !form.querySelector("textarea")) return;
    if (form.dataset.asked === "yes") { form.dataset.asked = ""; return; }
    event.preventDefault();
    if (form.dataset.asked) return;
    form.dataset.asked = "waiting";
    fetch("/today", { redirect: "manual", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { form.dataset.asked = ""; told(form, "You are signed out, so this is not saved yet. What you wrote is still here.", true); return null; }
      return answer.text().then(function (page) {
        var token = /"X-CSRFToken": "([^"]+)"/.exec(page), field = form.elements.csrfmiddlewaretoken;
        if (token && field) field.value = token[1];
        form.dataset.asked = "yes";
        form.requestSubmit(button);
      });
    }).catch(function () {
      form.dataset.asked = "";
      told(form, "That did not reach the server and is not saved. What you wrote is still here; please try again.", false);
    });
  });

  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    var field = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(field.value || field.textContent.trim()).then(function () { say("Copied"); button.textContent = "Copied"; });
  });
})();
