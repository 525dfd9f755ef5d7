// What stands in a field onto the clipboard: data-copy names the field, data-copied and data-failed say how it went.
export async function copyText(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select(); // where the clipboard is closed to us, Ctrl and C are left
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  } catch {
    button.textContent = button.dataset.failed;
  }
}
