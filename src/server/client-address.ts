import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

/** Tells where a request comes from, over HTTP or as the beginning of a socket. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * The address of the client: that of the connection, or what `X-Forwarded-For` says where the connection, and each proxy
 * further away, is one of those that are trusted. Nobody else is believed.
 */
export function addressBehind(trustedProxies: readonly string[]): AddressOf {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => proxyAddr(request, isTrusted) ?? '';
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1)$/;

/** Whether an address is of this machine. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(plain(address));

// An IPv4 address, as a socket that listens on IPv6 shows it.
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/** What counts as one client: an IPv4 address, or the /64 of an IPv6 one, which is what one customer has at least. */
export function networkOf(address: string): string {
  const [bare = ''] = plain(address).split('%', 1);
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  // an IPv4 address at the end stands for two groups
  const missing = 8 - groups.length - rest.length - (rest.at(-1)?.includes('.') ? 1 : 0);
  const all = tail === undefined ? groups : [...groups, ...Array.from({ length: missing }, () => '0'), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
