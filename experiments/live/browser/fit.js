// How high the head and the time bar are: the first screen shares out what is left.

export function createFit(root, parts) {
  const measured = new ResizeObserver(() => {
    for (const [name, part] of Object.entries(parts)) {
      root.style.setProperty(`--${name}-height`, `${part.offsetHeight}px`);
    }
  });
  Object.values(parts).forEach((part) => measured.observe(part));
  return { stop: () => measured.disconnect() };
}
