/* Mouse, finger and pen: somebody is taken, carried and let go. While they are carried a frame sets where one mark
   stands and reads nothing of the layout. */
(function () {
  "use strict";
  var circle = window.amityCircle, FAR = { mouse: 4, pen: 6, touch: 9 }, EDGE = 48, SCROLL = 12; /* pixels */
  var TARGET = 22, LINGERS = 350; /* pixels, milliseconds */

  /* does: may(), drop(id, place), over(place or null), lifted(). */
  function Hands(stage, does) {
    var own = this;
    this.stage = stage; this.does = does; this.drag = null; this.frame = 0; this.justLetGo = false;
    stage.addEventListener("pointerdown", function (event) { own.take(event); });
    stage.addEventListener("pointermove", function (event) { own.carry(event); });
    stage.addEventListener("pointerup", function (event) { own.letGo(event); });
    stage.addEventListener("pointercancel", function () { own.stop(); });
    stage.addEventListener("lostpointercapture", function (event) { if (event.target === stage) own.stop(); }); /* not: the chip hands it to the stage */
    /* Whoever is held goes with the finger, not the page: browsers do not agree on touch-action inside a drawing. */
    stage.addEventListener("touchmove", function (event) { if (own.drag && event.cancelable) event.preventDefault(); }, { passive: false });
    stage.addEventListener("dragstart", function (event) { event.preventDefault(); });
    stage.addEventListener("contextmenu", function (event) { if (own.drag) event.preventDefault(); });
    window.addEventListener("scroll", function () { if (own.drag && own.drag.isCarried) own.measure(); }, { passive: true, capture: true });
  }
  Hands.prototype.isCarrying = function () { return Boolean(this.drag && this.drag.isCarried); };

  /* Who is meant at this point of the window: the nearest within reach, where reaches overlap. */
  Hands.prototype.meant = function (event) {
    var chip = event.target.closest(".chip[data-id]"), svg = event.target.closest("svg.circle"), best = null, least, point, matrix;
    if (chip || !svg) return chip;
    matrix = svg.getScreenCTM();
    point = inside(matrix.inverse(), event.clientX, event.clientY);
    least = Math.max(TARGET / matrix.a, 14);
    circle.all(this.stage, ".somebody[data-id]").forEach(function (node) {
      var at = circle.spot(node), far = Math.hypot(at.x - point.x, at.y - point.y);
      if (far <= least) { least = far; best = node; }
    });
    return best || event.target.closest(".somebody[data-id]");
  };
  Hands.prototype.place = function (event) {
    var svg = this.stage.querySelector("svg.circle"), point = inside(svg.getScreenCTM().inverse(), event.clientX, event.clientY);
    return circle.places(this.stage).at(point.x, point.y);
  };
  function inside(matrix, x, y) { return { x: matrix.a * x + matrix.c * y + matrix.e, y: matrix.b * x + matrix.d * y + matrix.f }; }

  Hands.prototype.take = function (event) {
    var node = !this.drag && !event.button && event.isPrimary && this.does.may() ? this.meant(event) : null;
    if (!node) return;
    if (event.pointerType === "mouse") event.preventDefault(); /* marks no text */
    node.focus({ preventScroll: true });
    this.drag = { id: node.dataset.id, pointer: event.pointerId, fromX: event.clientX, fromY: event.clientY, x: event.clientX, y: event.clientY, far: FAR[event.pointerType] || FAR.mouse, isCarried: false };
  };
  Hands.prototype.carry = function (event) {
    var drag = this.drag, own = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.x = event.clientX; drag.y = event.clientY;
    if (!drag.isCarried && Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY) < drag.far) return;
    if (!drag.isCarried && !this.lift()) return;
    this.frame = this.frame || requestAnimationFrame(function () { own.draw(); });
  };
  Hands.prototype.lift = function () {
    var drag = this.drag, node = circle.find(this.stage, drag.id);
    if (!node) { this.drag = null; return false; }
    drag.isCarried = true;
    drag.places = circle.places(this.stage);
    drag.follow = circle.lines(this.stage, drag.id);
    drag.home = node.classList.contains("chip") ? null : circle.spot(node);
    drag.mark = drag.home ? node.cloneNode(true) : circle.mark(this.stage, drag.id, node.dataset.name);
    ["data-id", "tabindex", "role", "aria-label", "aria-valuenow", "aria-valuetext", "aria-valuemin", "aria-valuemax", "aria-roledescription", "aria-description"]
      .forEach(function (name) { drag.mark.removeAttribute(name); });
    drag.mark.setAttribute("aria-hidden", "true");
    drag.mark.classList.add("carried");
    this.stage.querySelector("svg.circle").append(drag.mark);
    node.classList.add("lifted");
    this.stage.classList.add("carrying");
    this.stage.setPointerCapture(drag.pointer);
    this.measure();
    this.does.lifted(drag.id);
    return true;
  };
  Hands.prototype.measure = function () { this.drag.matrix = this.stage.querySelector("svg.circle").getScreenCTM().inverse(); this.drag.height = window.innerHeight; };
  Hands.prototype.draw = function () {
    var drag = this.drag, own = this, point, at;
    this.frame = 0;
    if (!drag || !drag.isCarried) return;
    point = inside(drag.matrix, drag.x, drag.y);
    circle.put(drag.mark, point.x, point.y);
    drag.follow(point.x, point.y);
    at = drag.places.at(point.x, point.y);
    if (!drag.at || drag.at.ring !== at.ring) this.does.over(at);
    drag.at = at;
    if (drag.y >= EDGE && drag.y <= drag.height - EDGE) drag.atEdge = 0;
    else { /* on to what lies out of sight, after a moment: one also sets out from there */
      drag.atEdge = drag.atEdge || performance.now();
      if (performance.now() - drag.atEdge > LINGERS) window.scrollBy(0, drag.y < EDGE ? -SCROLL : SCROLL);
      this.frame = requestAnimationFrame(function () { own.draw(); });
    }
  };
  Hands.prototype.letGo = function (event) {
    var drag = this.drag, place;
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.isCarried) { this.drag = null; return; }
    place = this.place(event);
    this.stop();
    this.does.drop(drag.id, place);
  };
  /* Whoever was carried is where they were. */
  Hands.prototype.stop = function () {
    var drag = this.drag, own = this;
    this.drag = null;
    if (!drag || !drag.isCarried) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.justLetGo = true; /* the click that follows means nothing */
    setTimeout(function () { own.justLetGo = false; }, 80);
    drag.mark.remove();
    if (drag.home) drag.follow(drag.home.x, drag.home.y);
    circle.all(this.stage, ".lifted").forEach(function (one) { one.classList.remove("lifted"); });
    this.stage.classList.remove("carrying");
    this.does.over(null);
    if (this.stage.hasPointerCapture(drag.pointer)) this.stage.releasePointerCapture(drag.pointer);
    this.does.down();
  };

  circle.Hands = Hands;
})();
