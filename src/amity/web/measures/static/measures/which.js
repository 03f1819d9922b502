// Finding a questionnaire by typing: groups with a match open, the others go out of sight. Without it all stand there.
(function () {
  "use strict";
  var all = document.querySelector("[data-which]"), box = all && all.querySelector("[data-find]");
  if (!box) return;
  var input = box.querySelector("input"), said = box.querySelector("[aria-live]");
  var groups = Array.prototype.slice.call(all.querySelectorAll("[data-group]")), before = null;
  box.hidden = false;
  function plain(text) { return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " "); }
  function find() {
    var words = plain(input.value).split(" ").filter(Boolean), found = 0;
    if (words.length && !before) before = groups.map(function (group) { return group.open; });
    groups.forEach(function (group, place) {
      var title = plain(group.querySelector("summary").textContent), here = 0;
      group.querySelectorAll("li").forEach(function (row) {
        var text = title + plain(row.textContent);
        row.hidden = !words.every(function (word) { return text.includes(word); });
        if (!row.hidden) here += 1;
      });
      found += here;
      group.hidden = Boolean(words.length) && !here;
      if (words.length) group.open = here > 0; else if (before) group.open = before[place];
    });
    if (!words.length) before = null;
    said.textContent = !words.length ? "" : found ? found + " found" : "Nothing here is called so, or about it.";
  }
  input.addEventListener("input", find);
  input.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  find();
})();
