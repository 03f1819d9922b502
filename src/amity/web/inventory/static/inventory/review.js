/* Pages of one form that save by themselves: somebody in the client's life, the note about closeness. The saving is
   the session page's (course/saving.js); here is what the page says about it, and when it saves. */
(function () {
  "use strict";
  var own = window.amityFields, saving = window.amitySaving, record = document.getElementById("record");
  var line = document.getElementById("saved"), spoken = document.getElementById("spoken"), going = false;
  if (!own || !saving || !record || !record.dataset.autosave || !line) return;
  var keeper = new saving.Keeper(record);
  saving.keepers = [keeper];
  saving.savedAt = line.dataset.saved;
  var SAID = {
    offline: "Not saved yet: no connection. What you wrote is on this page and is sent again by itself.",
    gone: "Not saved: this record is not open to you any more. Copy what you wrote before you leave.",
    "signed out": "Not saved yet: you are signed out. What you wrote is on this page. "
  };
  function say(text) { if (spoken.textContent !== text) spoken.textContent = text; }
  function isRefused(name) { return name in keeper.refused; }
  function stands(waiting) {
    if (saving.trouble && waiting.length) return SAID[saving.trouble];
    if (Object.keys(keeper.held).length) return "Not saved yet: changed elsewhere meanwhile. Both stand side by side; choose which holds.";
    if (waiting.some(isRefused)) return "Not everything is saved: look at what is marked.";
    return "";
  }
  function report() {
    var waiting = keeper.unsent(), bad = stands(waiting), text = bad;
    if (!bad) text = waiting.length ? "saving …" : saving.savedAt ? "saved " + saving.savedAt : "it saves by itself";
    if (line.dataset.shown === text) return;
    line.dataset.shown = text;
    line.classList.toggle("bad", Boolean(bad));
    line.textContent = text;
    if (saving.trouble === "signed out" && waiting.length) {
      var link = own.made("a", "", "Sign in in another tab");
      link.href = "/account/sign-in"; link.target = "_blank"; link.rel = "noopener";
      line.append(link, "; then it is sent.");
    }
    if (bad) say(text);
  }
  function isOurs(event) { return event.target.form === record && keeper.names.indexOf(event.target.name) >= 0; }
  function leave() { keeper.save(true); }
  document.addEventListener("input", function (event) { if (isOurs(event)) keeper.later(); });
  document.addEventListener("change", function (event) { if (isOurs(event)) keeper.save(); });
  document.addEventListener("focusout", function (event) { if (isOurs(event)) keeper.save(); });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") leave(); else saving.resume();
  });
  window.addEventListener("pagehide", function () { if (!going) leave(); });
  window.addEventListener("pageshow", function () { going = false; });
  window.addEventListener("online", saving.resume);
  window.addEventListener("focus", function () { if (saving.trouble) saving.resume(); });
  window.addEventListener("beforeunload", function (event) {
    if (going || !keeper.unsent().length) return;
    event.preventDefault();
    event.returnValue = "";
  });
  /* A step's button: what is left to save goes with it, in this page's next turn. */
  record.addEventListener("submit", function () {
    clearTimeout(keeper.soon);
    keeper.turn += 1;
    record.elements.version.value = keeper.version;
    record.elements.page.value = saving.id;
    record.elements.turn.value = keeper.turn;
    going = true;
  });
  Object.assign(saving, { report: report, after: report, say: say, empty: function () {} });
  report();
})();
