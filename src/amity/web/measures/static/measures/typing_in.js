/* Typing in by keyboard: a digit is the answer and goes on to the next question, n is "not answered".
   Everything here is done by radio buttons without it. */
(function () {
  "use strict";
  var form = document.querySelector("[data-typing-in]"), hint = document.querySelector("[data-by-keys]");
  if (!form) return;
  if (hint) hint.hidden = false;
  var rows = Array.prototype.slice.call(form.querySelectorAll("fieldset.typed")), typed = "", typedIn = null;
  function options(row) { return Array.prototype.slice.call(row.querySelectorAll("input[type=radio]")); }
  function focus(row) {
    var all = options(row), chosen = all.filter(function (one) { return one.checked; })[0];
    (chosen || all[0]).focus();
  }
  function choose(row, value) {
    var found = options(row).filter(function (one) { return one.value === value; })[0];
    if (!found) return false;
    found.focus();
    if (!found.checked) { found.checked = true; found.dispatchEvent(new Event("change", { bubbles: true })); }
    return true;
  }
  function next(row) {
    var after = rows[rows.indexOf(row) + 1];
    typed = "";
    if (after) focus(after); else form.querySelector(".actions button").focus();
  }
  /* 1 may become 10: then the next key decides, and Tab goes on as ever. */
  function mayGrow(row, value) {
    return options(row).some(function (one) { return one.value !== value && one.value.indexOf(value) === 0; });
  }
  form.addEventListener("keydown", function (event) {
    var row = event.target.closest && event.target.closest("fieldset.typed");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (row !== typedIn) { typed = ""; typedIn = row; }
    if (event.key === "n" || event.key === "N") {
      event.preventDefault();
      if (choose(row, "none")) next(row);
    } else if (/^[0-9]$/.test(event.key)) {
      event.preventDefault();
      var value = typed + event.key;
      if (!choose(row, value)) { value = event.key; if (!choose(row, value)) return; }
      typed = value;
      if (!mayGrow(row, value)) next(row);
    }
  });
  if (!form.querySelector("[aria-invalid]") && !document.querySelector(".error-summary")) {
    var open = rows.filter(function (row) { return !options(row).some(function (one) { return one.checked; }); })[0];
    if (open) focus(open);
  }
})();
