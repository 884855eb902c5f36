import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { addressBehind, isLoopback, networkOf } from '../../../src/server/client-address.js';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

it('nobody is believed what X-Forwarded-For says, unless trusted', () => {
  expect(addressBehind([])(request('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
  expect(addressBehind(['10.0.0.0/8'])(request('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
});

it('a trusted proxy tells the client, as far as all on the way are trusted', () => {
  const behind = addressBehind(['loopback', '10.0.0.0/8']);
  expect(behind(request('127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
  expect(behind(request('10.1.2.3', '198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1');
  // whatever a client writes in front is behind what is not trusted
  expect(behind(request('10.1.2.3', '1.1.1.1, 198.51.100.1'))).toBe('198.51.100.1');
  expect(behind(request('127.0.0.1'))).toBe('127.0.0.1');
});

it('what is no address is one client among others, and no error', () => {
  const behind = addressBehind(['loopback']);
  for (const forwarded of ['', ',', 'unknown', '__proto__', 'x'.repeat(5000), '1.1.1.1, <script>'])
    expect(typeof networkOf(behind(request('127.0.0.1', forwarded)))).toBe('string');
});

it('knows this machine', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) expect(isLoopback(address)).toBe(true);
  for (const address of ['10.0.0.1', '::', '128.0.0.1', '127.0.0.1.example.org', ''])
    expect(isLoopback(address)).toBe(false);
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['no address', 'no address'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
