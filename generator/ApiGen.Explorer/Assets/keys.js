// A key that is held down presses a button once: its repeats would press whatever has the focus by then, such as what confirms what the key has asked for.
// Space presses when it is let go, and so does not repeat.
document.addEventListener('keydown', event => {
  if (event.repeat && event.key === 'Enter' && event.target.closest('button')) {
    event.preventDefault();
  }
}, true);
