/* Forms that save by themselves. Each has one keeper, which knows what is stored and sends what differs, with the
   version it stands on, the open page's id and the turn of this saving. Nothing that was written is ever lost. */
(function () {
  "use strict";
  var PAUSE = 1000, AT_LEAST = 5000, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, PATIENCE = 15000; /* milliseconds */
  var own = window.amityFields, read = own.read, write = own.write, same = own.same, controls = own.controls;
  var all = own.all, words = own.words, place = own.place, made = own.made, press = own.press;
  var record = document.getElementById("record"), id = own.uuid(), wait = FIRST_WAIT, again = null;
  function nothing() {}
  /* What the page itself adds: report (says how it stands), after (what follows from a change), say, empty. */
  var page = { id: id, keepers: [], trouble: "", savedAt: "", report: nothing, after: nothing, say: nothing, empty: nothing };
  if (!record) return;
  function token() { return record.elements.csrfmiddlewaretoken.value; }

  function Keeper(form) {
    var own = this, server = form.dataset.stored ? JSON.parse(form.dataset.stored) : null;
    this.form = form;
    this.names = form.dataset.names.split(" ");
    this.version = Number(form.elements.version.value);
    this.turn = 0; this.busy = false; this.isBehind = false; this.soon = null; this.since = 0;
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
    page.report();
  };
  Keeper.prototype.save = function (leaving) {
    var own = this, names = this.toSend(), sent = {};
    clearTimeout(this.soon); this.since = 0;
    if (names.length && this.isBehind && isCovered()) { lost(); return Promise.resolve(); }
    if (!names.length || (this.busy && !leaving)) { page.report(); return Promise.resolve(); }
    this.busy = true; this.turn += 1;
    var body = new URLSearchParams({ csrfmiddlewaretoken: token(), version: this.version, page: id, turn: this.turn });
    (this.names.length < 3 ? this.names : names).forEach(function (name) {
      var value = read(own.form, name);
      sent[name] = value;
      own.known[name].push(value);
      body.append("changed", name);
      [].concat(value).forEach(function (one) { body.append(name, one); });
    });
    page.report();
    return send(this.form.dataset.autosave, body, { Accept: "application/json" }, leaving).then(function (answer) {
      own.busy = false;
      own.isBehind = answer.status === 409 && answer.headers.has("Locked");
      if (answer.status === 200) return answer.json().then(function (said) { own.landed(sent, said); });
      if (own.isBehind) return lost(); /* what stands there is told when it is uncovered */
      if (answer.status === 409) return answer.json().then(function (said) { own.merge(said); });
      if (answer.status === 422 || answer.status === 400) return answer.json().then(function (said) {
        Object.keys(sent).forEach(function (name) { own.refused[name] = sent[name]; own.mark(name, (said.wrong || {})[name] || ""); });
        page.report();
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
    reached(said.saved);
    var off = this.form.querySelector(".off");
    if (off && said.version) off.hidden = false;
    if (this.toSend().length) this.later();
    page.after();
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
    page.after();
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
    page.say("Changed elsewhere meanwhile. Both stand side by side.");
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
    page.report();
  };
  Keeper.prototype.mark = function (name, why) {
    var field = place(this.form, name), old = field && field.querySelector(".error.by-page");
    if (old) old.remove();
    if (!field || !why) return;
    var said = made("p", "error by-page", why);
    said.setAttribute("role", "alert");
    field.append(said);
  };

  function send(to, body, headers, leaving) {
    var stop = new AbortController(), patience = setTimeout(function () { stop.abort(); }, PATIENCE);
    return fetch(to, {
      method: "POST", body: body, headers: headers, credentials: "same-origin", redirect: "manual", keepalive: Boolean(leaving), signal: stop.signal
    }).finally(function () { clearTimeout(patience); });
  }
  function isSignedOut(answer) { return answer.type === "opaqueredirect" || answer.headers.get("HX-Redirect"); }
  function failed(answer) {
    if (isSignedOut(answer)) { page.trouble = "signed out"; return retry(); }
    if (answer.status === 403) return renew();
    if (answer.status === 404) { page.trouble = "gone"; page.report(); return null; }
    return lost();
  }
  function isCovered() { return document.documentElement.classList.contains("is-covered"); }
  function lost() { page.trouble = "offline"; retry(); }
  function retry() {
    page.report();
    clearTimeout(again);
    again = setTimeout(resume, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  function resume() {
    clearTimeout(again);
    if (page.trouble === "gone") return;
    page.keepers.forEach(function (one) { one.save(); });
    page.empty();
  }
  function reached(at) {
    wait = FIRST_WAIT; page.trouble = ""; page.savedAt = at || page.savedAt;
    clearTimeout(again);
    page.report();
  }
  /* Signed in again in another tab: this page needs the new token, and nothing else of it changes. */
  function renew() {
    return fetch(location.pathname, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      if (isSignedOut(answer)) { page.trouble = "signed out"; return retry(); }
      if (!answer.ok) { page.trouble = "gone"; page.report(); return null; }
      return answer.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#record [name=csrfmiddlewaretoken]");
        if (!fresh) { page.trouble = "gone"; page.report(); return null; }
        var changed = fresh.value !== token();
        all(document.querySelectorAll("[name=csrfmiddlewaretoken]")).forEach(function (one) { one.value = fresh.value; });
        document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
        if (changed) { resume(); return null; }
        return lost();
      });
    }).catch(lost);
  }

  document.addEventListener("uncovered", resume);

  window.amitySaving = Object.assign(page, {
    Keeper: Keeper, send: send, token: token, failed: failed, lost: lost, reached: reached, resume: resume,
    isSignedOut: isSignedOut
  });
})();
