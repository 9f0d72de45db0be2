import type { FencedNode } from '../latex/nodes';
import { symbolDefinition } from '../latex/symbols';
import { hang, placedAt, type LayoutBox, emptyBox } from './box';
import { boxOf, drawn, type LayoutContext } from './context';
import { missingRoom } from './room';
import { scaleOf, type MathStyle } from './style';
import { centred } from './symbol';

/** Brackets that grow with what they hold (rule 19 of appendix G). */
export function layoutFenced(node: FencedNode, style: MathStyle, context: LayoutContext): LayoutBox {
  const size = scaleOf(style);
  const content = context.layout(node.content, style);
  const axis = context.face.axisHeight * size;
  const half = Math.max(content.height - axis, content.depth + axis);
  const height = Math.max(1.802 * half, 2 * half - 0.5 * size) / size;

  const box = emptyBox();
  const parts = [
    fence(node.left, height, style, context),
    content,
    fence(node.right, height, style, context),
  ];
  for (const part of parts) {
    box.width += missingRoom(box.placed, placedAt(part, box.width, 0), style, context);
    box.placed.push(...placedAt(part, box.width, 0));
    box.width += part.width;
    box.height = Math.max(box.height, part.height);
    box.depth = Math.max(box.depth, part.depth);
    hang(part.entry, box.exit, 'Right', context.used);
    box.entry ??= part.entry;
    box.exit = part.exit ?? box.exit;
  }
  return box;
}

function fence(name: string | null, height: number, style: MathStyle, context: LayoutContext): LayoutBox {
  const definition = name === null ? undefined : symbolDefinition(name);
  if (name === null || definition === undefined) return emptyBox(0.12 * scaleOf(style));
  const { face, random } = context;
  const glyph = face.writeTall(definition.text, height, random, false);
  return boxOf(drawn(name, centred(glyph.outline, face.axisHeight), style), glyph.advance, style);
}
