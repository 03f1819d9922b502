/* The replay without loading a page: a slider, play and pause. Without a script the same are links. */
(function () {
  "use strict";
  var EVERY = 1100, GLIDE = 500, SOON = 200; /* milliseconds: between moves, for one to be seen, before the first */
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var asked = 0, under_way = null, playing = false, timer = null;

  function box() { return document.getElementById("replayed"); }
  function at() { return Number(box().dataset.at); }
  function last() { return Number(box().dataset.last); }
  function each(selector, does) { Array.prototype.forEach.call(document.querySelectorAll(selector), does); }

  function places() {
    var found = {};
    each("#replayed .somebody", function (one) { found[one.dataset.id] = [Number(one.dataset.x), Number(one.dataset.y)]; });
    return found;
  }

  /* Who stood elsewhere glides there; nobody does where less motion is asked for. */
  function glide(before) {
    if (still.matches) return;
    each("#replayed .somebody", function (one) {
      var from = before[one.dataset.id], x = Number(one.dataset.x), y = Number(one.dataset.y);
      if (!from) one.animate([{ opacity: 0 }, { opacity: 1 }], { duration: GLIDE });
      else if (from[0] !== x || from[1] !== y)
        one.animate([{ transform: "translate(" + from[0] + "px," + from[1] + "px)" }, { transform: "translate(" + x + "px," + y + "px)" }], { duration: GLIDE, easing: "ease-in-out" });
    });
  }

  function dress() {
    each("#replayed .slider, #replayed [data-play]", function (one) { one.hidden = !last(); });
    each("#replayed [data-play]", function (one) { one.textContent = playing ? "Pause" : "Play"; });
  }

  /* One way back to where the focus was: the part that held it was replaced. */
  function held() {
    var here = document.activeElement;
    if (!here || !box().contains(here)) return null;
    if (here.id) return "#" + here.id;
    return here.dataset.step ? "[data-step='" + here.dataset.step + "']" : here.matches("[data-play]") ? "[data-play]" : null;
  }

  function mark(number) {
    each(".moves [aria-current]", function (one) { one.removeAttribute("aria-current"); });
    each(".moves [data-at='" + number + "']", function (one) {
      one.setAttribute("aria-current", "step");
      var list = one.closest(".moves"), top = one.offsetTop - list.offsetTop;
      if (top < list.scrollTop || top + one.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 2;
    });
    each("form [name='after_move']", function (field) { field.value = number || 1; });
  }

  function say() {
    var line = document.getElementById("spoken");
    if (line) line.textContent = document.getElementById("move-said").textContent.trim().replace(/\s+/g, " ");
  }

  function replace(text, number) {
    var found = new DOMParser().parseFromString(text, "text/html").getElementById("replayed");
    if (!found) throw new Error("no replay in the answer");
    var before = places(), focus = held();
    box().replaceWith(document.adoptNode(found));
    dress();
    if (focus) { var again = box().querySelector(focus); if (again) again.focus({ preventScroll: true }); }
    glide(before);
    mark(number);
    if (!playing) say();
    window.history.replaceState(null, "", "?at=" + number);
  }

  /* What the slider passed over is not shown: only the newest answer counts. */
  function go(number) {
    var mine = ++asked;
    if (under_way) under_way.abort();
    under_way = new AbortController();
    return fetch(box().dataset.replay + "?at=" + number, { headers: { "X-Stage": "1" }, signal: under_way.signal, redirect: "error" })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
      .then(function (text) { if (mine === asked) replace(text, number); })
      .catch(function (failure) {
        if (failure.name === "AbortError") return;
        stop();
        window.location.assign("?at=" + number); /* the whole page says what is wrong */
      });
  }

  function stop() { window.clearTimeout(timer); playing = false; dress(); }

  function next() {
    if (at() >= last()) { stop(); say(); return; }
    go(at() + 1).then(function () { if (playing) timer = window.setTimeout(next, EVERY); });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-play]")) {
      if (playing) { stop(); say(); return; }
      playing = true;
      dress();
      (at() >= last() ? go(0) : Promise.resolve()).then(function () { if (playing) timer = window.setTimeout(next, SOON); });
      return;
    }
    var link = event.target.closest("#replayed a[data-at], .moves a[data-at]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (playing) stop();
    go(Number(link.dataset.at));
  });
  document.addEventListener("input", function (event) {
    if (event.target.id !== "move") return;
    if (playing) stop();
    go(Number(event.target.value));
  });
  dress();
})();
