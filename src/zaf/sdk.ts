/** The part of Zendesk's SDK that this app calls. What comes back is unknown until it is looked at. */
export interface SdkClient {
  on(event: string, listener: (payload: unknown) => void): void;
  off(event: string, listener: (payload: unknown) => void): unknown;
  postMessage(name: string, payload?: unknown): void;
  trigger(event: string, payload?: unknown): void;
  get(paths: readonly string[]): Promise<unknown>;
  invoke(action: string, ...args: readonly unknown[]): Promise<unknown>;
  request(options: RequestOptions): Promise<unknown>;
  instance(guid: string): SdkClient;
}

/** Names as in jQuery's `ajax`, which the host uses underneath. */
export interface RequestOptions {
  readonly url: string;
  readonly type: string;
  readonly httpCompleteResponse: true;
  readonly autoRetry: false;
  readonly timeout: number;
  readonly contentType?: string;
  readonly data?: string;
}

export interface Sdk {
  /** False when the address lacks `origin` or `app_guid`. */
  init(onRegistered: (registered: unknown) => void): SdkClient | false;
}

declare global {
  interface Window {
    ZAFClient?: Sdk;
  }
}
