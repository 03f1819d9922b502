/* The stage as a drawing: who stands where on it, a move shown on it, a newer one laid over it. Nothing that stands
   in both is replaced, so that the focus, an open choice and half a word stay where they are. */
(function () {
  "use strict";
  var circle = window.amityCircle, SVG = "http://www.w3.org/2000/svg", TARGET = 22; /* half of 44 px */
  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  function places(root) { return new circle.Places(root.querySelector("svg.circle")); }
  function find(root, id) { return root.querySelector('.somebody[data-id="' + id + '"], .chip[data-id="' + id + '"]'); }
  function asPlaced(node) {
    var isOn = node.classList.contains("somebody");
    return { id: node.dataset.id, name: node.dataset.name, node: node, ring: isOn ? Number(node.dataset.ring) : null, angle: isOn ? Number(node.dataset.angle) : 0 };
  }
  function people(root) { return all(root, ".somebody, .chip[data-id]").map(asPlaced); }
  function placed(root) { return people(root).filter(function (one) { return one.ring; }); }
  function words(root, one, list) {
    return places(root).words(one.ring, one.angle, (list || placed(root)).filter(function (other) { return other.id !== one.id; }));
  }
  function spot(node) {
    var found = /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/.exec(node.getAttribute("transform") || "");
    return found ? { x: Number(found[1]), y: Number(found[2]) } : { x: 0, y: 0 };
  }
  function put(node, x, y) { node.setAttribute("transform", "translate(" + Math.round(x * 10) / 10 + " " + Math.round(y * 10) / 10 + ")"); }
  function made(kind, of) {
    var one = document.createElementNS(SVG, kind);
    Object.keys(of).forEach(function (name) { one.setAttribute(name, of[name]); });
    return one;
  }

  /* A new mark, for somebody who comes out of the tray. */
  function mark(root, id, name) {
    var one = made("g", { "class": "somebody", "data-id": id, "data-name": name, "data-ring": 4, "data-angle": 0 }), word = made("text", { y: 30 });
    word.textContent = name.length > 14 ? name.slice(0, 13) + "…" : name;
    one.append(made("circle", { r: 13 }), word);
    root.querySelector("svg.circle").append(one);
    return one;
  }
  function chip(root, id, name) {
    var tray = root.querySelector(".tray"), item = document.createElement("li"), one = document.createElement("a");
    one.className = "chip"; one.textContent = one.dataset.name = name;
    if (id) { one.dataset.id = id; one.href = "?who=" + id; } else item.className = "waiting";
    item.append(one);
    if (tray) tray.append(item);
    return one;
  }
  /* Show a move as if the server had it. Returns who it is about as they stand now; null for nobody there. */
  function show(root, move) {
    var node = find(root, move.person), ring = move.value && move.value[0], angle = move.value && move.value[1], to;
    if (move.what === "tie") return tie(root, move);
    if (move.what !== "place" || !node) return null;
    if (!ring) {
      if (!node.classList.contains("chip")) { leave(root, node); return asPlaced(chip(root, move.person, node.dataset.name)); }
      return asPlaced(node);
    }
    if (node.classList.contains("chip")) {
      node.closest("li").remove();
      node = mark(root, move.person, node.dataset.name);
    }
    node.dataset.ring = ring; node.dataset.angle = angle;
    to = places(root).point(ring, angle);
    put(node, to.x, to.y);
    lines(root, move.person)(to.x, to.y);
    return asPlaced(node);
  }
  function leave(root, node) {
    lines(root, node.dataset.id).list.forEach(function (pair) { (pair[0].closest(".ghost, .wish") || pair[0]).remove(); });
    node.remove();
  }
  /* What ends at somebody and follows them: the lines from last time's ghost and to the place wished for, and ties. */
  function lines(root, id) {
    var list = all(root, '.ghost[data-of="' + id + '"] line').map(function (line) { return [line, "2"]; });
    all(root, '.wish[data-of="' + id + '"] line').forEach(function (line) { list.push([line, "1"]); });
    all(root, 'line.tie[data-one="' + id + '"]').forEach(function (line) { list.push([line, "1"]); });
    all(root, 'line.tie[data-other="' + id + '"]').forEach(function (line) { list.push([line, "2"]); });
    function follow(x, y) {
      list.forEach(function (pair) { pair[0].setAttribute("x" + pair[1], x); pair[0].setAttribute("y" + pair[1], y); });
    }
    follow.list = list;
    return follow;
  }
  function tied(root, one, other) {
    return all(root, "line.tie[data-one]").filter(function (line) {
      var ends = [line.dataset.one, line.dataset.other];
      return ends.indexOf(one) >= 0 && ends.indexOf(other) >= 0;
    })[0];
  }
  function tie(root, move) {
    var there = tied(root, move.person, move.other), one = find(root, move.person), other = find(root, move.other), line;
    if (there && !move.value) there.remove();
    if (there || !move.value || !one || !other) return null;
    line = made("line", { "class": "tie", "data-one": move.person, "data-other": move.other });
    root.querySelector("svg.circle .somebody").before(line);
    [[one, move.person], [other, move.other]].forEach(function (pair) { var at = spot(pair[0]); lines(root, pair[1])(at.x, at.y); });
    return null;
  }

  /* What a mark needs for hands and screen readers. A slider is what hands its arrow keys on to the page; its value
     is the ring, the rest is its description. scale: pixels of a unit. */
  function dress(root, scale) {
    var svg = root.querySelector("svg.circle");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", circle.said("Closeness circle. Arrow keys move a person."));
    placed(root).forEach(function (one, at, list) {
      var node = one.node, hit = node.querySelector(".hit"), where = places(root), others = list.filter(function (other) { return other !== one; });
      if (!hit) { hit = made("circle", { "class": "hit" }); node.prepend(hit); }
      hit.setAttribute("r", Math.max(TARGET / scale, 13).toFixed(1));
      set(node, { tabindex: 0, role: "slider", "aria-roledescription": circle.said("person"), "aria-label": one.name, "aria-valuemin": 1, "aria-valuemax": 4, "aria-valuenow": 5 - one.ring, "aria-valuetext": where.ring(one.ring), "aria-description": where.way(one.ring, one.angle, others) });
    });
    all(root, ".chip").forEach(function (one) { one.setAttribute("draggable", "false"); });
  }
  function set(node, of) { Object.keys(of).forEach(function (name) { node.setAttribute(name, of[name]); }); }

  /* Lay a newer tree over the one that stands. What has the same name stays the same node. */
  function patch(old, fresh) {
    var at = old.firstChild, named = {}, wanted = {}, isLeft = function (one) { return !key(one) || !wanted[key(one)]; };
    if (old.nodeType !== 1) { if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue; return; }
    if (old.isEqualNode(fresh)) return;
    if (!attributes(old, fresh)) return; /* what somebody is writing stays as they wrote it */
    each(old, function (one) { if (key(one)) named[key(one)] = one; });
    each(fresh, function (one) { wanted[key(one)] = true; });
    each(fresh, function (one) {
      var name = key(one), same = name ? named[name] : at;
      while (name && same && at && at !== same && isLeft(at)) at = dropped(at); /* rather than moving who stays */
      if (!same || same.nodeName !== one.nodeName || key(same) !== name) { old.insertBefore(document.importNode(one, true), at); return; }
      if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
      patch(same, one);
    });
    while (at) at = dropped(at);
  }
  function each(node, then) { Array.prototype.slice.call(node.childNodes).forEach(then); }
  function dropped(node) { var next = node.nextSibling; node.remove(); return next; }
  function key(node) {
    if (node.nodeType !== 1) return "";
    if (node.nodeName === "LI" && node.firstElementChild && node.firstElementChild.dataset.id) return "li" + node.firstElementChild.dataset.id;
    var id = node.dataset.id || node.getAttribute("id"); /* a form's own .id may be its field of that name */
    if (id) return node.nodeName + id;
    if (node.dataset.of) return node.getAttribute("class") + node.dataset.of;
    return node.dataset.one ? node.dataset.one + node.dataset.other : "";
  }
  function attributes(old, fresh) {
    var isField = /^(INPUT|TEXTAREA|SELECT)$/.test(old.nodeName), isTouched = isField && old.type !== "hidden" && (old === document.activeElement || isWritten(old));
    if (isTouched) return false;
    Array.prototype.slice.call(old.attributes).forEach(function (one) {
      if (!fresh.hasAttribute(one.name) && !(one.name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(one.name);
    });
    Array.prototype.forEach.call(fresh.attributes, function (one) {
      if (old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
    });
    if (isField && "checked" in old) old.checked = fresh.defaultChecked;
    return true;
  }
  function isWritten(field) {
    if (field.type === "radio" && field.form) return Array.prototype.some.call(field.form.elements, function (one) {
      return one.name === field.name && one.checked !== one.defaultChecked;
    });
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.nodeName === "SELECT") return Array.prototype.some.call(field.options, function (one) { return one.selected !== one.defaultSelected; });
    return field.value !== field.defaultValue;
  }

  Object.assign(circle, {
    all: all, places: places, find: find, people: people, placed: placed, words: words, spot: spot,
    put: put, mark: mark, chip: chip, show: show, lines: lines, tied: tied, dress: dress, patch: patch, asPlaced: asPlaced
  });
})();
