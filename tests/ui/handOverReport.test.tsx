import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Table } from '../../src/ui/page/handOver/reportParts.ts';
import { reportHtml } from '../../src/ui/page/handOver/reportHtml.ts';
import { endUser, line, partnerCall, ticket, voiceComment } from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import type { Account, UserRecord } from '../zendesk/account.ts';
import { neighbours, openHandOver, prepared } from './handOverStage.tsx';
import { expectNoBarrier, layOut, passUntil, type PageDesk, type PageWish } from './pageDesk.tsx';

beforeEach(layOut);

const settings = {
  company: 'Acme Bicycles',
  purpose: 'To help with orders.\nTo train our agents.',
  contact: 'privacy@acme.example',
  retention: 'Tickets stay for three years.',
  recipients: 'Call analytics Ltd\nThe shipping company',
};

async function savedReport(account: Account, person: UserRecord, wish: PageWish = {}) {
  const desk = openHandOver(account, person, wish);
  await prepared(desk);
  await desk.user.click(screen.getByRole('button', { name: 'Save access report' }));
  await passUntil(desk, () => desk.savedFiles.length > 0);
  const html = desk.savedFiles[0]?.content ?? '';
  return { desk, html, page: new DOMParser().parseFromString(html, 'text/html') };
}

function section(page: Document, title: string): string {
  const heads = [...page.querySelectorAll('h2')];
  const text = heads.find((head) => head.textContent === title)?.parentElement?.textContent;
  if (typeof text !== 'string') throw new Error(`The report has no section ${title}`);
  return text.replace(/\s+/g, ' ');
}

/** Everything that a page says, in order, without what stands between the words. */
const words = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, '');

async function shownReport(desk: PageDesk): Promise<Element | null> {
  await desk.user.click(screen.getByRole('button', { name: 'Show access report' }));
  return screen.getByRole('article');
}

