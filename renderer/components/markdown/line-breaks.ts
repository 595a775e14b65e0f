/** As much of a markdown tree as is looked at here. */
interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

const lineBreak = /^<br\s*\/?>$/i;

function replaceIn(node: MarkdownNode): void {
  node.children?.forEach((child, index, siblings) => {
    if (child.type === 'html' && lineBreak.test(child.value ?? '')) siblings[index] = { type: 'break' };
    else replaceIn(child);
  });
}

/** `<br>` is the one HTML tag models need, in table cells. All other HTML is shown as the text it is. */
export const remarkLineBreaks = () => replaceIn;
