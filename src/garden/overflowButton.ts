/** In place of a button that no table here has: the rules that name it apply to nothing. */
export const StyledOverflowButton = '[data-no-overflow-button]';
