/* The fields of a form by name: a text, or the list of what is ticked. Small things the other two scripts use. */
(function () {
  "use strict";
  function all(found) { return Array.prototype.slice.call(found); }

  function controls(form, name) { return all(form.elements).filter(function (one) { return one.name === name; }); }
  function isTicks(list) { return list.length && list[0].type === "checkbox"; }
  function read(form, name) {
    var list = controls(form, name);
    if (isTicks(list)) return list.filter(function (one) { return one.checked; }).map(function (one) { return one.value; }).sort();
    if (list.length && list[0].type === "radio") {
      var chosen = list.filter(function (one) { return one.checked; })[0];
      return chosen ? chosen.value : "";
    }
    return list.length ? list[0].value : "";
  }
  function write(form, name, value) {
    controls(form, name).forEach(function (one) {
      if (one.type === "checkbox") one.checked = value.indexOf(one.value) >= 0;
      else if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    });
  }
  function same(a, b) {
    if (Array.isArray(a)) return a.slice().sort().join() === (Array.isArray(b) ? b : []).slice().sort().join();
    return String(a).replace(/\r\n?/g, "\n").trim() === String(b).replace(/\r\n?/g, "\n").trim();
  }
  function words(form, name, value) {
    var names = controls(form, name).filter(function (one) { return [].concat(value).indexOf(one.value) >= 0; }).map(function (one) {
      return one.labels && one.labels[0] ? one.labels[0].textContent.trim() : one.value;
    });
    var list = controls(form, name);
    return list.length && /radio|checkbox/.test(list[0].type) ? names.join(", ") : value;
  }
  function place(form, name) {
    var first = controls(form, name)[0];
    return first && first.closest(".field");
  }
  function made(kind, name, text) {
    var one = document.createElement(kind);
    one.className = name;
    if (text) one.textContent = text;
    return one;
  }
  function press(text, then) {
    var one = made("button", "btn", text);
    one.type = "button";
    one.addEventListener("click", then);
    return one;
  }
  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    return Array.prototype.map.call(b, function (n, i) {
      return ([4, 6, 8, 10].indexOf(i) < 0 ? "" : "-") + (n + 256).toString(16).slice(1);
    }).join("");
  }
  window.amityFields = {
    all: all, controls: controls, read: read, write: write, same: same, words: words, place: place,
    made: made, press: press, uuid: uuid
  };
})();
