import { connect } from 'node:net';

/** Sends bytes as they are and gives back all that comes until the server closes: fetch sends nothing that is wrong. */
export function rawHttp(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy(new Error(`no end of: ${answer}`)));
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}
