// What the page shows now: one state, and those who want to know when it changes.

export function createStore(initial) {
  const state = { ...initial };
  const watchers = new Set();
  return {
    state,
    set(changes) {
      const changed = Object.keys(changes).filter((name) => state[name] !== changes[name]);
      if (!changed.length) return;
      Object.assign(state, changes);
      for (const watcher of [...watchers]) {
        if (!watcher.names || changed.some((name) => watcher.names.includes(name))) watcher.look();
      }
    },
    // `look` is called at once, then whenever one of the names (all, if none is given) changes.
    watch(names, look) {
      const watcher = { names, look };
      watchers.add(watcher);
      look();
      return () => watchers.delete(watcher);
    },
  };
}
