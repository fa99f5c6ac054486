// A connection is taken up again as soon as the server answers, not when Solara's growing waits end. A
// session that is gone, with the server that held it: the page opens again, at its own address.
//
// Runs in Solara's frame, beside its `app`. A server that is away is only asked when it was born; the
// page is opened again once another one answers, and not twice within a few seconds.

(() => {
  const [EVERY, TO_CONNECT, APART] = [1_000, 5_000, 10_000];
  const LAST = "tessuto-opened-again";
  const { born } = document.documentElement.dataset;
  const later = (time) => new Promise((done) => setTimeout(done, time));
  let asking = false;

  const isLost = () => app.wasConnected && app.connectionStatus !== "connected";
  const connect = () => solara.debug.kernel().reconnect().catch(() => {});

  async function bornNow() {
    try {
      const answer = await fetch(`${solara.rootPath}/born`, { cache: "no-store" });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  async function ask() {
    if (asking) return;
    asking = true;
    while (isLost() || app.needsRefresh) {
      const now = await bornNow();
      if (now && (now !== born || app.needsRefresh)) {
        await later(Number(sessionStorage.getItem(LAST) ?? 0) + APART - Date.now());
        sessionStorage.setItem(LAST, Date.now());
        location.reload();
        return;
      }
      if (now && isLost()) await Promise.race([connect(), later(TO_CONNECT)]);
      await later(EVERY);
    }
    asking = false;
  }

  app.$watch("connectionStatus", ask);
  app.$watch("needsRefresh", ask);
})();
