/* What the special editors do while somebody writes: a folded line shows what is under it, parts are swapped. */
(function () {
  "use strict";
  var form = document.getElementById("worksheet");
  if (!form) return;
  function all(found) { return Array.prototype.slice.call(found); }

  /* A conversation: what was meant and what arrived, at a glance on the folded line. */
  function plain(text) { return text.trim().split(/\s+/).join(" "); }
  function glance(box) {
    var said = {};
    all(box.querySelectorAll("[data-shows]")).forEach(function (end) {
      var field = document.getElementById(end.dataset.shows), text = field ? field.value.trim() : "";
      end.hidden = !text;
      end.querySelector("[data-text]").textContent = text;
      said[end.classList.contains("meant") ? "meant" : end.classList.contains("arrived") ? "arrived" : "alt"] = plain(text);
    });
    box.classList.toggle("is-gap", Boolean(said.meant && said.arrived && said.meant !== said.arrived));
  }
  form.addEventListener("input", function (event) {
    var row = event.target.closest(".row-of-transcript"), box = row && row.querySelector(".glance");
    if (box) { glance(box); row.classList.toggle("has-gap", box.classList.contains("is-gap")); }
  });

  /* A role play: each plays the other's part. */
  var OTHER = { client: "therapist", therapist: "client" };
  function part(row, name) { return all(row.querySelectorAll("[name$='." + name + "']")); }
  function played(row, name) { return (part(row, name).filter(function (one) { return one.checked; })[0] || {}).value || ""; }
  function play(row, name, value) { part(row, name).forEach(function (one) { one.checked = one.value === value; }); }
  function swap(row, from) {
    var mine = played(from, "self_played_by"), theirs = played(from, "other_played_by");
    if (!mine && !theirs) return false;
    mine = mine || OTHER[theirs]; theirs = theirs || OTHER[mine];
    play(row, "self_played_by", theirs); play(row, "other_played_by", mine);
    return true;
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-swap]"), row = button && button.closest("[data-row]");
    if (!row) return;
    event.preventDefault();
    if (swap(row, row)) part(row, "self_played_by")[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
