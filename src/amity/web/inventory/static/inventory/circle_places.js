/* Places on a circle: from a point to a ring and an angle, back again, and in words. An angle counts tenths of a
   degree, clockwise from the top. Mouse, finger and keys land on the same 120 directions, 3 degrees apart. */
(function () {
  "use strict";
  var TURN = 3600, STEP = 30, HOUR = 300, BEYOND = 16; /* BEYOND: so far outside the last edge is still on it */
  var translated = JSON.parse((document.currentScript && document.currentScript.dataset.words) || "{}");
  /* A text in the language of the page, which hands the translations over; {name} is filled with what `of` has for it. */
  function said(text, of) {
    return (translated[text] || text).replace(/\{(\w+)\}/g, function (all, name) { return of && name in of ? of[name] : all; });
  }
  var WORDS = ["", said("intimate"), said("close"), said("wider"), said("distant")];

  function Places(svg) {
    this.edges = svg.dataset.edges.split(" ").map(Number);
    this.middle = Number(svg.dataset.middle);
    this.rings = this.edges.length - 1;
  }
  function around(angle) { return ((angle % TURN) + TURN) % TURN; }
  function snapped(angle) { return around(Math.round(angle / STEP) * STEP); }

  Places.prototype.point = function (ring, angle) {
    var far = (this.edges[ring - 1] + this.edges[ring]) / 2, turn = 2 * Math.PI * angle / TURN;
    return { x: this.middle + far * Math.sin(turn), y: this.middle - far * Math.cos(turn) };
  };
  /* The ring and angle under a point; ring null outside the circle. */
  Places.prototype.at = function (x, y) {
    var across = x - this.middle, down = y - this.middle, far = Math.sqrt(across * across + down * down), ring = 1;
    while (ring < this.rings && far > this.edges[ring]) ring += 1;
    if (far > this.edges[this.rings] + BEYOND) ring = null;
    return { ring: ring, angle: snapped(Math.atan2(across, -down) / (2 * Math.PI) * TURN) };
  };
  /* The middle of the widest gap around the circle, where somebody goes who was only given a ring. */
  Places.prototype.free = function (people) {
    var taken = people.map(function (one) { return one.angle; }).sort(function (a, b) { return a - b; }), best = 0, start = 0;
    if (!taken.length) return 0;
    taken.forEach(function (angle, at) {
      var gap = (at + 1 < taken.length ? taken[at + 1] : taken[0] + TURN) - angle;
      if (gap > best) { best = gap; start = angle; }
    });
    return snapped(start + best / 2);
  };

  function clock(angle) {
    var half = Math.round(angle * 2 / HOUR) % 24, hour = Math.floor(half / 2) || 12;
    return said(half % 2 ? "half past {hour}" : "{hour} o’clock", { hour: hour });
  }
  /* people: the others, each with name, ring and angle. */
  function beside(ring, angle, people) {
    var there = people.filter(function (one) { return one.ring === ring; }).sort(function (a, b) {
      return around(a.angle - angle) - around(b.angle - angle);
    });
    if (!there.length) return "";
    if (there.length === 1) return said(", beside {name}", { name: there[0].name });
    return said(", between {one} and {other}", { one: there[there.length - 1].name, other: there[0].name });
  }
  Places.prototype.words = function (ring, angle, people) {
    return ring ? this.ring(ring) + ", " + this.way(ring, angle, people) : said("not placed");
  };
  Places.prototype.ring = function (ring) { return said("{word}, ring {ring} of {rings}", { word: WORDS[ring], ring: ring, rings: this.rings }); };
  Places.prototype.way = function (ring, angle, people) { return said("towards {clock}", { clock: clock(angle) }) + beside(ring, angle, people); };

  window.amityCircle = { Places: Places, around: around, snapped: snapped, said: said, WORDS: WORDS, STEP: STEP };
})();
