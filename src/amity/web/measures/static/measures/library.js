// A file goes into the text field, so that one sees what is sent; nothing is uploaded beside it.
(() => {
  const box = document.querySelector("[data-file]");
  const text = document.getElementById("id_text");
  if (!box || !text) return;
  box.hidden = false;
  box.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file && file.size <= 262144) text.value = await file.text();
  });
})();
