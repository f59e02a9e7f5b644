import { field } from './field.ts';
import type { RequestOptions, Sdk, SdkClient } from './sdk.ts';

/** How long the page waits for Zendesk's CDN before it takes the SDK that it brought along. */
const cdnPatienceMs = 2500;

/**
 * Zendesk's own SDK from the page's script element, or the bundled one where that does not come. Called
 * once per page: an SDK that arrives later is left lying, because a second registration under the same
 * guid would split the host's messages between two clients.
 */
export async function loadSdk(): Promise<Sdk> {
  const script = document.querySelector<HTMLScriptElement>('script[src*="/zaf_sdk."]');
  if (script && !officialSdk()) await settled(script);
  return officialSdk() ?? bundledSdk();
}

function officialSdk(): Sdk | null {
  return typeof window.ZAFClient?.init === 'function' ? window.ZAFClient : null;
}

async function bundledSdk(): Promise<Sdk> {
  const { default: sdk } = await import('zendesk_app_framework_sdk');
  return {
    init(onRegistered) {
      const client = sdk.init(onRegistered);
      if (client) client.request = requestThat(client);
      return client;
    },
  };
}

/**
 * The bundled SDK's own `request` never lets go of its two listeners and with them of every answer it
 * ever got. This one speaks the same messages through the SDK's public verbs and drops both.
 */
function requestThat(client: SdkClient): SdkClient['request'] {
  let count = 0;
  return (options: RequestOptions) =>
    new Promise((resolve, reject) => {
      const name = `request:${++count}`;
      const onDone = (payload: unknown): void => settle(resolve, payload);
      const onFail = (payload: unknown): void => settle(reject, payload);
      const settle = (how: (value: unknown) => void, payload: unknown): void => {
        client.off(`${name}.done`, onDone);
        client.off(`${name}.fail`, onFail);
        // The SDK's own request hands on the first of the host's arguments, too.
        how(field(payload, 'responseArgs', '0'));
      };
      client.on(`${name}.done`, onDone);
      client.on(`${name}.fail`, onFail);
      client.postMessage(name, options);
    });
}

/** The script ran, failed, or used up its time. */
function settled(script: HTMLScriptElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, cdnPatienceMs);
    function done(): void {
      clearTimeout(timer);
      script.removeEventListener('load', done);
      script.removeEventListener('error', done);
      resolve();
    }
    script.addEventListener('load', done);
    script.addEventListener('error', done);
    // Its events may have fired before this module ran. Then its transfer is on record, and a task later
    // it has run or never will.
    if (performance.getEntriesByName(script.src, 'resource').length > 0) setTimeout(done, 50);
  });
}
