/* A worksheet that saves by itself. The whole step is sent with the version it stands on, the open page's id and the
   turn of this saving, one at a time; what has not reached the server stands on the page and is sent again. Nothing
   is kept outside the open page. */
(function () {
  "use strict";
  var PAUSE = 1000, AT_LEAST = 5000, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, PATIENCE = 15000; /* milliseconds */
  var MOST_LEAVING = 60000; /* characters that a browser still sends while a page goes away */
  var OF_THE_PAGE = ["csrfmiddlewaretoken", "version", "page", "turn", "do"];

  /* page: report() how it stands; landed(said) what an answer tells; refused(why). */
  function Keeper(form, page) {
    this.form = form; this.page = page;
    this.turn = Number(form.elements.turn.value) - 1;
    this.stored = form.hasAttribute("data-unsaved") ? null : this.written();
    this.refusedAs = null; this.busy = false; this.trouble = ""; this.savedAt = ""; this.why = "";
    this.wait = FIRST_WAIT; this.soon = null; this.again = null; this.since = 0;
  }
  Keeper.prototype.body = function () {
    var body = new URLSearchParams();
    new FormData(this.form).forEach(function (value, name) { body.append(name, value); });
    return body;
  };
  /* All that was written, as one text to compare. */
  Keeper.prototype.written = function () {
    var body = this.body();
    OF_THE_PAGE.forEach(function (name) { body.delete(name); });
    return body.toString();
  };
  Keeper.prototype.isUnsaved = function () { return this.written() !== this.stored; };
  Keeper.prototype.later = function () {
    var own = this, now = Date.now();
    clearTimeout(this.soon);
    this.since = this.since || now;
    this.soon = setTimeout(function () { own.save(); }, now - this.since >= AT_LEAST ? 0 : PAUSE);
    this.page.report();
  };
  /* Whether all of it is kept by now. leaving: the page may be gone in a moment. */
  Keeper.prototype.save = function (leaving) {
    var own = this, written = this.written(), body, size;
    clearTimeout(this.soon); this.since = 0;
    if (written === this.stored) { this.page.report(); return Promise.resolve(true); }
    if (written === this.refusedAs || this.trouble === "gone") { this.page.report(); return Promise.resolve(false); }
    if (this.busy && (!leaving || this.leaving === written)) { this.next = this.next || !leaving; return this.busy; }
    this.leaving = leaving ? written : null;
    this.turn += 1;
    body = this.body();
    body.set("turn", this.turn);
    body.set("do", "");
    size = body.toString().length;
    this.busy = send(this.form.dataset.autosave, { method: "POST", body: body, headers: { Accept: "application/json" }, keepalive: Boolean(leaving) && size < MOST_LEAVING })
      .then(function (answer) { return own.answered(answer, written); }, function () { own.lost(); return false; })
      .then(function (isKept) {
        var isMore = own.next;
        own.busy = own.next = false;
        own.page.report();
        return isMore && !own.trouble ? own.save() : isKept;
      });
    this.page.report();
    return this.busy;
  };
  Keeper.prototype.answered = function (answer, written) {
    var own = this;
    if (answer.status === 200 && !isSignedOut(answer)) return answer.json().then(function (said) {
      var isWhole = !Object.keys(said.wrong || {}).length;
      own.form.elements.version.value = said.version;
      if (isWhole) own.stored = written; else own.refusedAs = written;
      own.why = "";
      own.reached(said.saved);
      own.page.landed(said);
      if (own.isUnsaved()) own.later();
      return isWhole;
    });
    if ([400, 409].indexOf(answer.status) >= 0 && !answer.headers.has("Locked")) return answer.json().then(function (said) {
      own.refusedAs = written; own.why = said.refused;
      own.reached();
      return false;
    });
    own.failed(answer);
    return false;
  };

  function send(to, how) {
    var stop = new AbortController(), patience = setTimeout(function () { stop.abort(); }, PATIENCE);
    return fetch(to, Object.assign({ credentials: "same-origin", redirect: "manual", cache: "no-store", signal: stop.signal }, how))
      .finally(function () { clearTimeout(patience); });
  }
  function isSignedOut(answer) { return answer.type === "opaqueredirect" || answer.headers.has("HX-Redirect"); }
  Keeper.prototype.failed = function (answer) {
    if (isSignedOut(answer)) return this.retry("signed out");
    if (answer.status === 403) return this.renew();
    if (answer.status === 404) { this.trouble = "gone"; return this.page.report(); }
    return this.lost();
  };
  Keeper.prototype.lost = function () { this.retry("offline"); };
  Keeper.prototype.retry = function (trouble) {
    var own = this;
    this.trouble = trouble;
    this.page.report();
    clearTimeout(this.again);
    this.again = setTimeout(function () { own.resume(); }, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  };
  Keeper.prototype.resume = function () {
    clearTimeout(this.again);
    if (this.trouble !== "gone") this.save();
  };
  Keeper.prototype.reached = function (at) {
    this.wait = FIRST_WAIT; this.trouble = ""; this.savedAt = at || this.savedAt;
    clearTimeout(this.again);
  };
  /* Signed in again in another tab: this page needs the new token, and nothing else of it changes. */
  Keeper.prototype.renew = function () {
    var own = this;
    return send(location.href, {}).then(function (answer) {
      if (isSignedOut(answer)) return own.retry("signed out");
      if (answer.status === 404) { own.trouble = "gone"; return own.page.report(); }
      return answer.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#worksheet [name=csrfmiddlewaretoken]"), changed;
        if (!fresh) return own.retry("signed out");
        changed = fresh.value !== own.form.elements.csrfmiddlewaretoken.value;
        Array.prototype.forEach.call(document.querySelectorAll("[name=csrfmiddlewaretoken]"), function (one) { one.value = fresh.value; });
        document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
        return changed ? setTimeout(function () { own.resume(); }, 0) : own.lost();
      });
    }).catch(function () { own.lost(); });
  };

  window.amityWorksheet = { Keeper: Keeper };
})();
