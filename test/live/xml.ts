/**
 * As much of XML as `conntrack -o xml` writes: elements with attributes, and text without entities.
 *
 * @module
 */

/** An element: its attributes, its text where it has no children, and its children in order. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const TAG = /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;

/** Reads a document's root element. @throws where tags do not pair. */
export function parseXml(source: string): Element {
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: Element[];
    text: string;
  }
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [root];
  const body = source.replace(/<\?[^>]*\?>/, "");
  for (const [, end, name = "", words = "", alone, text] of body.matchAll(TAG)) {
    const top = open.at(-1) as Open;
    if (text !== undefined) {
      top.text += text.trim();
    } else if (end === "/") {
      if (open.length < 2 || top.name !== name) throw new Error(`</${name}> ends <${top.name}>`);
      open.pop();
    } else {
      const attributes: Record<string, string> = {};
      for (const [, key = "", value = ""] of words.matchAll(/([\w-]+)="([^"]*)"/g))
        attributes[key] = value;
      const element: Open = { name, attributes, children: [], text: "" };
      top.children.push(element);
      if (alone !== "/") open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error("no one root element");
  return root.children[0] as Element;
}

/**
 * An element as plain data: attributes as `@name`, children by name, each once; an element without either is
 * its text, or true where it is empty.
 */
export function plainXml({ attributes, children, text }: Element): unknown {
  if (children.length === 0 && Object.keys(attributes).length === 0) return text || true;
  return Object.fromEntries([
    ...Object.entries(attributes).map(([name, value]) => [`@${name}`, value]),
    ...children.map((child) => [
      // The directions of a flow are elements of one name, told apart by an attribute.
      child.name === "meta" ? child.attributes["direction"] : child.name,
      plainXml(child),
    ]),
  ]);
}
