// A link to a place on the page leads there after a reload too: the position that the browser remembers is that of a page whose parts were all there.
(() => {
  if (performance.getEntriesByType('navigation')[0]?.type !== 'reload' || location.hash.length < 2) {
    return;
  }
  history.scrollRestoration = 'manual';
  let isMoved = false;
  const move = () => { isMoved = true; };
  for (const name of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    addEventListener(name, move, { once: true, passive: true });
  }
  const arrive = () => {
    if (!isMoved) {
      document.getElementById(nameOf(location.hash.slice(1)))?.scrollIntoView();
    }
  };
  const nameOf = text => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  addEventListener('load', arrive);
  document.addEventListener('explorer-built', () => requestAnimationFrame(arrive));
  addEventListener('pagehide', () => { history.scrollRestoration = 'auto'; });
})();
