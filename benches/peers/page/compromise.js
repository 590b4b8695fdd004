// compromise: rules and a word list, on the page's thread.
import nlp from "compromise";

export const ready = Promise.resolve();

/** The names in a text, each `[start, end, label]` in UTF-16 code units. */
export function tag(text) {
  const found = nlp(text);
  const kinds = { PERSON: found.people(), ORG: found.organizations(), LOC: found.places() };
  return Object.entries(kinds).flatMap(([label, view]) =>
    view.json({ offset: true, terms: { offset: true } }).map(({ terms }) => {
      const last = terms.at(-1).offset;
      return [terms[0].offset.start, last.start + last.length, label];
    }),
  );
}
