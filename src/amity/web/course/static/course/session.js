/* The session page: what it says about being saved, the line that is always in reach, moods, sharing, leaving. */
(function () {
  "use strict";
  var own = window.amityFields, saving = window.amitySaving, record = document.getElementById("record");
  var line = document.getElementById("saved"), spoken = document.getElementById("spoken");
  if (!record || !saving || !line) return;
  var all = own.all, controls = own.controls, read = own.read, made = own.made, press = own.press, uuid = own.uuid;
  var outbox = [], going = false;
  saving.savedAt = line.dataset.saved;

  /* ---- sentences that are caught: the line is free at once, each is sent until it landed */
  function empty() {
    var first = outbox[0];
    if (!first || first.busy) return;
    first.busy = true;
    saving.send(first.to, first.body(), { "HX-Request": "true" }).then(function (answer) {
      first.busy = false;
      if (saving.isSignedOut(answer) || (answer.status !== 200 && answer.status !== 409 && answer.status !== 422)) return saving.failed(answer);
      return answer.text().then(function (html) {
        outbox.shift();
        if (answer.status === 200) { put("captures", html); first.item.remove(); }
        else back(first, html);
        saving.reached(answer.status === 200 ? first.at() : "");
        empty();
        after();
      });
    }).catch(function () { first.busy = false; saving.lost(); });
  }
  function back(one, html) {
    var why = new DOMParser().parseFromString(html, "text/html").querySelector(".refused span");
    one.item.append(made("p", "error", why ? why.textContent : "This could not be filed."));
    one.item.append(press("Back into the line", function () {
      var field = document.getElementById("capture_words");
      field.value = field.value ? field.value + " " + one.words : one.words;
      one.item.remove(); tidy(); field.focus();
    }));
  }
  function tidy() {
    var list = document.getElementById("caught-pending");
    list.hidden = !list.children.length;
  }
  function put(id, html) {
    var fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id), old = document.getElementById(id);
    if (!fresh || !old) return;
    old.replaceWith(fresh);
    if (window.htmx) window.htmx.process(fresh);
  }
  function clock() { return new Date().toTimeString().slice(0, 5); }
  document.getElementById("capture").addEventListener("submit", function (event) {
    var form = event.target, said = form.elements.words.value.trim();
    event.preventDefault();
    if (!said) return;
    var values = { id: uuid(), words: said, filed: form.elements.filed.value, about: form.elements.about.value };
    var item = document.createElement("li");
    item.append(made("p", "words", said), made("p", "small quiet", "being filed"));
    document.getElementById("caught-pending").append(item);
    outbox.push({
      to: form.action, words: said, item: item, at: clock,
      body: function () { return new URLSearchParams(Object.assign({ csrfmiddlewaretoken: saving.token() }, values)); }
    });
    form.elements.words.value = ""; form.elements.about.value = ""; form.elements.filed.value = "note";
    form.elements.words.focus();
    tidy(); report(); empty();
    say("Caught");
  });

  function say(text) { if (spoken && spoken.textContent !== text) spoken.textContent = text; }
  function alsoTyped() {
    return ["practice", "if_then"].some(function (name) { var one = controls(record, name)[0]; return one && one.value.trim(); });
  }
  function isWaiting() { return outbox.length || saving.keepers.some(function (one) { return one.unsent().length; }); }
  function isHeld() { return saving.keepers.some(function (one) { return Object.keys(one.held).length; }); }
  function isRefused() { return saving.keepers.some(function (one) { return one.unsent().some(function (name) { return name in one.refused; }); }); }
  var SAID = {
    offline: "Not saved yet: no connection. What you wrote is on this page and is sent again by itself.",
    gone: "Not saved: this record is not open to you any more. Copy what you wrote before you leave.",
    "signed out": "Not saved yet: you are signed out. What you wrote is on this page. "
  };
  function report() {
    var text, bad = true, waiting = isWaiting();
    if (saving.trouble && waiting) text = SAID[saving.trouble];
    else if (isHeld()) text = "Not saved yet: changed elsewhere meanwhile. Both stand side by side; choose which holds.";
    else if (isRefused()) text = "Not everything is saved: look at what is marked.";
    else {
      bad = false;
      text = waiting ? "saving …" : saving.savedAt ? "saved " + saving.savedAt : "nothing written yet";
      if (!waiting && alsoTyped()) text += " · the practice is kept when you close the session";
    }
    if (line.dataset.shown === text) return;
    line.dataset.shown = text;
    line.classList.toggle("bad", bad);
    line.textContent = text;
    if (saving.trouble === "signed out" && waiting) {
      var link = made("a", "", "Sign in in another tab");
      link.href = "/account/sign-in"; link.target = "_blank"; link.rel = "noopener";
      line.append(link, "; then it is sent.");
    }
    if (bad) say(text);
  }
  /* What follows from what is written: the meeting's address, the warning beside a process note. */
  function after() {
    var link = document.getElementById("open-meeting"), field = controls(record, "meeting_link")[0];
    if (link && field) {
      var good = /^https:\/\/[^\s<>"'\\]+$/.test(field.value.trim());
      link.hidden = !good;
      if (good) link.href = field.value.trim(); else link.removeAttribute("href");
    }
    var alone = document.querySelector(".alone"), own = document.getElementById("process_text");
    if (alone && own) {
      var any = ["note", "since_last", "safety_said", "safety_decided", "summary"].some(function (name) { return read(record, name).trim(); });
      alone.hidden = !own.value.trim() || any || read(record, "tasks_done").length > 0;
    }
    tidy(); report();
  }

  /* ---- when it is done */
  function keeperOf(form) { return saving.keepers.filter(function (one) { return one.form === form; })[0]; }
  function look() {
    saving.keepers = saving.keepers.filter(function (one) { return document.contains(one.form); });
    all(document.querySelectorAll("form[data-autosave]")).forEach(function (form) { if (!keeperOf(form)) saving.keepers.push(new saving.Keeper(form)); });
  }
  function touched(event) {
    var keeper = event.target.form && keeperOf(event.target.form);
    if (keeper && keeper.names.indexOf(event.target.name) >= 0) return keeper;
    return null;
  }
  document.addEventListener("input", function (event) {
    var keeper = touched(event);
    if (keeper) keeper.later();
    after();
  });
  document.addEventListener("change", function (event) {
    var keeper = touched(event), more = document.getElementById("safety-more");
    if (keeper) keeper.save();
    if (event.target.name === "safety_asked" && event.target.value === "yes" && more) more.open = true;
  });
  /* Control and Enter closes the session from wherever one writes. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.form !== record) return;
    event.preventDefault();
    record.requestSubmit(document.querySelector("button[form=record]"));
  });
  document.addEventListener("focusout", function (event) { var keeper = touched(event); if (keeper) keeper.save(); });
  function leave() { saving.keepers.forEach(function (one) { one.save(true); }); }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") leave(); else saving.resume();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", function () { going = false; });
  window.addEventListener("online", saving.resume);
  window.addEventListener("focus", function () { if (saving.trouble) saving.resume(); });
  window.addEventListener("beforeunload", function (event) {
    if (going || !(isWaiting() || alsoTyped())) return;
    event.preventDefault();
    event.returnValue = "";
  });
  /* The one button: what is left to save goes with it, in this page's next turn. */
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    if (event.target !== record) { if (!event.target.hasAttribute("hx-post")) going = false; return; }
    var keeper = keeperOf(record);
    clearTimeout(keeper.soon);
    keeper.turn += 1;
    record.elements.version.value = keeper.version;
    record.elements.page.value = saving.id;
    record.elements.turn.value = keeper.turn;
    going = true;
  });
  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element && event.target.closest("[data-fill]");
    if (!button) return;
    var field = document.getElementById(button.dataset.fill);
    if (!field) return;
    event.preventDefault();
    var outer = field.closest("details");
    if (outer) outer.open = true;
    field.value = field.value.trim() ? field.value + "\n" + button.dataset.words : button.dataset.words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  /* Sharing: what is typed is saved first, then the client sees exactly that. */
  document.addEventListener("submit", function (event) {
    var form = event.target, keeper = keeperOf(record);
    if (form.id !== "share") return;
    event.preventDefault();
    keeper.save().then(function () {
      if (keeper.unsent().indexOf("summary") >= 0) { report(); return null; }
      return saving.send(form.action, new URLSearchParams(new FormData(form)), { "HX-Request": "true" }).then(function (answer) {
        if (answer.status !== 200 && answer.status !== 409) return saving.failed(answer);
        return answer.text().then(function (html) { put("summary", html); });
      });
    }).catch(saving.lost);
  });
  /* One more pair of mood and event: a copy of the last one, empty, with an id of its own. */
  var more = document.getElementById("one-more-mood");
  more.hidden = false;
  more.addEventListener("click", function () {
    var rows = document.getElementById("mood-rows"), fresh = more.pattern.cloneNode(true), id = uuid();
    fresh.action = fresh.dataset.autosave = fresh.dataset.autosave.replace(/[0-9a-f-]{36}$/, id);
    all(fresh.querySelectorAll("[id]")).forEach(function (one) {
      var label = fresh.querySelector('label[for="' + one.id + '"]');
      one.id = "id_" + id + "_" + one.name;
      if (label) label.htmlFor = one.id;
    });
    var off = fresh.querySelector(".off");
    [["formaction", id], ["hx-post", id]].forEach(function (pair) {
      off.setAttribute(pair[0], off.getAttribute(pair[0]).replace(/[0-9a-f-]{36}/, pair[1]));
    });
    rows.append(fresh);
    if (window.htmx) window.htmx.process(fresh);
    look();
    fresh.querySelector("textarea").focus();
  });
  var rows = document.querySelectorAll("#mood-rows > form");
  more.pattern = rows[rows.length - 1].cloneNode(true);
  document.addEventListener("htmx:afterSwap", function () { look(); after(); });
  document.addEventListener("htmx:load", look);
  Object.assign(saving, { report: report, after: after, say: say, empty: empty });
  look(); after();
})();
