// A signature drawn in a box: pointer, pen or finger. The picture goes into a hidden field, and the form is sent as any other.
// Nothing here talks to the network. Without this file one signs by typing or on paper.
"use strict";

const INK = "#141430";
const WIDTH = 3;

const pictureOf = (canvas) => canvas.toDataURL("image/png").split(",")[1];

const showAgain = async (canvas, pen, text) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  pen.drawImage(picture, 0, 0);
};

for (const place of document.querySelectorAll("[data-signature]")) {
  const canvas = place.querySelector("canvas");
  const form = canvas.closest("form");
  const empty = place.querySelector("[data-empty]");
  const pen = canvas.getContext("2d");
  let drawn = false;
  let drawing = false;

  // On a dark page the paper stays white: what is signed looks as it will be printed.
  canvas.style.background = "white";
  canvas.style.border = "2px solid";
  canvas.style.maxInlineSize = "100%";
  canvas.style.touchAction = "none";
  Object.assign(pen, { strokeStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const edge = canvas.clientLeft;
    return [
      ((event.clientX - box.left - edge) * canvas.width) / canvas.clientWidth,
      ((event.clientY - box.top - edge) * canvas.height) / canvas.clientHeight,
    ];
  };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = drawn = true;
    empty.hidden = true;
    pen.beginPath();
    pen.moveTo(...at(event));
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const between = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const each of between.length ? between : [event]) pen.lineTo(...at(each));
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      drawing = false;
    });
  }
  place.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn = false;
    form.elements.image.value = "";
  });
  form.addEventListener("submit", (event) => {
    if (drawn) {
      form.elements.image.value = pictureOf(canvas);
    } else {
      event.preventDefault();
      empty.hidden = false;
    }
  });
  if (form.elements.image.value) {
    showAgain(canvas, pen, form.elements.image.value)
      .then(() => {
        drawn = true;
      })
      .catch(() => {
        form.elements.image.value = "";
      });
  }
  place.hidden = false;
}
