/* The lock, before anything of the page is drawn. It shuts after a minute in the background and in every new tab. A page that is
   open to all stays on the screen: from there, too, the next page of theirs asks for the PIN. */
(function () {
  "use strict";
  var me = document.currentScript.dataset, isOpenToAll = "openToAll" in me, LONGEST = 60000, PATIENCE = 1500, soon = null; /* milliseconds */
  if (!("noModule" in HTMLScriptElement.prototype)) return; /* what would open it again does not run here */

  if ("here" in me) { /* the page that asks for the PIN: sent without our other script, this tab counts as opened */
    sessionStorage.removeItem("open");
    sessionStorage.removeItem("hid");
    document.addEventListener("submit", function () { sessionStorage.setItem("open", "1"); }, true);
    return;
  }

  function forget() {
    var form = new FormData();
    clearTimeout(soon);
    sessionStorage.removeItem("open");
    sessionStorage.removeItem("hid");
    form.append("csrfmiddlewaretoken", me.token);
    return fetch(me.now, { method: "POST", body: form, keepalive: true, redirect: "manual" });
  }
  function shut() {
    var gone = false;
    function go() { if (!gone) { gone = true; location.replace(me.lock); } }
    if (isOpenToAll) return sessionStorage.getItem("open") ? forget().catch(function () { return null; }) : null;
    window.stop();
    document.title = "";
    document.documentElement.replaceChildren();
    forget().then(go, go);
    return setTimeout(go, PATIENCE);
  }
  function isLate() {
    var hid = sessionStorage.getItem("hid"), away = Date.now() - Number(hid);
    return hid !== null && (away >= LONGEST || away < 0);
  }
  function look() {
    if (document.visibilityState === "hidden") {
      sessionStorage.setItem("hid", Date.now());
      if (!isOpenToAll) document.documentElement.classList.add("covered");
      soon = setTimeout(shut, LONGEST);
    } else {
      clearTimeout(soon);
      if (isLate()) return shut();
      sessionStorage.removeItem("hid");
      document.documentElement.classList.remove("covered");
    }
  }

  document.addEventListener("visibilitychange", look);
  document.addEventListener("resume", look);
  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("[data-lock-now]")) { event.preventDefault(); shut(); }
  });
  if ((!sessionStorage.getItem("open") && !isOpenToAll) || isLate()) shut();
  else look();
})();
