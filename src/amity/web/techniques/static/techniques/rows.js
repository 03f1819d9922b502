/* Rows of a list: one more from the empty one, up, down, away and back. Without script each is a button of its own. */
(function () {
  "use strict";
  var form = document.getElementById("worksheet"), spoken = document.getElementById("rows-spoken");
  if (!form) return;
  function all(found) { return Array.prototype.slice.call(found); }
  function fresh() { return Array.prototype.map.call(crypto.getRandomValues(new Uint8Array(4)), function (n) { return (n + 256).toString(16).slice(1); }).join(""); }
  var words = JSON.parse(form.dataset.words || "{}"); /* what is said, in the language of the page */
  function said_(text) { return words[text] || text; }
  function say(text) { if (spoken) spoken.textContent = text; }
  function moved() { document.dispatchEvent(new CustomEvent("moved")); }
  function rows(list) { return all(list.querySelectorAll("[data-row]")).filter(function (one) { return !one.closest("template"); }); }
  function count(list) {
    rows(list).forEach(function (row, n) { all(row.querySelectorAll("[data-number]")).forEach(function (one) { one.textContent = n + 1; }); });
    all(list.querySelectorAll("[data-more]")).forEach(function (one) { one.hidden = rows(list).length >= Number(list.dataset.most); });
  }
  /* The empty row with an id of its own everywhere. */
  function blank(list, button) {
    var where = button && button.dataset.blank, template = list.querySelector(where ? "template[data-blank='" + where + "']" : "template[data-blank]");
    var row = template.content.firstElementChild.cloneNode(true), id = fresh();
    [row].concat(all(row.querySelectorAll("*"))).forEach(function (one) {
      all(one.attributes).forEach(function (it) { if (it.value.indexOf("NEW") >= 0) it.value = it.value.replace(/(^|[\s._:])NEW(?=[\s._]|$)/g, "$1" + id); });
    });
    return row;
  }
  function preset(row, button) {
    Object.keys(button.dataset).filter(function (key) { return key.indexOf("preset") === 0; }).forEach(function (key) {
      var inner = key.slice(6).toLowerCase();
      all(row.querySelectorAll("[name$='." + inner + "']")).forEach(function (one) {
        if (one.type === "radio") one.checked = one.value === button.dataset[key]; else one.value = button.dataset[key];
      });
    });
  }
  function more(list, button) {
    var row = blank(list, button), into = button.dataset.into ? document.getElementById(button.dataset.into) : list.querySelector(".list-rows"), first;
    preset(row, button);
    into.insertBefore(row, into.querySelector(":scope > .row-always"));
    count(list); moved();
    first = row.querySelector(button.dataset.focus || "textarea, input:not([type=hidden]), select");
    if (first) first.focus();
  }
  function off(list, row) {
    var line = document.createElement("li"), back = document.createElement("button"), next = row.nextElementSibling, into = row.parentNode;
    line.className = "row-gone"; line.textContent = said_("Taken away. ");
    back.type = "button"; back.className = "btn plain"; back.textContent = said_("Put it back");
    back.addEventListener("click", function () {
      line.replaceWith(row);
      count(list); moved();
      (row.querySelector("textarea, input:not([type=hidden]), select") || row).focus();
      say(said_("Back again"));
    });
    line.append(back);
    into.replaceChild(line, row);
    count(list); moved(); back.focus();
    say(said_("Taken away"));
    return next;
  }
  /* A row that is always there is emptied and stays. */
  function empty(row) {
    all(row.querySelectorAll("input, textarea, select")).forEach(function (one) {
      if (/radio|checkbox/.test(one.type)) one.checked = false; else if (one.type !== "hidden") one.value = "";
    });
    moved();
  }
  function beside(row, step) {
    var other = row[step];
    while (other && !(other.matches("[data-row]:not(.row-always)"))) other = other[step];
    return other;
  }
  function move(list, row, by, button) {
    var other = beside(row, by === "up" ? "previousElementSibling" : "nextElementSibling");
    if (!other) return;
    if (by === "up") other.before(row); else other.after(row);
    count(list); moved(); button.focus();
    say(said_("Now %n of %m").replace("%n", rows(list).indexOf(row) + 1).replace("%m", rows(list).length));
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-more], [data-row-do]"), list = button && button.closest("[data-list]"), row;
    if (!list) return;
    event.preventDefault();
    if (button.hasAttribute("data-more")) { more(list, button); return; }
    row = button.closest("[data-row]");
    if (button.dataset.rowDo === "off") { if (row.classList.contains("row-always")) empty(row); else off(list, row); }
    else move(list, row, button.dataset.rowDo, button);
  });
})();
