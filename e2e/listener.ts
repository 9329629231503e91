import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came: nothing, a connection without a word, or something that was asked or sent. */
export type Arrival = 'nothing' | 'connection' | 'request';

/** A place outside the page, and what has come there. */
export interface Outside {
  readonly port: number;
  arrived(): Arrival;
  close(): void;
}

/** Listens for TCP, and answers HTTP so that a page that asks once could go on. */
export async function listenTcp(): Promise<Outside> {
  let arrived: Arrival = 'nothing';
  const server = createServer((_, response) =>
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('out'),
  );
  server.on('connection', (socket) => {
    if (arrived === 'nothing') arrived = 'connection';
    // Whatever is said counts, HTTP or not.
    socket.on('data', () => {
      arrived = 'request';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    arrived: () => arrived,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Listens for UDP, which WebRTC's STUN uses. */
export async function listenUdp(): Promise<Outside> {
  let arrived: Arrival = 'nothing';
  const socket = createSocket('udp4');
  socket.on('message', () => {
    arrived = 'request';
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, arrived: () => arrived, close: () => socket.close() };
}
