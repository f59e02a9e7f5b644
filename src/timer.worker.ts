/** A worker's timers go on at full speed while the tab is hidden; a page's are held back. */
self.addEventListener(
  'message',
  (event: MessageEvent<{ readonly id: number; readonly ms: number }>) => {
    setTimeout(() => postMessage(event.data.id), event.data.ms);
  },
);

export {};
