// Put before Solara's script, which calls it once a connection is back.

// Fetch what the server holds, again while that fails; a later connection does it for itself.
async function fetchPatiently(debug, fetchAll) {
  const [TRIES, APART] = [5, 1_000];
  const mine = debug.reconnectCount;
  for (let n = 1; mine === debug.reconnectCount; n += 1) {
    try {
      await fetchAll();
      return;
    } catch (error) {
      if (n === TRIES && mine === debug.reconnectCount) throw error;
      await new Promise((done) => setTimeout(done, APART));
    }
  }
}
