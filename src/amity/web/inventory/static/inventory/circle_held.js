/* What was done on the circle and has not reached the server yet. One thing is sent at a time, in order, each with
   an id of its own, until the server has it; nothing is kept outside the open page. And what others did meanwhile:
   the circle is asked for again while it is seen. */
(function () {
  "use strict";
  var EVERY = 1500, FIRST_WAIT = 1000, LONGEST_WAIT = 30000, PATIENCE = 15000, SETTLES = 400; /* milliseconds */

  /* page: stage() the element; take(html, about) draws an answer; refused(reason, item); report();
     unsaved() what is held and not taken back again. */
  function Held(page) {
    var own = this;
    this.page = page;
    this.line = []; this.busy = false; this.asking = false; this.trouble = ""; this.savedAt = ""; this.etag = "";
    this.wait = FIRST_WAIT; this.again = null; this.soon = null;
    setInterval(function () { own.ask(); }, EVERY);
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") own.leave(); else own.resume();
    });
    window.addEventListener("pagehide", function () { own.leave(); });
    window.addEventListener("online", function () { own.resume(); });
    window.addEventListener("focus", function () { if (own.trouble) own.resume(); });
    document.addEventListener("uncovered", function () { own.resume(); });
  }
  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    return Array.prototype.map.call(b, function (n, i) {
      return ([4, 6, 8, 10].indexOf(i) < 0 ? "" : "-") + (n + 256).toString(16).slice(1);
    }).join("");
  }
  function isSeen() { return document.visibilityState === "visible" && !document.documentElement.classList.contains("is-covered"); }

  /* ---- what is done here.  kind: moves, takeBack, redo or names, whose addresses
     the stage knows; or form, with its own. */
  Held.prototype.add = function (item) {
    var last = this.line[this.line.length - 1];
    item.id = uuid();
    if (item.settles && last && last.settles && !last.sent && last.move.person === item.move.person) {
      last.move.value = item.move.value; /* a run of keys is one move */
      last.at = Date.now();
    } else {
      if (last) last.settles = false;
      item.at = Date.now();
      if (item.move) item.move.id = item.id;
      this.line.push(item);
    }
    this.page.report();
    this.next();
  };
  Held.prototype.flush = function (leaving) {
    this.line.forEach(function (item) { item.settles = false; });
    this.next(leaving);
  };
  /* The page may be gone in a moment: all moves go at once in one body that outlives it, also one that is on its
     way. They have their ids, so what arrives twice is one. The line goes on if the page stays. */
  Held.prototype.leave = function () {
    var stage = this.page.stage(), moves = [], unsaved = this.page.unsaved();
    if (this.trouble !== "gone" && (this.line.length > 1 || this.busy)) {
      unsaved.forEach(function (item) { if (item.move) moves = moves.concat(item.before || [], [item.move]); });
      if (moves.length) send(stage, { kind: "moves", moves: moves }, true).catch(function () {});
      unsaved.forEach(function (item) { if (!item.move) send(stage, item, true).catch(function () {}); });
    }
    this.flush(true);
  };
  /* What was to take back, or do again, a move that the server refused: it would meet an older one. */
  Held.prototype.drop = function (refused) {
    var done = [refused], undone = [], from, to;
    this.line = this.line.filter(function (item) {
      if (item.kind !== "takeBack" && item.kind !== "redo") { done.push(item); undone = []; return true; }
      from = item.kind === "takeBack" ? done : undone; to = item.kind === "takeBack" ? undone : done;
      if (!from.length) return true;
      to.push(from.pop());
      return to[to.length - 1] !== refused;
    });
  };
  Held.prototype.next = function (leaving) {
    var own = this, item = this.line[0], left;
    clearTimeout(this.soon);
    if (this.busy || !item || this.trouble === "gone") return;
    left = item.settles ? item.at + SETTLES - Date.now() : 0;
    if (left > 0) { this.soon = setTimeout(function () { own.next(); }, left); return; }
    this.busy = item.sent = true;
    send(this.page.stage(), item, leaving).then(read).then(
      function (got) { own.busy = false; own.answered(got.answer, got.text, item); },
      function () { own.busy = false; own.lost(); });
  };
  function send(stage, item, leaving) {
    var headers = { "X-CSRFToken": token(), "X-Stage": "1", "HX-Request": "true", Accept: "text/html; stage" }, body;
    if (item.move || item.moves) {
      headers["Content-Type"] = "application/json";
      body = JSON.stringify({ moves: item.moves || (item.before || []).concat([item.move]) });
    } else body = new URLSearchParams(Object.assign({ id: item.id }, item.fields));
    return ask(item.to || stage.dataset[item.kind], { method: "POST", body: body, headers: headers, keepalive: Boolean(leaving) });
  }
  function ask(address, more) {
    var stop = new AbortController(), patience = setTimeout(function () { stop.abort(); }, PATIENCE);
    return fetch(address, Object.assign({ credentials: "same-origin", redirect: "manual", cache: "no-store", signal: stop.signal }, more))
      .finally(function () { clearTimeout(patience); });
  }
  function token() { return (document.querySelector("#stage [name=csrfmiddlewaretoken]") || {}).value || ""; }

  /* Nothing else is sent before an answer is read to its end: the first in line is the one it is about. */
  function read(answer) { return answer.text().then(function (text) { return { answer: answer, text: text }; }); }
  Held.prototype.answered = function (answer, text, item) {
    var isRefused = [400, 409, 422].indexOf(answer.status) >= 0 && !answer.headers.has("Locked");
    if (!isRefused && (answer.status !== 200 || isSignedOut(answer))) { this.failed(answer); return; }
    this.line.shift();
    if (isRefused && item.kind !== "takeBack" && item.kind !== "redo") this.drop(item);
    this.etag = isRefused ? "" : answer.headers.get("ETag") || "";
    if (!isRefused) this.savedAt = new Date().toTimeString().slice(0, 5);
    this.reached();
    if (isRefused) this.page.refused(reason(text), item); else this.page.take(text, item);
    if (isRefused) this.ask();
    this.next();
  };
  function reason(text) {
    try { return JSON.parse(text).reason; } catch (error) { return circle.said("That could not be kept. Reload the page and try again."); }
  }

  /* ---- what others did */
  Held.prototype.ask = function (isDue) {
    var own = this, headers = { "HX-Request": "true" };
    if (this.busy || this.asking || this.trouble === "gone" || !isSeen()) return Promise.resolve();
    if (this.trouble === "signed out" && !isDue) return Promise.resolve();
    if (this.etag) headers["If-None-Match"] = this.etag;
    this.asking = true;
    return ask(this.page.stage().dataset.stage, { headers: headers }).then(read).then(function (got) {
      var answer = got.answer, isThere = answer.status === 200 && !isSignedOut(answer);
      own.asking = false;
      if (!isThere && answer.status !== 304) { if (!own.line.length) own.failed(answer); return; }
      if (own.trouble) own.resume();
      if (isThere && own.page.take(got.text, null)) own.etag = answer.headers.get("ETag") || "";
      if (!own.line.length) own.reached();
    }, function () {
      own.asking = false;
      if (!own.line.length) { own.trouble = "offline"; own.page.report(); }
    });
  };

  /* ---- when the server does not answer, or not to us */
  function isSignedOut(answer) { return answer.type === "opaqueredirect" || answer.headers.has("HX-Redirect"); }
  Held.prototype.failed = function (answer) {
    if (isSignedOut(answer)) return this.retry("signed out");
    if (answer.status === 403) return this.renew();
    if (answer.status === 404) { this.trouble = "gone"; this.page.report(); return null; }
    return this.lost();
  };
  Held.prototype.lost = function () { this.retry("offline"); };
  Held.prototype.retry = function (trouble) {
    var own = this;
    this.trouble = trouble;
    this.page.report();
    clearTimeout(this.again);
    this.again = setTimeout(function () { own.next(); own.ask(true); }, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  };
  Held.prototype.resume = function () {
    clearTimeout(this.again);
    this.wait = FIRST_WAIT;
    this.next();
    this.ask(true);
  };
  Held.prototype.reached = function () {
    this.wait = FIRST_WAIT; this.trouble = "";
    clearTimeout(this.again);
    this.page.report();
  };
  /* Signed in again in another tab: this page needs the new token, and nothing else of it changes. */
  Held.prototype.renew = function () {
    var own = this;
    return ask(location.pathname, {}).then(function (answer) {
      if (isSignedOut(answer)) return own.retry("signed out");
      if (!answer.ok) { own.trouble = "gone"; own.page.report(); return null; }
      return answer.text().then(function (html) {
        var fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[name=csrfmiddlewaretoken]");
        if (!fresh) { own.trouble = "gone"; own.page.report(); return null; }
        Array.prototype.forEach.call(document.querySelectorAll("[name=csrfmiddlewaretoken]"), function (one) { one.value = fresh.value; });
        document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh.value }));
        return own.retry(own.trouble || "offline");
      });
    }).catch(function () { own.lost(); });
  };

  window.amityCircle.Held = Held;
  window.amityCircle.uuid = uuid;
})();
