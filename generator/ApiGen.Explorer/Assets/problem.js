// What is wrong with a field stands beside it.
export function tell(field, message, text) {
  message.textContent = text ?? '';
  message.hidden = !text;
  field.setAttribute('aria-invalid', text ? 'true' : 'false');
}
