/** As much of an HTML tree as is looked at here. */
interface HtmlNode {
  type: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/**
 * Lets each block take its direction from its first letters. Only the outermost: a list looks past every child that has
 * a direction of its own, and would then stand on the wrong side. The lines inside follow markdown.css.
 */
export const rehypeDirection = () => (tree: HtmlNode) => {
  for (const node of tree.children ?? []) {
    if (node.type === 'element') node.properties = { ...node.properties, dir: 'auto' };
  }
};
