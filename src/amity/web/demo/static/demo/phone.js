/* Opens a client's phone in a window of a phone's size. Without this file the link opens a page. */
(function () {
  "use strict";
  var SIZE = "popup,width=390,height=844";
  document.addEventListener("click", function (event) {
    var link = event.target instanceof Element && event.target.closest("a[target='client-phone']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (window.open(link.href, "client-phone", SIZE)) event.preventDefault();
  });
})();
