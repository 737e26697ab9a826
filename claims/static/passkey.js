// Passkeys: the browser is asked, its answer goes into a hidden field, and the form is sent as any other.
// Nothing here talks to the network. Without this file the code of the authenticator works.
"use strict";

const bytesOf = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.codePointAt(0));
};

const textOf = (buffer) => {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCodePoint(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const ask = {
  use: (facts) =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(facts.challenge),
        rpId: facts.host,
        userVerification: "preferred",
        timeout: 120000,
      },
    }),
  make: (facts) => {
    const options = JSON.parse(facts.options);
    options.challenge = bytesOf(options.challenge);
    options.user.id = bytesOf(options.user.id);
    for (const known of options.excludeCredentials || []) known.id = bytesOf(known.id);
    return navigator.credentials.create({ publicKey: options });
  },
};

const answerOf = (made) => {
  const response = { clientDataJSON: textOf(made.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = textOf(made.response[name]);
  }
  const id = textOf(made.rawId);
  return JSON.stringify({ id, rawId: id, type: made.type, response, clientExtensionResults: {} });
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  const form = place.closest("form");
  const failed = place.querySelector("[data-failed]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    failed.hidden = true;
    try {
      form.elements.passkey.value = answerOf(await ask[place.dataset.passkey](place.dataset));
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  });
}
