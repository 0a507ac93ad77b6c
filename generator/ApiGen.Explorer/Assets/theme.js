// Runs before the page is drawn, so that nobody sees the other theme first.
(() => {
  const themes = ['auto', 'light', 'dark'];
  const read = () => {
    try {
      const kept = localStorage.getItem('explorer-theme');
      return themes.includes(kept) ? kept : 'auto';
    } catch {
      return 'auto';
    }
  };
  const show = theme => {
    document.documentElement.dataset.theme = theme;
    const button = document.getElementById('theme');
    if (button) {
      button.textContent = `Theme: ${theme}`;
    }
  };
  show(read());
  document.addEventListener('DOMContentLoaded', () => {
    show(read());
    document.getElementById('theme').addEventListener('click', () => {
      const next = themes[(themes.indexOf(read()) + 1) % themes.length];
      try {
        localStorage.setItem('explorer-theme', next);
      } catch {
        // Without storage the theme lasts as long as the page.
      }
      show(next);
    });
  });
})();
