import type { Host } from './zaf/host.ts';

/** The panel never scrolls inside itself: it is as high as its content, an open dialog included. */
export function followHeight(element: Element, resize: Host['resize']): void {
  const measure = (): void => {
    const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].map(
      (dialog) => {
        const { top, height } = dialog.getBoundingClientRect();
        // In a frame that is too low Garden cuts it, and lets its parts scroll.
        const cut = [dialog, ...dialog.children].reduce(
          (sum, part) => sum + part.scrollHeight - part.clientHeight,
          0,
        );
        return height + cut + 2 * Math.max(top, 0);
      },
    );
    resize(Math.max(element.getBoundingClientRect().height, ...dialogs));
  };
  const sizes = new ResizeObserver(measure);
  sizes.observe(element);
  // Dialogs are hung beside the root, and grow with what is said in them.
  new MutationObserver(() => {
    sizes.disconnect();
    for (const child of document.body.children) sizes.observe(child);
    for (const dialog of document.querySelectorAll('[role="dialog"], [role="alertdialog"]'))
      sizes.observe(dialog);
    measure();
  }).observe(document.body, { childList: true });
}
