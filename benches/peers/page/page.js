// The least that a page does with a tagger: `?compromise` or `?transformer` says which.
const { ready, tag } = await import(`./${location.search.slice(1)}.js`);

document.querySelector("button").onclick = async () => {
  const text = document.querySelector("textarea").value;
  await ready;
  paint(text, await tag(text));
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
  document.querySelector("section").replaceChildren(...pieces, text.slice(at));
}
