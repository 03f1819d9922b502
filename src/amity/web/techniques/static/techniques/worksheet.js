/* The page of a worksheet: what it says about being saved, what does not fit beside its question, and leaving. */
(function () {
  "use strict";
  var form = document.getElementById("worksheet"), line = document.getElementById("saved"), news = document.getElementById("news");
  var going = false, keeper;
  if (!form || !window.amityWorksheet || !line) return;
  var words = JSON.parse(form.dataset.words || "{}"); /* what is said, in the language of the page */
  function said_(text) { return words[text] || text; }
  function all(found) { return Array.prototype.slice.call(found); }
  function at(place) { return all(form.querySelectorAll("[data-at]")).filter(function (one) { return one.dataset.at === place; })[0]; }
  function made(kind, name, text) {
    var one = document.createElement(kind);
    one.className = name;
    if (text) one.textContent = text;
    return one;
  }

  /* ---- beside a question: why its answer does not fit, or that somebody else answered it too */
  function mark(box, kind, text) {
    var said = made("p", kind + " by-page", text);
    if (!box) return;
    said.setAttribute("role", "alert");
    said.id = "said_" + box.dataset.at.replace(/\./g, "_") + "_" + kind;
    box.classList.toggle("has-error", kind === "error" || box.classList.contains("has-error"));
    (box.querySelector("legend, label, .legend") || box).after(said);
  }
  function unmark() {
    all(form.querySelectorAll(".error")).forEach(function (one) {
      var box = one.closest("[data-at]");
      if (box) box.classList.remove("has-error");
      one.remove();
    });
    all(form.querySelectorAll("[aria-invalid]")).forEach(function (one) { one.removeAttribute("aria-invalid"); });
  }
  /* The nearest place that stands on the page: a row's own, or else its list. */
  function nearest(place) {
    while (place && !at(place)) place = place.slice(0, Math.max(place.lastIndexOf("."), 0));
    return at(place);
  }
  function landed(said) {
    unmark();
    Object.keys(said.wrong || {}).forEach(function (place) {
      var box = nearest(place), control;
      mark(box, "error", said.wrong[place]);
      control = box && all(form.elements).filter(function (one) { return one.name === place; })[0];
      if (control) control.setAttribute("aria-invalid", "true");
    });
    (said.beside || []).forEach(function (place) {
      var box = nearest(place);
      if (box && !box.querySelector(".meanwhile")) mark(box, "meanwhile", said_("Somebody else answered this at the same time. Both are kept, and both can be read where all of it is read."));
    });
    if (said.news && news) news.hidden = false;
  }

  var SAID = {
    offline: "Not saved yet: no connection. What you wrote stands on this page and is sent again by itself.",
    gone: "Not saved: this is not open to you any more. Copy what you wrote before you leave.",
    "signed out": "Not saved yet: you are signed out. What you wrote stands on this page. "
  };
  function report() {
    var unsaved = keeper.isUnsaved(), text, bad = true, isStaff = form.dataset.reader === "clinician";
    if (keeper.trouble && unsaved) text = said_(SAID[keeper.trouble]);
    else if (unsaved && keeper.why) text = said_("Not saved: ") + keeper.why;
    else if (unsaved && keeper.refusedAs === keeper.written()) text = said_("Not everything is saved: look at what is marked.");
    else {
      bad = false;
      text = unsaved ? said_("saving …") : keeper.savedAt ? said_("saved ") + keeper.savedAt : "";
    }
    if (line.dataset.shown === text) return;
    line.dataset.shown = text;
    line.classList.toggle("failed", bad);
    line.textContent = text;
    if (keeper.trouble === "signed out" && unsaved && isStaff) {
      var link = made("a", "", said_("Sign in in another tab"));
      link.href = "/account/sign-in"; link.target = "_blank"; link.rel = "noopener";
      line.append(link, said_("; then it is sent."));
    } else if (keeper.trouble === "signed out" && unsaved) line.append(said_("Open your link again in another tab; then it is sent."));
  }
  keeper = new window.amityWorksheet.Keeper(form, { report: report, landed: landed });

  /* ---- when it is saved */
  function touched() { document.dispatchEvent(new CustomEvent("written")); }
  form.addEventListener("input", function () { keeper.later(); touched(); });
  form.addEventListener("change", function () { touched(); keeper.save(); });
  form.addEventListener("focusout", function () { keeper.save(); });
  document.addEventListener("moved", function () { touched(); keeper.save(); }); /* a row came, went or moved */
  document.addEventListener("uncovered", function () { keeper.resume(); });
  window.addEventListener("online", function () { keeper.resume(); });
  window.addEventListener("focus", function () { if (keeper.trouble) keeper.resume(); });
  function leave() { if (keeper.isUnsaved()) keeper.save(true); }
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") leave(); else keeper.resume(); });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", function () { going = false; });
  /* A client who leaves has an empty page and no session in the same moment, so what is written goes as soon as a
     hand comes near. */
  function isLeave(event) { return event.target instanceof Element && event.target.closest("#leave"); }
  ["pointerover", "pointerdown", "focusin"].forEach(function (kind) {
    window.addEventListener(kind, function (event) { if (isLeave(event)) leave(); }, true);
  });
  window.addEventListener("click", function (event) { if (isLeave(event)) { going = true; leave(); } }, true);
  window.addEventListener("keydown", function (event) { if (event.key === "Shift" && form.dataset.reader === "client") leave(); }, true);
  window.addEventListener("beforeunload", function (event) {
    if (going || !document.contains(form) || !keeper.isUnsaved()) return;
    event.preventDefault();
    event.returnValue = "";
  });

  /* ---- on to another step: what is written is saved first, and the page stays where it could not be */
  form.addEventListener("submit", function (event) {
    var pressed = event.submitter, isMine = pressed && /^(paste|swap):/.test(pressed.value);
    if (event.defaultPrevented) return;
    if (going || isMine || (!keeper.isUnsaved() && !keeper.busy)) {
      going = true;
      form.elements.turn.value = keeper.turn + 1;
      return;
    }
    event.preventDefault();
    keeper.save().then(function (isKept) {
      var wrong = form.querySelector(".has-error :is(input, textarea, select)");
      if (!isKept) { if (wrong) wrong.focus(); return; }
      going = true;
      form.requestSubmit(pressed);
    });
  });
  if (news) news.addEventListener("click", function (event) {
    if (!(event.target instanceof Element && event.target.closest("a"))) return;
    event.preventDefault();
    keeper.save().then(function () { location.assign(form.dataset.autosave); });
  });
  report();
})();
