import type {
  AppSettings,
  DeskEvent,
  FaultOrder,
  LoggedRequest,
  Overview,
  TicketPage,
  TicketSheet,
  UserSheet,
} from './desk.ts';

/** What the host page asks its own server; none of it is an API request of the app. */
export const deskReads = {
  overview: () => read<Overview>('/host/overview'),
  tickets: (query: string) => read<TicketPage>(`/host/tickets?query=${encodeURIComponent(query)}`),
  ticket: (id: number) => read<TicketSheet>(`/host/tickets/${id}`),
  user: (id: number) => read<UserSheet>(`/host/users/${id}`),
  log: () => read<readonly LoggedRequest[]>('/host/log'),
};

export const deskActs = {
  /** A call comes in on the ticket, from its requester; without a ticket a new one is made. */
  newCall: (ticketId: number | null) => write<{ ticketId: number }>('/host/calls', { ticketId }),
  submit: (ticketId: number, status: string) =>
    write(`/host/tickets/${ticketId}/status`, { status }),
  openAccount: (account: 'demo' | number) => write('/host/account', { account }),
  changeSettings: (settings: AppSettings) => write('/host/settings', settings),
  arm: (order: FaultOrder) => write('/host/faults', order),
  reset: () => write('/host/reset', {}),
  clearLog: () => write('/host/log/clear', {}),
};

export function hearDesk(listener: (event: DeskEvent) => void): () => void {
  const source = new EventSource('/host/events');
  source.onmessage = (message: MessageEvent<string>) =>
    listener(JSON.parse(message.data) as DeskEvent);
  return () => source.close();
}

async function read<Value>(path: string): Promise<Value | null> {
  const response = await fetch(path);
  return response.ok ? ((await response.json()) as Value) : null;
}

async function write<Value>(path: string, body: unknown): Promise<Value | null> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.ok ? ((await response.json()) as Value) : null;
}
