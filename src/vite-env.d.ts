/// <reference types="vite/client" />
/// <reference types="vite-plugin-svgr/client" />

/** The quiet time in milliseconds (product.md, Words): fixed when the app is built, changed by nothing afterwards. */
declare const __QUIET_TIME_MS__: number;

declare module 'virtual:messages/sidebar' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/deletion' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/elsewhere' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/failures' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/start' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/page' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/person' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/handOver' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

declare module 'virtual:messages/erase' {
  const messages: import('./ui/text.tsx').Messages;
  export default messages;
}

// Garden's typing of getColor names these typings without bringing them; without them it has no type at all.
declare module 'lodash' {
  export interface MemoizedFunction {
    readonly cache: unknown;
  }
}
