/* Questions that are asked by what was answered beside them, beginnings to tap, and choices that are taken back. */
(function () {
  "use strict";
  var form = document.getElementById("worksheet");
  if (!form) return;
  function all(found) { return Array.prototype.slice.call(found); }
  function chosen(name) {
    return all(form.elements).filter(function (one) {
      return one.name === name && (!/radio|checkbox/.test(one.type) || one.checked) && one.value.trim();
    }).map(function (one) { return one.value; });
  }
  var RULES = {
    answered: function (values) { return values.length > 0; },
    is_yes: function (values) { return values[0] === "yes"; },
    is_not_no: function (values) { return values[0] === "yes" || values[0] === "part"; },
    is_no: function (values) { return values[0] === "no"; },
    chosen: function (values, options) { return values.some(function (one) { return options.indexOf(one) >= 0; }); }
  };
  function isAnswered(box) {
    return all(box.querySelectorAll("input:not([type=hidden]), textarea, select")).some(function (one) {
      return /radio|checkbox/.test(one.type) ? one.checked && one.value : one.value.trim();
    });
  }
  /* What a rule hides is hidden only while it is empty. */
  function look() {
    all(form.querySelectorAll("[data-rule]")).forEach(function (box) {
      var holds = RULES[box.dataset.rule](chosen(box.dataset.looksAt), box.dataset.options.split(" "));
      box.hidden = !holds && !isAnswered(box) && !box.contains(document.activeElement);
    });
  }
  document.addEventListener("written", look);

  /* A beginning puts itself where it belongs, behind what is there. */
  function dress() {
    all(form.querySelectorAll("span[data-begin]")).forEach(function (one) {
      var button = document.createElement("button");
      button.type = "button"; button.dataset.begin = one.dataset.begin; button.textContent = one.textContent;
      one.replaceWith(button);
    });
  }
  document.addEventListener("moved", dress);
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-begin]"), field = button && document.getElementById(button.dataset.begin), words;
    if (!field) return;
    words = button.textContent.replace(/\s*…$/, " ");
    field.value = field.value.trim() ? field.value.replace(/\s+$/, "") + (field.tagName === "TEXTAREA" ? "\n" : " ") + words : words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });

  /* The same answer tapped again, or "leave open", takes it back. */
  var before = null;
  function radio(event) {
    var label = event.target instanceof Element && event.target.closest("label"), one = label && label.control;
    return one && one.type === "radio" && form.contains(one) ? one : null;
  }
  form.addEventListener("pointerdown", function (event) { var one = radio(event); before = one && one.checked ? one : null; });
  form.addEventListener("click", function (event) {
    var one = event.target;
    if (!(one instanceof HTMLInputElement) || one.type !== "radio") return;
    if (one === before || !one.value) {
      one.checked = false;
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
    before = null;
  });
  form.addEventListener("keydown", function (event) {
    var one = event.target;
    if (one.type !== "radio" || !one.checked || (event.key !== "Backspace" && event.key !== "Delete")) return;
    event.preventDefault();
    one.checked = false;
    one.dispatchEvent(new Event("change", { bubbles: true }));
  });
  dress(); look();
})();
