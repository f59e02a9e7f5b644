import ZAFClient from 'zendesk_app_framework_sdk';

/** The smallest app there is: it says that it was registered, and leaves its client to the test. */
const heard: unknown[] = [];
const client = ZAFClient.init((registered) => {
  say(`registered in ${placeIn(registered)}`);
  if (client !== false) void client.invoke('resize', { width: '100%', height: '222px' });
});
Object.assign(window, { sample: { client, heard } });

if (client === false) say('outside');
else {
  for (const event of [
    'app.activated',
    'app.deactivated',
    'app.willDestroy',
    'app.route.changed',
    'pane.activated',
    'pane.deactivated',
    'colorScheme.changed',
    'ticket.updated',
    'ticket.submit.done',
    'sample.greeting',
  ])
    client.on(event, (message) => heard.push([event, message ?? null]));
}

function say(words: string): void {
  document.getElementById('out')?.replaceChildren(words);
}

function placeIn(registered: unknown): string {
  const [, place] = /"location":"([a-z_]+)"/.exec(JSON.stringify(registered)) ?? [];
  return String(place);
}
