import type { CommentId } from '../../../domain/ids.ts';

export type Selection = ReadonlySet<CommentId>;

export type SelectionMove =
  | { readonly kind: 'toggle'; readonly commentId: CommentId }
  | { readonly kind: 'add'; readonly commentIds: readonly CommentId[] }
  | { readonly kind: 'clear' };

export function selected(before: Selection, move: SelectionMove): Selection {
  switch (move.kind) {
    case 'toggle': {
      const next = new Set(before);
      if (!next.delete(move.commentId)) next.add(move.commentId);
      return next;
    }
    case 'add':
      return new Set([...before, ...move.commentIds]);
    case 'clear':
      return new Set();
  }
}
