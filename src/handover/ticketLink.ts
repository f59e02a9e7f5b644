/** The ticket in Zendesk, the only way to a recording: no frame can fetch the audio itself. */
export function ticketLink(subdomain: string, ticketId: number): string {
  return `https://${subdomain}.zendesk.com/agent/tickets/${ticketId}`;
}
