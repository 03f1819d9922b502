/* The session page: whatever is written saves by itself, and nothing that was written is ever lost.

   Each form with data-autosave has one keeper. It knows what is stored and sends what differs, with the version
   it stands on and, where the server asks for it, the open page's id and the turn of this saving. */
(function () {
  "use strict";
  var PAUSE = 1000, AT_LEAST = 5000, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, PATIENCE = 15000; /* milliseconds */
  var keepers = [], outbox = [], going = false, wait = FIRST_WAIT, again = null;
  var page = uuid(), trouble = "", savedAt = "", problems = {};
  var line = document.getElementById("saved"), spoken = document.getElementById("spoken");
  var record = document.getElementById("record");
  if (!record || !line) return;
  savedAt = line.dataset.saved;

  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    return Array.prototype.map.call(b, function (n, i) {
      return ([4, 6, 8, 10].indexOf(i) < 0 ? "" : "-") + (n + 256).toString(16).slice(1);
    }).join("");
  }
  function token() { return record.elements.csrfmiddlewaretoken.value; }
  function all(found) { return Array.prototype.slice.call(found); }

  /* ---- values by name: a text, or the list of what is ticked */
  function controls(form, name) { return all(form.elements).filter(function (one) { return one.name === name; }); }
  function isTicks(list) { return list.length && list[0].type === "checkbox"; }
  function read(form, name) {
    var list = controls(form, name);
    if (isTicks(list)) return list.filter(function (one) { return one.checked; }).map(function (one) { return one.value; }).sort();
    if (list.length && list[0].type === "radio") {
      var chosen = list.filter(function (one) { return one.checked; })[0];
      return chosen ? chosen.value : "";
    }
    return list.length ? list[0].value : "";
  }
  function write(form, name, value) {
    controls(form, name).forEach(function (one) {
      if (one.type === "checkbox") one.checked = value.indexOf(one.value) >= 0;
      else if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    });
  }
  function same(a, b) {
    if (Array.isArray(a)) return a.slice().sort().join() === (Array.isArray(b) ? b : []).slice().sort().join();
    return String(a).replace(/\r\n?/g, "\n").trim() === String(b).replace(/\r\n?/g, "\n").trim();
  }
  function words(form, name, value) {
    var names = controls(form, name).filter(function (one) { return [].concat(value).indexOf(one.value) >= 0; }).map(function (one) {
      return one.labels && one.labels[0] ? one.labels[0].textContent.trim() : one.value;
    });
    var list = controls(form, name);
    return list.length && /radio|checkbox/.test(list[0].type) ? names.join(", ") : value;
  }
  function place(form, name) {
    var first = controls(form, name)[0];
    return first && first.closest(".field");
  }

  /* ---- one form that saves by itself */
  function Keeper(form) {
    var own = this, server = form.dataset.stored ? JSON.parse(form.dataset.stored) : null;
    this.form = form;
    this.names = form.dataset.names.split(" ");
    this.version = Number(form.elements.version.value);
    this.turn = 0; this.busy = false; this.soon = null; this.since = 0;
    this.stored = {}; this.known = {}; this.held = {}; this.refused = {};
    this.names.forEach(function (name) {
      own.stored[name] = server ? server[name] : asDrawn(form, name);
      own.known[name] = [own.stored[name]];
    });
  }
  function asDrawn(form, name) { var one = controls(form, name)[0]; return one ? one.defaultValue : ""; }
  Keeper.prototype.unsent = function () {
    var own = this;
    if (!document.contains(this.form)) return [];
    return this.names.filter(function (name) { return !same(read(own.form, name), own.stored[name]); });
  };
  Keeper.prototype.toSend = function () {
    var own = this;
    return this.unsent().filter(function (name) {
      return !own.held[name] && !(name in own.refused && same(own.refused[name], read(own.form, name)));
    });
  };
  Keeper.prototype.later = function () {
    var own = this, now = Date.now();
    clearTimeout(this.soon);
    this.since = this.since || now;
    this.soon = setTimeout(function () { own.save(); }, now - this.since >= AT_LEAST ? 0 : PAUSE);
    report();
  };
  Keeper.prototype.save = function (leaving) {
    var own = this, names = this.toSend(), sent = {};
    clearTimeout(this.soon); this.since = 0;
    if (!names.length || (this.busy && !leaving)) { report(); return Promise.resolve(); }
    this.busy = true; this.turn += 1;
    var body = new URLSearchParams({ csrfmiddlewaretoken: token(), version: this.version, page: page, turn: this.turn });
    (this.names.length < 3 ? this.names : names).forEach(function (name) {
      var value = read(own.form, name);
      sent[name] = value;
      own.known[name].push(value);
      body.append("changed", name);
      [].concat(value).forEach(function (one) { body.append(name, one); });
    });
    report();
    return send(this.form.dataset.autosave, body, { Accept: "application/json" }, leaving).then(function (answer) {
      own.busy = false;
      if (answer.status === 200) return answer.json().then(function (said) { own.landed(sent, said); });
      if (answer.status === 409) return answer.json().then(function (said) { own.merge(said); });
      if (answer.status === 422 || answer.status === 400) return answer.json().then(function (said) {
        Object.keys(sent).forEach(function (name) { own.refused[name] = sent[name]; own.mark(name, (said.wrong || {})[name] || ""); });
        problems[own.form.dataset.autosave] = said.refused;
        report();
      });
      return failed(answer);
    }).catch(function () { own.busy = false; lost(); });
  };
  Keeper.prototype.landed = function (sent, said) {
    var own = this, wrong = said.wrong || {};
    this.version = said.version;
    Object.keys(sent).forEach(function (name) {
      if (wrong[name]) own.refused[name] = sent[name];
      else { own.stored[name] = sent[name]; own.known[name] = [sent[name]]; delete own.refused[name]; }
      own.mark(name, wrong[name] || "");
    });
    delete problems[this.form.dataset.autosave];
    reached(said.saved);
    var off = this.form.querySelector(".off");
    if (off && said.version) off.hidden = false;
    if (this.toSend().length) this.later();
    after();
  };
  /* Somebody saved meanwhile. What only they changed is taken over, what only this page changed is sent again, and
     what both changed stands side by side until somebody chooses. */
  Keeper.prototype.merge = function (said) {
    var own = this;
    this.version = said.version;
    this.names.forEach(function (name) {
      if (!(name in said.stored)) return;
      var here = read(own.form, name), there = said.stored[name];
      var mine = own.known[name].some(function (one) { return same(one, there); });
      var untouched = same(here, own.stored[name]);
      if (!same(here, there) && !mine && untouched) write(own.form, name, there);
      else if (!same(here, there) && !mine) own.hold(name, there, said.who);
      own.stored[name] = there; own.known[name] = [there];
    });
    reached();
    if (this.toSend().length) this.save();
    after();
  };
  Keeper.prototype.hold = function (name, there, who) {
    var own = this, field = place(this.form, name), box = document.createElement("div"), isText = !Array.isArray(there) && !/radio/.test(controls(this.form, name)[0].type);
    this.let(name);
    this.held[name] = there;
    box.className = "stored meanwhile"; box.setAttribute("data-for", name); box.setAttribute("role", "group");
    box.append(made("p", "legend", "Saved meanwhile " + who), made("p", field.querySelector("textarea.words") ? "words" : "kept-words", words(this.form, name, there) || "nothing"));
    var row = made("p", "actions");
    row.append(press("Keep what is written here", function () { own.choose(name); }),
      press("Take this instead", function () { write(own.form, name, there); own.choose(name); }));
    if (isText && there) row.append(press("Keep both", function () { write(own.form, name, there + "\n\n" + read(own.form, name)); own.choose(name); }));
    box.append(row);
    if (field) { field.append(box); var outer = field.closest("details"); if (outer) outer.open = true; }
    say("Changed elsewhere meanwhile. Both stand side by side.");
  };
  Keeper.prototype.let = function (name) {
    var field = place(this.form, name), old = field && field.querySelector(".meanwhile");
    if (old) old.remove();
    delete this.held[name];
  };
  Keeper.prototype.choose = function (name) {
    this.let(name);
    var first = controls(this.form, name)[0];
    if (first) first.focus();
    this.save();
    report();
  };
  Keeper.prototype.mark = function (name, why) {
    var field = place(this.form, name), old = field && field.querySelector(".error.by-page");
    if (old) old.remove();
    if (!field || !why) return;
    var said = made("p", "error by-page", why);
    said.setAttribute("role", "alert");
    field.append(said);
  };

  /* ---- the way to the server */
  function send(to, body, headers, leaving) {
    var stop = new AbortController(), patience = setTimeout(function () { stop.abort(); }, PATIENCE);
    return fetch(to, {
      method: "POST", body: body, headers: headers, credentials: "same-origin", redirect: "manual", keepalive: Boolean(leaving), signal: stop.signal
    }).finally(function () { clearTimeout(patience); });
  }
  function isSignedOut(answer) { return answer.type === "opaqueredirect" || answer.headers.get("HX-Redirect"); }
  function failed(answer) {
    if (isSignedOut(answer)) { trouble = "signed out"; return retry(); }
    if (answer.status === 403) return renew();
    if (answer.status === 404) { trouble = "gone"; report(); return null; }
    return lost();
  }
  function lost() { trouble = "offline"; retry(); }
  function retry() {
    report();
    clearTimeout(again);
    again = setTimeout(resume, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  function resume() {
    clearTimeout(again);
    if (trouble === "gone") return;
    keepers.forEach(function (one) { one.save(); });
    empty();
  }
  function reached(at) {
    wait = FIRST_WAIT; trouble = ""; savedAt = at || savedAt;
    clearTimeout(again);
    report();
  }
  /* Signed in again in another tab: this page needs the new token, and nothing else of it changes. */
  function renew() {
    return fetch(location.pathname, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      if (isSignedOut(answer)) { trouble = "signed out"; return retry(); }
      if (!answer.ok) { trouble = "gone"; report(); return null; }
      return answer.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#record [name=csrfmiddlewaretoken]");
        if (!fresh) { trouble = "gone"; report(); return null; }
        var changed = fresh.value !== token();
        all(document.querySelectorAll("[name=csrfmiddlewaretoken]")).forEach(function (one) { one.value = fresh.value; });
        document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
        if (changed) { resume(); return null; }
        return lost();
      });
    }).catch(lost);
  }

  /* ---- sentences that are caught: the line is free at once, each is sent until it landed */
  function empty() {
    var first = outbox[0];
    if (!first || first.busy) return;
    first.busy = true;
    send(first.to, first.body(), { "HX-Request": "true" }).then(function (answer) {
      first.busy = false;
      if (isSignedOut(answer) || (answer.status !== 200 && answer.status !== 409 && answer.status !== 422)) return failed(answer);
      return answer.text().then(function (html) {
        outbox.shift();
        if (answer.status === 200) { put("captures", html); first.item.remove(); }
        else back(first, html);
        reached(answer.status === 200 ? first.at() : "");
        empty();
        after();
      });
    }).catch(function () { first.busy = false; lost(); });
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
      body: function () { return new URLSearchParams(Object.assign({ csrfmiddlewaretoken: token() }, values)); }
    });
    form.elements.words.value = ""; form.elements.about.value = "";
    form.elements.words.focus();
    tidy(); report(); empty();
    say("Caught");
  });

  /* ---- what the page says */
  function made(kind, name, text) {
    var one = document.createElement(kind);
    one.className = name;
    if (text) one.textContent = text;
    return one;
  }
  function press(text, then) {
    var one = made("button", "btn", text);
    one.type = "button";
    one.addEventListener("click", then);
    return one;
  }
  function say(text) { if (spoken && spoken.textContent !== text) spoken.textContent = text; }
  function alsoTyped() {
    return ["practice", "if_then"].some(function (name) { var one = controls(record, name)[0]; return one && one.value.trim(); });
  }
  function isWaiting() { return outbox.length || keepers.some(function (one) { return one.unsent().length; }); }
  function isHeld() { return keepers.some(function (one) { return Object.keys(one.held).length; }); }
  function isRefused() { return keepers.some(function (one) { return one.unsent().some(function (name) { return name in one.refused; }); }); }
  var SAID = {
    offline: "Not saved yet: no connection. What you wrote is on this page and is sent again by itself.",
    gone: "Not saved: this record is not open to you any more. Copy what you wrote before you leave.",
    "signed out": "Not saved yet: you are signed out. What you wrote is on this page. "
  };
  function report() {
    var text, bad = true, waiting = isWaiting();
    if (trouble && waiting) text = SAID[trouble];
    else if (isHeld()) text = "Not saved yet: changed elsewhere meanwhile. Both stand side by side; choose which holds.";
    else if (isRefused()) text = "Not everything is saved: look at what is marked.";
    else {
      bad = false;
      text = waiting ? "saving …" : savedAt ? "saved " + savedAt : "nothing written yet";
      if (!waiting && alsoTyped()) text += " · the practice is kept when you close the session";
    }
    if (line.dataset.shown === text) return;
    line.dataset.shown = text;
    line.classList.toggle("bad", bad);
    line.textContent = text;
    if (trouble === "signed out" && waiting) {
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
  function keeperOf(form) { return keepers.filter(function (one) { return one.form === form; })[0]; }
  function look() {
    keepers = keepers.filter(function (one) { return document.contains(one.form); });
    all(document.querySelectorAll("form[data-autosave]")).forEach(function (form) { if (!keeperOf(form)) keepers.push(new Keeper(form)); });
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
  document.addEventListener("focusout", function (event) { var keeper = touched(event); if (keeper) keeper.save(); });
  function leave() { keepers.forEach(function (one) { one.save(true); }); }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") leave(); else resume();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", function () { going = false; });
  window.addEventListener("online", resume);
  window.addEventListener("focus", function () { if (trouble) resume(); });
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
    record.elements.page.value = page;
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
      return send(form.action, new URLSearchParams(new FormData(form)), { "HX-Request": "true" }).then(function (answer) {
        if (answer.status !== 200 && answer.status !== 409) return failed(answer);
        return answer.text().then(function (html) { put("summary", html); });
      });
    }).catch(lost);
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
  look(); after();
})();
