// What htmx does in the drawer stands in the markup. The board needs no htmx before a drawer is opened, so it comes then.

let coming;

export function startDeclared(root) {
  coming ??= load(root);
  coming.then((htmx) => htmx?.process(root));
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
