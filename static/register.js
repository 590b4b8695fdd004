// What goes wrong before the page runs keeps it from that, and is told: nothing else would be seen.
const failures = ["error", "unhandledrejection"];
const tell = () => {
  const why = globalThis.WebAssembly
    ? "A file of it did not come, or this browser is too old for it. Reload the page to try again."
    : "It needs WebAssembly, which this browser does not have, or has turned off, as in Lockdown Mode.";
  document.body.innerHTML = `<p class="alert" role="alert">Postil could not start. ${why}</p>`;
};
// Also what elements hear, as of a script that did not come.
for (const failure of failures) addEventListener(failure, tell, true);

addEventListener("TrunkApplicationStarted", () => {
  for (const failure of failures) removeEventListener(failure, tell, true);
  // Has the browser keep the page's files, only now: nothing may be in the way of the start. Where there are no service
  // workers, or none are allowed, the page needs the network.
  navigator.serviceWorker?.register("./service-worker.js").catch(() => {});
});
