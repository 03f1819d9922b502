/* Counts the words of a text while it is written. Without it the server counts them when the page is drawn. */
(function () {
  "use strict";
  function say(line, field) {
    var count = (field.value.match(/\S+/g) || []).length, about = Number(line.dataset.about);
    line.hidden = count === 0;
    line.textContent = count + (count === 1 ? " word" : " words") +
      (count > about ? ", longer than about " + about + ": that is fine" : "");
  }
  document.querySelectorAll("[data-words-of]").forEach(function (line) {
    var field = document.getElementById(line.dataset.wordsOf);
    if (!field) return;
    field.addEventListener("input", function () { say(line, field); });
    say(line, field);
  });
})();
