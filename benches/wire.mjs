// The messages between the page and its worker, for benches that ask a worker of their own: as src/worker/wire.rs has
// them. Values follow one another; a whole number is in groups of seven bits, a text or bytes come after their length,
// and a message begins with the place of its kind among those of src/worker/protocol.rs.

/** Runs in the page before its scripts: `window.wire` reads and writes messages. */
export function installWire() {
  const number = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
  const text = (value) => {
    const bytes = new TextEncoder().encode(value);
    return [number(bytes.length), bytes];
  };
  const message = (...parts) => {
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
    return bytes;
  };
  const range = ({ start, end }) => [number(start), number(end)];
  const many = (list, one) => [number(list.length), ...list.flatMap(one)];
  /** How far a text has been read: to the last decision. */
  const readTo = ({ right, wrong }) => Math.max(0, ...right.map(([{ end }]) => end), ...wrong.map(({ end }) => end));
  /**
   * What was decided about a text: `right` are pairs of a range and a label, `wrong` and `open` are ranges.
   */
  const decisions = (about) => [
    ...many(about.right, ([where, label]) => [...range(where), ...text(label)]),
    ...many(about.wrong, range),
    ...many(about.open, range),
    number(readTo(about)),
  ];
  const decided = ([it, about]) => [...text(it), ...decisions(about)];
  /** A text that is to be tagged from where it was read to, as the page asks after a decision. */
  const untagged = ([it, about]) => [...decided([it, about]), number(readTo(about))];
  /** Takes values out of a message, one after another. */
  const values = (message) => {
    let at = 0;
    const number = () => (message[at] < 128 ? message[at++] : message[at++] - 128 + 128 * number());
    const bytes = () => {
      const length = number();
      return message.slice(at, (at += length));
    };
    const text = () => new TextDecoder().decode(bytes());
    const list = (one) => Array.from({ length: number() }, () => one());
    const range = () => ({ start: number(), end: number() });
    const float = () => (at += 4);
    return { number, text, list, range, float };
  };

  window.wire = {
    /** A request to tag texts, each with what was decided about it. */
    tag: ({ id, labels, texts }) =>
      // Nothing was decided elsewhere.
      message(number(0), number(id), [1], ...many(texts, untagged), number(0), ...text(labels)),
    /** A request to learn from texts, each with what was decided about it. */
    learn: ({ id, labels, texts }) => message(number(1), number(id), [0], ...many(texts, decided), ...text(labels)),
    /** The labels of a request to tag; nothing of another. */
    labelsOf: (request) => {
      const { number, text, list, range } = values(request);
      if (number() !== 0) return undefined;
      number();
      number();
      list(() => [text(), list(() => [range(), text()]), list(range), list(range), number(), number()]);
      list(() => [text(), number() === 1 ? text() : undefined, number()]);
      return text();
    },
    /** What a worker says: the kind, and what a bench asks of it. */
    read: (response) => {
      const { number, text, list, range, float } = values(response);
      const kind = number();
      if (kind === 3) return { kind: "ready" };
      const id = number();
      if (kind === 4) {
        const suggestion = () => [range(), text(), number(), float()];
        // Taken out when they are asked for, once: it takes longer than to suggest them.
        return { kind: "tagged", id, parts: () => list(() => [number(), range(), list(suggestion)]) };
      }
      if (kind === 12) return { kind: "failed", id, why: text() };
      return { kind: { 5: "finished", 6: "learned" }[kind] ?? "other", id };
    },
  };
}
