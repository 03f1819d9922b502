/* Passkeys: a form that waits for the browser's answer and then sends it. Where there are none, nothing is shown. */
(function () {
  "use strict";
  var place = document.querySelector("[data-passkeys]");
  if (!place || !window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) return;
  var site = place.dataset.passkeys;
  if (!site || (location.hostname !== site && !location.hostname.endsWith("." + site))) return;

  place.hidden = false;
  place.querySelectorAll("[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      ask(form).then(function (answer) {
        form.elements.passkey.value = JSON.stringify(answer);
        var code = document.getElementById("id_code");
        if (code && form.elements.code) form.elements.code.value = code.value;
        form.submit();
      }).catch(function () { form.querySelector("[data-failed]").hidden = false; });
    });
  });

  function ask(form) {
    var token = form.elements.csrfmiddlewaretoken.value;
    return fetch(form.dataset.begin, { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin" })
      .then(function (answer) { if (!answer.ok) throw new Error(); return answer.json(); })
      .then(function (asked) {
        return form.dataset.passkey === "new"
          ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey) })
          : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) });
      })
      .then(function (credential) { return credential.toJSON(); });
  }
})();
