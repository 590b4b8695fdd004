// The least that a page does with a tagger: `?compromise` or `?transformer` says which.
const { ready, tag } = await import(`./${location.search.slice(1)}.js`);

// What it says to assistive technology is what Postil says, so that one stopwatch measures both.
document.querySelector("main").innerHTML = `
  <textarea aria-label="Article text"></textarea>
  <button type="button">Tag article</button>
  <section role="region" aria-label="Article"></section>`;
const [box, button, article] = document.querySelector("main").children;

button.onclick = async () => {
  article.replaceChildren();
  await ready;
  paint(box.value, await tag(box.value));
};

/** Shows a text with its spans, each `[start, end, label]` in UTF-16 code units. Of spans that overlap, the first. */
function paint(text, spans) {
  const pieces = [];
  let at = 0;
  for (const [start, end, label] of spans.sort(([a], [b]) => a - b)) {
    if (start < at) continue;
    const mark = Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) });
    mark.dataset.label = label;
    pieces.push(text.slice(at, start), mark);
    at = end;
  }
  article.replaceChildren(...pieces, text.slice(at));
}
