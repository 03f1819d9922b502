/* From then to now, seen: who left fades, who moved glides, who came appears. The table says the same in words. */
(function () {
  "use strict";
  var WAIT = 700, GLIDE = 1600, APPEAR = 600; /* milliseconds */
  var button = document.querySelector("[data-show]"), drawing = document.querySelector("svg.between");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  if (!button || !drawing) return;

  function dress() {
    button.hidden = still.matches;
    document.querySelector(".still").hidden = !still.matches;
  }
  function at(words) { return "translate(" + words.split(" ").join("px,") + "px)"; }

  function show() {
    Array.prototype.forEach.call(drawing.querySelectorAll(".somebody, .ghost"), function (one) {
      var kind = one.dataset.kind, how = { duration: GLIDE, delay: WAIT, fill: "backwards", easing: "ease-in-out" };
      if (kind === "moved") one.animate([{ transform: at(one.dataset.then) }, { transform: at(one.dataset.now) }], how);
      else if (kind === "left" || kind === "unplaced") one.animate([{ opacity: 1 }, { opacity: .15 }, { opacity: 1 }], how);
      else if (kind !== "stayed") /* came, was placed, and the ghosts of those who moved */
        one.animate([{ opacity: 0 }, { opacity: 1 }], { duration: APPEAR, delay: WAIT + GLIDE, fill: "backwards" });
    });
    button.textContent = "Show it again";
  }

  button.addEventListener("click", show);
  still.addEventListener("change", dress);
  dress();
})();
