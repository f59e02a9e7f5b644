import { describe, expect, it } from 'vitest';
import { addressFrom, isZendeskOrigin, schemeFrom } from '../../src/zaf/address.ts';

describe('isZendeskOrigin', () => {
  it.each([
    'https://acme.zendesk.com',
    'https://a.b.zendesk.com',
    'https://acme.zd-staging.com',
    'https://acme.zd-dev.com',
    'https://acme.zd-master.com',
    'https://acme.zendesk-staging.com',
    'https://acme.zendesk-dev.com',
    'https://acme.zopim.com',
    'http://acme.zopim.com:8080',
    'https://dashboard.zopim.org',
    'https://acme.futuresimple.com',
    'https://acme.cloudhatchery.com',
    'https://acme.idealwith.com',
    'https://acme.ourtesco.com',
    'http://localhost',
    'http://localhost:4567',
    'https://127.0.0.1:8000',
  ])('knows %s', (origin) => {
    expect(isZendeskOrigin(origin)).toBe(true);
  });

  it.each([
    'http://acme.zendesk.com',
    'https://zendesk.com',
    'https://.zendesk.com',
    'https://acme.zendesk.com.example.org',
    'https://acmezendesk.com',
    'https://evil.example/.zendesk.com',
    'https://evil.example#.zendesk.com',
    'https://evil.example?.zendesk.com',
    'https://u:p@acme.zendesk.com',
    'https://acme.zendesk.com:8443',
    'https://acme.zendesk.com/',
    'https://localhost.example',
    'http://127.0.0.1.example',
    'http://127a0b0c1',
    'http://dashboard.zopim.org',
    'ftp://localhost',
    'null',
    '*',
    '/',
    '',
    'https://acme.zendesk.com\n',
    'javascript://acme.zendesk.com',
  ])('does not know %j', (origin) => {
    expect(isZendeskOrigin(origin)).toBe(false);
  });
});

describe('the frame’s address', () => {
  it('is read from the query, and from the fragment where the query lacks it', () => {
    const wanted = { origin: 'https://acme.zendesk.com', guid: 'g' };
    expect(
      addressFrom({ search: '?origin=https%3A%2F%2Facme.zendesk.com&app_guid=g', hash: '' }),
    ).toEqual(wanted);
    expect(
      addressFrom({ search: '', hash: '#origin=https%3A%2F%2Facme.zendesk.com&app_guid=g' }),
    ).toEqual(wanted);
    expect(
      addressFrom({ search: '?app_guid=g', hash: '#origin=https%3A%2F%2Facme.zendesk.com' }),
    ).toEqual(wanted);
  });

  it.each([
    ['', ''],
    ['?origin=x', ''],
    ['?app_guid=g', ''],
    ['?origin=&app_guid=g', ''],
  ])('is none in %j', (search, hash) => {
    expect(addressFrom({ search, hash })).toBeNull();
  });

  it('names the colour scheme, or something else that is none', () => {
    expect(schemeFrom({ search: '?colorScheme=dark', hash: '' })).toBe('dark');
    expect(schemeFrom({ search: '', hash: '#colorScheme=light' })).toBe('light');
    expect(schemeFrom({ search: '?colorScheme=red', hash: '' })).toBeNull();
    expect(schemeFrom({ search: '', hash: '' })).toBeNull();
  });
});
