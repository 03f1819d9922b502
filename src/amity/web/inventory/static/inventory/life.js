/* The life chart under the hand: drag to go on in time, the wheel with Ctrl to look closer. Each only follows a link
   that stands there already, so that it does what the links do and no more. */
(function () {
  "use strict";
  var DRAG = 60; /* pixels sideways, before it is meant */
  function follow(move) {
    var link = document.querySelector('[data-move="' + move + '"]');
    if (link) { location.replace(link.href); }
  }
  document.addEventListener("DOMContentLoaded", function () {
    var chart = document.querySelector("#chart .life-chart");
    if (!chart) { return; }
    var from = null;
    chart.addEventListener("pointerdown", function (event) { from = event.isPrimary && event.button === 0 ? event.clientX : null; });
    chart.addEventListener("pointercancel", function () { from = null; });
    chart.addEventListener("pointerup", function (event) {
      if (from === null) { return; }
      var by = event.clientX - from;
      from = null;
      if (Math.abs(by) >= DRAG) { follow(by > 0 ? "earlier" : "later"); }
    });
    chart.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) { return; }
      event.preventDefault();
      follow(event.deltaY < 0 ? "closer" : "wider");
    }, { passive: false });
  });
})();