describe('the access report', () => {
  it('says in plain words what is held, where, since when, for what, for whom and how long', async () => {
    const { account, ada, omar } = neighbours();
    const sales = line(account, {
      number: '+15550100888',
      nickname: 'Sales line',
      callRecordingDeleteAfter: '3.months',
      voicemailRecordingDeleteAfter: '1.years',
    });
    account.settings.recordingsPublic = true;
    const on = ticket(account, { requester: ada, via: 'inbound' });
    voiceComment(account, on, { kind: 'voicemail', to: sales.number, lineName: 'Sales line' });
    partnerCall(account, ticket(account, { requester: ada }), { from: '+15550100101' });
    const { page } = await savedReport(account, ada, { settings });
    expect(page.title).toBe('Your call data at Acme Bicycles');
    expect(page.querySelector('h1')?.textContent).toBe(page.title);
    expect(section(page, 'Who this is about')).toMatch(
      /Ada Example.*ada@example\.com.*\+15550100101/,
    );
    expect(section(page, 'What we hold')).toMatch(/Counted in 4 of 4 tickets/);
    expect(section(page, 'What we hold')).toMatch(/Calls\s?3.*recording\s?2.*Voicemails[^\d]*1/);
    expect(section(page, 'Where')).toContain(`${account.subdomain}.zendesk.com`);
    expect(section(page, 'Since when')).toMatch(/profile was made ?[A-Z][a-z]{2} \d/);
    expect(section(page, 'For what purpose')).toContain('To train our agents.');
    expect(section(page, 'Who could see it')).toMatch(
      /1 other person requested, or stand.*can hear new recordings/,
    );
    expect(section(page, 'How long it stays')).toContain('Tickets stay for three years.');
    expect(section(page, 'How long it stays')).toMatch(
      /Sales line, \+15550100888\dYesAfter 3 monthsAfter 1 year/,
    );
    expect(section(page, 'How long it stays')).toMatch(/Support line.*Never automatically/);
    expect(section(page, 'Who receives it')).toMatch(
      /Zendesk.*Twilio.*Another telephony provider.*Call analytics Ltd.*The shipping company/,
    );
    expect(page.querySelectorAll('a[href$="/agent/tickets/' + on.id + '"]')).toHaveLength(1);
    expect(section(page, 'What is not on this page')).toMatch(/Deleted tickets/);
    expect(section(page, 'Whom to ask')).toContain('privacy@acme.example');
    expect(page.body.textContent).not.toContain(omar.name);
  });

  it('says what is not stated and what could not be read, and never a number too small', async () => {
    const { account, ada } = neighbours();
    const { page } = await savedReport(account, ada, {
      faults: scripted(
        { pattern: '/api/v2/users/{id}/tickets/ccd', fault: { kind: 'refused', status: 403 } },
        {
          pattern: '/api/v2/channels/voice/phone_numbers/{id}',
          fault: { kind: 'refused', status: 403 },
        },
        { pattern: '/api/v2/account/settings', fault: { kind: 'refused', status: 403 } },
      ),
    });
    expect(page.title).toBe('Your call data');
    for (const title of ['For what purpose', 'Whom to ask'])
      expect(section(page, title)).toContain('Not stated on this page. Please ask us.');
    expect(section(page, 'What we hold')).toMatch(/Calls ?at least 1/);
    expect(section(page, 'What is not on this page')).toMatch(
      /Tickets with you in copy: 0 of 0 read, not read to the end/,
    );
    expect(section(page, 'How long it stays')).toContain('Could not be read');
    expect(section(page, 'Who could see it')).toContain('is not known to this page');
    expect(screen.getByText(/Some settings of the account could not be read/)).toBeDefined();
  });

  it('says the same on the screen, on paper and in the file', async () => {
    const { account, ada } = neighbours();
    vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { desk, page } = await savedReport(account, ada, { settings });
    const shown = await shownReport(desk);
    expect(words(shown)).toBe(words(page.querySelector('main')));
    expect(shown?.querySelector('h1, h2')).toBeNull();
    await expectNoBarrier();
    await desk.user.click(screen.getByRole('button', { name: 'Print access report' }));
    expect(words(document.querySelector('[data-paper]'))).toBe(words(shown));
  });

  it('is a document that a browser has nothing to correct in', async () => {
    const { account, ada } = neighbours();
    const { html, page } = await savedReport(account, ada, { settings });
    const bare = (written: string) =>
      written.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('\n', '');
    expect(`<!doctype html>${bare(page.documentElement.outerHTML)}`).toBe(bare(html));
    expect(page.documentElement.lang).toBe('en-US');
  });

  it('holds text of people as text, in its own direction, and nothing that runs', async () => {
    const { account } = neighbours();
    const evil = "\"><img src=x onerror=alert(1)> & 'عادة' \u202e\u0000";
    const person = endUser(account, { name: evil, phone: '+15550100166' });
    const on = ticket(account, { requester: person, via: 'inbound' });
    voiceComment(account, on, { lineName: '</td><script>alert(2)</script>' });
    const { desk, html, page } = await savedReport(account, person, {
      settings: { ...settings, company: '</title><script>1</script>', purpose: '</style><b>x</b>' },
    });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).not.toContain('\u0000');
    expect(page.querySelectorAll('script, img, iframe, link, [onerror], [onclick]')).toHaveLength(
      0,
    );
    expect(page.querySelectorAll('style')).toHaveLength(1);
    expect(page.title).toContain('<script>1</script>');
    const names = [...page.querySelectorAll('bdi[dir=auto]')].map((one) => one.textContent);
    expect(names).toEqual(expect.arrayContaining(['</td><script>alert(2)</script>']));
    expect(names.join()).toContain('<img src=x onerror=alert(1)>');
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect((await shownReport(desk))?.querySelectorAll('script, img')).toHaveLength(0);
  });
});

describe('a long report', () => {
  const table: Table = {
    kind: 'table',
    name: 'Calls',
    heads: ['Time'],
    count: 50_000,
    row: (index) => [[String(index)]],
  };
  const long = { lang: 'en', title: 'Long', sections: [{ title: 'Calls', blocks: [table] }] };

  it('is written in slices that let the page breathe', async () => {
    let pauses = 0;
    const clock = { now: () => 0, sleep: () => Promise.resolve(void (pauses += 1)) };
    const told: number[] = [];
    const html = await reportHtml(long, { clock, onProgress: (done) => told.push(done) });
    expect(html?.match(/<tr>/g)).toHaveLength(50_001);
    expect(pauses).toBeGreaterThan(100);
    expect(told.at(-1)).toBe(1);
  });

  it('is nothing when it is cancelled', async () => {
    const stop = new AbortController();
    const clock = { now: () => 0, sleep: () => Promise.resolve(stop.abort()) };
    expect(await reportHtml(long, { clock, signal: stop.signal })).toBeNull();
  });
});
