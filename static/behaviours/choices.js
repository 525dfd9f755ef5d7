// Boxes and lists of a form: what nobody touched follows the server, what somebody touched stays until it is saved.

const CHOICES = "input[type=checkbox], select option";

// As they stand now is what is saved.
export function settleChoices(form) {
  for (const one of form.querySelectorAll(CHOICES)) set(one, isChosen(one));
}

// `fresh` is the same form as the server has it now.
export function followChoices(form, fresh) {
  for (const list of form.querySelectorAll("select")) followList(list, fresh.elements[list.name]);
  const now = new Map([...fresh.querySelectorAll(CHOICES)].map((one) => [nameOf(one), isSaved(one)]));
  const touched = new Set([...form.querySelectorAll(CHOICES)].filter((one) => isChosen(one) !== isSaved(one)).map(placeOf));
  for (const one of form.querySelectorAll(CHOICES)) {
    if (!now.has(nameOf(one))) continue;
    const wasTouched = touched.has(placeOf(one));
    const chosen = isChosen(one);
    set(one, now.get(nameOf(one)));
    choose(one, wasTouched ? chosen : now.get(nameOf(one)));
  }
}

// What can be chosen comes, goes and is renamed; what somebody has chosen stays chosen while it is there.
function followList(list, fresh) {
  if (!fresh) return;
  const known = new Map([...list.options].map((option) => [option.value, option]));
  const options = [...fresh.options].map((other) => {
    const option = known.get(other.value) ?? other.cloneNode(true);
    if (option.text !== other.text) option.text = other.text;
    return option;
  });
  const isSame = options.length === list.options.length && options.every((option, n) => option === list.options[n]);
  if (isSame) return;
  const chosen = list.value;
  list.replaceChildren(...options);
  if (known.has(chosen) && options.includes(known.get(chosen))) list.value = chosen;
}

const isBox = (one) => one.type === "checkbox";
const isChosen = (one) => (isBox(one) ? one.checked : one.selected);
const isSaved = (one) => (isBox(one) ? one.defaultChecked : one.defaultSelected);
const nameOf = (one) => `${isBox(one) ? one.name : one.closest("select").name} ${one.value}`;
// a list is touched as a whole, each box by itself
const placeOf = (one) => (isBox(one) ? one : one.closest("select"));

function set(one, saved) {
  if (isBox(one)) one.defaultChecked = saved;
  else one.defaultSelected = saved;
}

function choose(one, chosen) {
  if (isBox(one)) one.checked = chosen;
  else if (chosen) one.selected = true;
}
