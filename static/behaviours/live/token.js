// After signing in again the page's token is an old one. What one member did is never sent as another's.

const PATIENCE = 20_000; // ms

// -> "renewed", "signed_out", "outdated" (somebody else has signed in here) or "failed"
export async function renewToken() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const page = await (await fetch(location.href, { headers: { Accept: "text/html" }, signal })).text();
    const { me, token, role } = new DOMParser().parseFromString(page, "text/html").body.dataset;
    if (!me) return "signed_out";
    if (me !== document.body.dataset.me) return "outdated";
    Object.assign(document.body.dataset, { token, role });
    return "renewed";
  } catch {
    return "failed";
  }
}
