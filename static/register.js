// What goes wrong before the page runs keeps it from that, and an error in its program ends it: that is told, since nothing
// else would be seen.
const failures = ["error", "unhandledrejection"];
// The file of the words may be what did not come.
const [lang, what, noFile, noWasm, ended] = navigator.language.startsWith("de")
  ? [
      "de",
      "Postil konnte nicht starten.",
      "Eine Datei der Seite kam nicht an, oder dieser Browser ist zu alt dafür. Die Seite neu laden, um es noch einmal zu versuchen.",
      "Postil braucht WebAssembly, das dieser Browser nicht hat oder das abgeschaltet ist, wie im Blockierungsmodus.",
      "Ein Fehler in Postil hat es beendet. Was gespeichert ist, bleibt: die Seite neu laden, um weiterzumachen.",
    ]
  : [
      "en",
      "Postil could not start.",
      "A file of it did not come, or this browser is too old for it. Reload the page to try again.",
      "It needs WebAssembly, which this browser does not have, or has turned off, as in Lockdown Mode.",
      "An error in Postil has ended it. What is saved is kept: reload the page to go on.",
    ];
const say = (words) => {
  document.body.innerHTML = `<p class="alert" role="alert" lang="${lang}">${words}</p>`;
};
const tell = () => say(`${what} ${globalThis.WebAssembly ? noFile : noWasm}`);
// Also what elements hear, as of a script that did not come.
for (const failure of failures) addEventListener(failure, tell, true);

addEventListener("TrunkApplicationStarted", () => {
  for (const failure of failures) removeEventListener(failure, tell, true);
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) say(ended);
  });
  // Has the browser keep the page's files, only now: nothing may be in the way of the start. Where there are no service
  // workers, or none are allowed, the page needs the network.
  navigator.serviceWorker?.register("./service-worker.js").catch(() => {});
});
