const HOST = /^(?:\[[\da-f:.]{2,45}\]|[\w.~-]{1,253})(?::\d{1,5})?$/i;

/** Whether a Host header names a host at all. HTTP/1.0, which health checks still speak, has none. */
export const isHost = (header: string | undefined): boolean => header === undefined || HOST.test(header);

const nameOf = (host: string) => host.toLowerCase().replace(/:\d+$/, '');

/**
 * Whether a Host header names one of these hosts, with or without a port; each where there are none. A page of another name
 * that leads to this address, as by a DNS server of its own, is kept out by it.
 */
export const isServedHost = (header: string | undefined, allowed: readonly string[]): boolean =>
  allowed.length === 0 ||
  (header !== undefined && allowed.some((host) => host === header.toLowerCase() || host === nameOf(header)));

/** Whether a request comes from a page of this very host, or from no page: only browsers send Origin. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
