import type { Call, Comment } from '../domain/call.ts';
import type { CommentId, UserId } from '../domain/ids.ts';
import type { CommentsReading } from './inventory.ts';

/** One ticket's comments, gathered page by page. A comment that two pages bring counts once. */
export interface CommentsFold {
  add(page: readonly Comment[]): void;
  calls(): readonly Call[];
  /** What the scan keeps once the last page is in. */
  reading(at: number): CommentsReading & { readonly state: 'read' };
}

export function openCommentsFold(profileIds: readonly UserId[]): CommentsFold {
  const comments = new Map<CommentId, Comment>();
  const calls = () => [...comments.values()].flatMap((comment) => comment.call ?? []);
  return {
    add(page) {
      for (const comment of page) comments.set(comment.id, comment);
    },
    calls,
    reading: (at) => ({
      state: 'read',
      at,
      isRestored: false,
      calls: calls(),
      commentIds: [...comments.keys()],
      otherAuthors: otherAuthors([...comments.values()], profileIds),
    }),
  };
}

function otherAuthors(
  comments: readonly Comment[],
  profileIds: readonly UserId[],
): readonly UserId[] {
  const authors = new Set<UserId>();
  for (const { authorId, authorRole } of comments) {
    const mayBeEndUser = authorRole === null || authorRole === 'end-user';
    if (authorId !== null && mayBeEndUser && !profileIds.includes(authorId)) authors.add(authorId);
  }
  return [...authors];
}
