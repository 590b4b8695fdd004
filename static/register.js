// Has the browser keep the page's files (service-worker.js), once the page runs: nothing may be in the way of that.
addEventListener("TrunkApplicationStarted", () => {
  // Where there are no service workers, or none are allowed, the page needs the network.
  navigator.serviceWorker?.register("./service-worker.js").catch(() => {});
});
