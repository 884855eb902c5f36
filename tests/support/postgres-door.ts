import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Door {
  /** The same database through this door. */
  readonly url: string;
  /** Cuts every connection and takes no more, as a server that has gone. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** A way to a Postgres server that can be shut, for what happens when the server is gone. */
export async function openDoor(url: string): Promise<Door> {
  const behind = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = async (port: number) => {
    server = createServer((near) => {
      const far = connect(Number(behind.port), behind.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return {
    url: through.href,
    async shut() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
    async open() {
      await listen(port);
    },
  };
}
