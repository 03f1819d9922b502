/* The circle under one's hands: a move is shown at once, spoken, and sent. Without this file everything on the page
   works by its links, its forms and the list. */
(function () {
  "use strict";
  var circle = window.amityCircle, said = circle && circle.said, stage = document.getElementById("stage"), line = document.getElementById("saved"), spoken = document.getElementById("spoken");
  var STEP = 150, PAUSE = 250, MOTION = 350, READ = 5000; /* tenths of a degree; milliseconds */
  if (!stage || !circle || !stage.querySelector("svg.circle")) return;
  var kept = stage.outerHTML, query = asked(stage), scale = 1, waiting = null, from = "", picked = "", shows = "", then = null, refusedAt = 0, refusal = "", news = "", held, hands;
  function may() { return stage.hasAttribute("data-may-move") && !document.documentElement.classList.contains("is-covered"); }
  function asked(root) { return new URL(root.dataset.stage, location.href).search; }
  function plural(count, one, more) { return said(count === 1 ? one : more, { n: count }); }

  /* ---- what is spoken: of a key that is held, the last */
  var saying = [], soon = null;
  function say(text, about) {
    if (saying.length && saying[saying.length - 1].about === about) saying.pop();
    saying.push({ text: text, about: about });
    clearTimeout(soon);
    soon = setTimeout(function () {
      if (spoken) spoken.textContent = saying.map(function (one) { return one.text; }).join(" ");
      saying = [];
    }, PAUSE);
    if (spoken) spoken.textContent = "";
  }
  function forget() { news = ""; if (Date.now() - refusedAt > READ) refusal = ""; }
  function tell(one, before) { say((before || "") + one.name + ": " + circle.words(stage, one) + ".", one.id); }

  /* ---- whether it is saved */
  function report() {
    if (then && !held.line.length) { var next = then; then = null; setTimeout(function () { next[0].requestSubmit(next[1]); }, 0); }
    var count = held.line.length, text = "", link = false;
    var many = plural(count, "{n} move not saved yet: ", "{n} moves not saved yet: ");
    if (held.trouble === "gone") text = said("This circle is not open to you any more.") + (count ? plural(count, " {n} move is not saved.", " {n} moves are not saved.") : "");
    else if (held.trouble === "signed out") { text = count ? many + said("you are signed out. ") : said("You are signed out. "); link = true; }
    else if (held.trouble) text = count ? many + plural(count, "no connection. It is sent as soon as there is one.", "no connection. They are sent as soon as there is one.") : said("No connection. Moves are kept on this page and sent as soon as there is one.");
    else text = refusal || news || (count ? said("saving …") : held.savedAt ? said("saved ") + held.savedAt : "");
    if (!line) return;
    line.dataset.held = count;
    line.classList.toggle("bad", Boolean(held.trouble || refusal));
    line.setAttribute("aria-live", held.trouble || refusal ? "polite" : "off"); /* that it was saved is not spoken after each move */
    if (line.dataset.shown === text) return;
    line.dataset.shown = line.textContent = text;
    if (link) {
      var to = document.createElement("a");
      to.href = location.pathname.indexOf("/d/") === 0 ? "/d/sign-in" : "/account/sign-in";
      to.target = "_blank"; to.rel = "noopener"; to.textContent = said("Sign in in another tab");
      line.append(to, count ? plural(count, ", then it is sent.", ", then they are sent.") : ".");
    }
  }
  function refused(reason, item) {
    refusedAt = Date.now();
    refusal = (item.name ? said("“{name}” was not added. ", { name: item.name }) : "") + reason;
    var field = document.querySelector("#quick-name [name=names]");
    if (item.name && field && !field.value) field.value = item.name;
    take(kept, null);
    say(refusal, "refused");
    report();
  }

  /* ---- a newer circle, with what is not saved yet on top of it */
  function take(html, item) {
    var fresh = new DOMParser().parseFromString(html, "text/html").getElementById("stage"), before, elsewhere;
    if (!fresh) return false;
    if (hands.isCarrying()) { waiting = [html, item || (waiting && waiting[1])]; return true; }
    if (fresh.dataset.moves.split("?")[0] === stage.dataset.moves.split("?")[0] && Number(fresh.dataset.last) < Number(stage.dataset.last)) return false;
    kept = html;
    elsewhere = asked(fresh) !== query;
    aim(fresh);
    before = standing();
    unsaved().forEach(function (one) { if (one.move) circle.show(fresh, one.move); else if (one.name) circle.chip(fresh, "", one.name); });
    var back = fresh.querySelector("[data-turn=take-back]");
    if (back && unsaved().length) back.disabled = false;
    finish(fresh);
    tellWhatChanged(before, item);
    if (elsewhere) { held.etag = ""; setTimeout(function () { held.ask(); }, 0); return true; }
    if (shows && document.getElementById(shows)) document.getElementById(shows).scrollIntoView({ block: "nearest" });
    shows = "";
    return true;
  }
  function finish(fresh) {
    var here = document.activeElement, isIn = here && stage.contains(here), id = isIn && here.dataset.id, chosen;
    [[picked, "picked"], [from, "from"]].forEach(function (pair) {
      var node = pair[0] && circle.find(fresh, pair[0]);
      if (node) node.classList.add(pair[1]);
    });
    fresh.classList.add("by-hand");
    if (may()) circle.dress(fresh, scale);
    circle.patch(stage, fresh);
    if (window.htmx) window.htmx.process(stage);
    if (id && document.activeElement !== here) focusOn(id);
    if (isIn && !stage.contains(document.activeElement) && (chosen = stage.querySelector("#chosen-h"))) chosen.focus({ preventScroll: true }); /* who had the focus is gone */
  }
  function redraw() { take(kept, null); }
  function focusOn(id) { var node = circle.find(stage, id); if (node) node.focus({ preventScroll: true }); }
  /* What is held and not taken back again before it was sent. */
  function unsaved() {
    var done = [], undone = [];
    held.line.forEach(function (item) {
      if (item.kind === "takeBack") { if (done.length) undone.push(done.pop()); }
      else if (item.kind === "redo") { if (undone.length) done.push(undone.pop()); }
      else done.push(item);
    });
    return done;
  }
  function standing() {
    var found = {};
    circle.people(stage).forEach(function (one) { one.spot = circle.spot(one.node); found[one.id] = one; });
    return found;
  }
  function tellWhatChanged(before, item) {
    var isTurn = item && (item.kind === "takeBack" || item.kind === "redo"), now = standing(), moved = [], gone = Object.keys(before).filter(function (id) { return id && !now[id]; }).map(function (id) { return before[id].name; });
    Object.keys(now).forEach(function (id) {
      var one = now[id], was = before[id];
      if (was && (was.ring !== one.ring || was.angle !== one.angle)) { moved.push(one); glide(was, one); }
      else if (!was && !(item && item.kind === "names")) moved.push(one);
    });
    if (item && !isTurn && !moved.length && !gone.length) return;
    if (item && item.kind === "form") {
      moved.forEach(function (one) { tell(one); });
      gone.forEach(function (name) { say(said("{name} is off this circle. Undo brings them back.", { name: name }), "off"); });
      return;
    }
    if (isTurn) {
      var again = said(item.kind === "redo" ? "Done again. " : "Taken back. ");
      gone.forEach(function (name) { say(again + said("{name} is off this circle.", { name: name }), "turn"); });
      if (!moved.length && !gone.length) say(again.trim(), "turn");
      moved.forEach(function (one) { tell(one, again); });
    } else if (moved.length) {
      news = moved.length === 1 ? said("{name} was moved elsewhere just now.", moved[0]) : said("{n} people were moved elsewhere just now.", { n: moved.length });
      if (moved.length === 1) tell(moved[0], said("Moved elsewhere. ")); else say(news, "news");
      setTimeout(function () { news = ""; report(); }, 6000);
      report();
    } else if (gone.length) {
      news = said(gone.length === 1 ? "{names} was taken off elsewhere just now." : "{names} were taken off elsewhere just now.", { names: gone.join(", ") });
      say(news, "news");
      setTimeout(function () { news = ""; report(); }, 6000);
      report();
    }
  }
  /* Somebody else's move, and one taken back, can be followed with the eyes; who wants no motion sees the end of it. */
  function glide(was, now) {
    if (!was.ring || !now.ring || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    now.node.animate([was, now].map(function (one) { return { transform: "translate(" + one.spot.x + "px, " + one.spot.y + "px)" }; }), { duration: MOTION, easing: "ease-in-out" });
  }

  /* ---- moving */
  function move(id, ring, angle, isByKey) {
    var node = circle.find(stage, id), was = node && circle.asPlaced(node), made = { what: "place", person: id, value: [ring, angle], other: "" };
    if (!was || (was.ring === ring && (was.angle === angle || !ring))) { if (was) tell(was); return; }
    var had = node === document.activeElement;
    pick("");
    var one = circle.show(stage, made);
    forget();
    circle.dress(stage, scale);
    if (had) focusOn(id);
    var back = stage.querySelector("[data-turn=take-back]");
    if (back) back.disabled = false;
    tell(one);
    held.add({ kind: "moves", move: made, settles: isByKey });
  }
  function step(node, key, isFine) {
    var one = circle.asPlaced(node), places = circle.places(stage), number = "1234".indexOf(key) + 1;
    if (number) return move(one.id, number, one.ring ? one.angle : places.free(circle.placed(stage)), true);
    if (!one.ring) return move(one.id, places.rings, places.free(circle.placed(stage)), true);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      var by = isFine ? circle.STEP : STEP;
      return move(one.id, one.ring, circle.snapped(one.angle + (key === "ArrowRight" ? by : -by)), true);
    }
    var ring = one.ring + (key === "ArrowUp" ? 1 : -1);
    if (ring < 1 || ring > places.rings) return say(said(ring < 1 ? "{name}: already in the inmost ring." : "{name}: already in the outermost ring.", one), one.id);
    return move(one.id, ring, one.angle, true);
  }
  function turn(kind) {
    forget();
    var isLocal = unsaved().length, item = { kind: kind };
    held.add(item);
    if (isLocal) { var before = standing(); redrawQuietly(); tellWhatChanged(before, item); }
  }
  function redrawQuietly() {
    var fresh = new DOMParser().parseFromString(kept, "text/html").getElementById("stage");
    aim(fresh);
    unsaved().forEach(function (one) { if (one.move) circle.show(fresh, one.move); else if (one.name) circle.chip(fresh, "", one.name); });
    circle.all(fresh, "[data-turn]").forEach(function (one) { one.disabled = false; });
    finish(fresh);
  }

  /* ---- choosing, picking up, who knows whom */
  function aim(root) {
    ["stage", "moves", "names", "takeBack", "redo"].forEach(function (name) {
      if (root.dataset[name]) root.dataset[name] = root.dataset[name].split("?")[0] + query;
    });
  }
  function look(search) {
    query = search === "?" ? "" : search;
    aim(stage);
    history.replaceState(history.state, "", location.pathname + query + location.hash);
    held.etag = "";
    held.ask();
  }
  function choose(id) {
    var wanted = new URLSearchParams(query);
    wanted.set("who", id);
    look("?" + wanted);
  }
  function pick(id) {
    [picked, id].forEach(function (one) { var node = one && circle.find(stage, one); if (node) node.classList.toggle("picked", one === id); });
    picked = id;
  }
  function isAboutTies() { return new URLSearchParams(query).get("show") === "ties"; }
  function stopTie() {
    var node = from && circle.find(stage, from);
    if (node) node.classList.remove("from");
    from = "";
  }
  function tie(node) {
    var one = node.dataset, first = from && circle.find(stage, from);
    if (!first) {
      from = one.id;
      node.classList.add("from");
      return say(said("Who does {name} know? Choose the other person; Escape stops.", one), one.id);
    }
    stopTie();
    if (first === node) return say(said("Stopped."), one.id);
    var isFirst = !stage.querySelector("line.tie[data-one]"), made = { what: "tie", person: first.dataset.id, other: one.id, value: !circle.tied(stage, first.dataset.id, one.id) };
    circle.show(stage, made);
    say(said(made.value ? "{one} and {other} know each other." : "{one} and {other} do not know each other.", { one: first.dataset.name, other: one.name }), "tie");
    var asked = { id: circle.uuid(), what: "ties_asked", person: "", value: true, other: "" }; /* a first tie says that they were talked about */
    return held.add({ kind: "moves", move: made, before: isFirst && made.value ? [asked] : [] });
  }
  function tapped(node) {
    if (isAboutTies() && node.classList.contains("somebody")) return tie(node);
    if (node.classList.contains("chip")) {
      pick(picked === node.dataset.id ? "" : node.dataset.id);
      say(said(picked ? "{name} is picked up. Choose a place on the circle, or press an arrow key." : "{name} is put down.", node.dataset), node.dataset.id);
    } else say(said("{name} is chosen.", node.dataset), node.dataset.id);
    return choose(node.dataset.id);
  }

  /* ---- hands and keys */
  held = new circle.Held({ stage: function () { return stage; }, take: take, refused: refused, report: report, unsaved: unsaved });
  hands = new circle.Hands(stage, {
    may: may,
    lifted: function () { pick(""); },
    over: function (at) {
      circle.all(stage, ".over").forEach(function (one) { one.classList.remove("over"); });
      var there = at && stage.querySelector(at.ring ? ".ring-" + at.ring : ".tray");
      if (there) there.classList.add("over");
    },
    drop: function (id, at) {
      var node = circle.find(stage, id);
      if (node) move(id, at.ring, at.ring ? at.angle : circle.asPlaced(node).angle, false);
    },
    down: function () {
      var newer = waiting;
      waiting = null;
      if (newer) setTimeout(function () { take(newer[0], newer[1]); }, 0);
    }
  });
  stage.addEventListener("click", function (event) {
    var node = may() ? hands.meant(event) : null, link = event.target.closest('a[href^="?"]');
    if (hands.justLetGo && (event.target === stage || event.target.closest("svg.circle, .tray"))) { event.preventDefault(); return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (node) { event.preventDefault(); tapped(node); return; }
    if (link) { event.preventDefault(); shows = link.hash.slice(1); look(link.search); return; }
    if (picked && event.target.closest("svg.circle")) {
      var at = hands.place(event);
      if (at.ring) move(picked, at.ring, at.angle, false);
    }
  });
  stage.addEventListener("keydown", function (event) {
    var node = may() && event.target.closest(".somebody[data-id], .chip[data-id]"), isOn = node && node.classList.contains("somebody");
    if (!node || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (/^(Arrow(Left|Right|Up|Down)|[1-4])$/.test(event.key)) step(node, event.key, event.shiftKey);
    else if (isOn && /^(Delete|Backspace|t|T|0)$/.test(event.key)) move(node.dataset.id, null, circle.asPlaced(node).angle, true);
    else if (isOn && (event.key === "Enter" || event.key === " ")) tapped(node);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("focusout", function () { held.flush(); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (hands.isCarrying()) { hands.stop(); say(said("Put back."), "back"); }
      if (from) say(said("Stopped."), from);
      stopTie(); pick("");
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !may() || event.target.closest("input, textarea, select, [contenteditable]")) return;
    var key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    turn(key === "y" || event.shiftKey ? "redo" : "takeBack");
  });
  document.addEventListener("submit", function (event) {
    var form = event.target, to = new URL(form.action, location.href).pathname, name, field;
    if (form.getAttribute("id") === "quick-name" && may()) {
      event.preventDefault();
      field = form.elements.names; name = field.value.trim();
      if (!name) return;
      field.value = ""; field.focus();
      forget();
      circle.chip(stage, "", name);
      say(said("{name}: in the tray.", { name: name }), name);
      held.add({ kind: "names", fields: { names: name }, name: name });
    }
    ["takeBack", "redo"].forEach(function (kind) {
      if (!stage.contains(form) || !stage.dataset[kind] || to !== stage.dataset[kind].split("?")[0]) return;
      event.preventDefault();
      turn(kind);
    });
    if (event.defaultPrevented || form.method !== "post") return;
    if (stage.contains(form) && may() && !form.querySelector("input:not([type=hidden]), select, textarea")) { /* a button alone, as "As last time" */
      event.preventDefault();
      held.add({ kind: "form", to: form.getAttribute("action"), fields: { person: form.elements.person ? form.elements.person.value : "" } });
    } else if (held.line.length && !held.trouble) { /* what was moved is saved first */
      event.preventDefault();
      then = [form, event.submitter];
      held.flush();
    }
  });
  /* Only what would be lost is asked about; Leave has emptied the page by then and is never held up. */
  window.addEventListener("beforeunload", function (event) {
    if (!held.line.length || !document.contains(stage)) return;
    event.preventDefault();
    event.returnValue = "";
  });

  new ResizeObserver(function (seen) {
    var wide = seen[0].contentRect.width / stage.querySelector("svg.circle").viewBox.baseVal.width;
    if (!wide || Math.abs(wide - scale) < .01) return;
    scale = wide;
    if (may()) circle.dress(stage, scale);
  }).observe(stage.querySelector("svg.circle"));
  stage.classList.add("by-hand");
  if (may()) circle.dress(stage, scale);
  report();
})();
