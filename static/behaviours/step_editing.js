// What only an open step needs comes with the first one, for its drawer and its page.

let coming;

export function startEditing() {
  // with the next one again; until then its forms do
  coming ??= import("./later/step_editor.js").catch(() => (coming = undefined));
  coming.then((editor) => editor?.startStepEditor());
}
