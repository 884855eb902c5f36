const HOST = /^(?:\[[\da-f:.]{2,45}\]|[\w.~-]{1,253})(?::\d{1,5})?$/i;

/** Whether a Host header names a host at all. HTTP/1.0, which health checks still speak, has none. */
export const isHost = (header: string | undefined): boolean => header === undefined || HOST.test(header);

/** Whether a request comes from a page of this very host, or from no page: only browsers send Origin. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
