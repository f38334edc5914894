import type { XmlNode } from '../../../platform/reading/index.ts';

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (XmlNode | string)[] = [],
): XmlNode => ({ name, attributes, children });

export const nodesOf = (node: XmlNode): XmlNode[] => node.children.filter((child) => typeof child !== 'string');

export function childOf(node: XmlNode | undefined | null, name: string): XmlNode | undefined {
  return node?.children.find((child): child is XmlNode => typeof child !== 'string' && child.name === name);
}

/** `w:val` of a child, the usual way in which Word says something. */
export function valueOf(node: XmlNode | undefined | null, name: string): string | undefined {
  return childOf(node, name)?.attributes['w:val'];
}

export const textNode = (text: string): XmlNode => element('w:t', { 'xml:space': 'preserve' }, [text]);

/** The words of a node; what is no word (a tab, a picture) parts them. */
export function textOf(node: XmlNode): string {
  if (node.name === 'w:t') return node.children.filter((child) => typeof child === 'string').join('');
  if (['w:tab', 'w:br', 'w:cr', 'picture', 'page', 'pages'].includes(node.name)) return '\u0000';
  return nodesOf(node).map(textOf).join('');
}
