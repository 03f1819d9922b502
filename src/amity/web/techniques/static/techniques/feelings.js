/* Words for feelings: a folded family names what is chosen in it, and there is always room for one more of one's own. */
(function () {
  "use strict";
  var form = document.getElementById("worksheet");
  if (!form) return;
  function all(found) { return Array.prototype.slice.call(found); }
  function name(family) {
    var words = all(family.querySelectorAll("input:checked")).map(function (one) { return one.value; });
    family.querySelector("[data-chosen]").textContent = words.length ? words.join(", ") : "";
  }
  function more(line) {
    var next = line.nextElementSibling, fresh;
    if (!line.querySelector("input").value.trim() || (next && next.matches(".felt-own"))) return;
    fresh = line.cloneNode(true);
    fresh.querySelector("input").value = "";
    fresh.querySelector("select").value = "";
    line.after(fresh);
  }
  form.addEventListener("change", function (event) {
    var family = event.target.closest(".family"), word = event.target.closest(".felt-word");
    if (family && event.target.type === "checkbox") name(family);
    if (word && event.target.type === "checkbox" && !event.target.checked) word.querySelector("select").value = "";
  });
  form.addEventListener("input", function (event) {
    var line = event.target.closest(".felt-own");
    if (line && event.target.tagName === "INPUT") more(line);
  });
})();
