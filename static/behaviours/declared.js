// What htmx does in the drawer stands in the markup. The board needs no htmx before a drawer is opened, so it comes then.

let coming;

export function startDeclared(root) {
  coming ??= load(root);
  coming.then((htmx) => htmx && declare(htmx, root));
}

function declare(htmx, root) {
  htmx.process(root);
  // what was unfolded or typed before htmx had come is asked for now
  for (const fold of root.querySelectorAll("details[open][hx-trigger=toggle]")) fold.dispatchEvent(new Event("toggle"));
  for (const field of root.querySelectorAll("[hx-trigger^=input]")) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function load(root) {
  // it would look through the whole page: with thousands of cards a third of a second, and none of them is its own
  document.addEventListener("htmx:before:process", (event) => root.contains(event.target) || event.preventDefault());
  const script = document.createElement("script");
  script.src = root.dataset.htmx;
  document.head.append(script);
  return new Promise((resolve) => {
    script.onload = () => resolve(window.htmx);
    script.onerror = () => {
      // with the next drawer again; until then one does without
      coming = undefined;
      resolve();
    };
  });
}
