// Drives a kernel as VS Code's Jupyter extension does: through the libzmq of Node's zeromq, connected before the kernel listens, with one
// routing id for shell, control and stdin. Prints what happened as JSON. zeromq_client.mjs KERNEL.JSON (NODE_PATH finds zeromq)
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const zmq = createRequire(import.meta.url)('zeromq');
const ip = '127.0.0.1';
const patience = 120_000; // milliseconds; only guards against hanging

const servers = await Promise.all(Array.from({ length: 5 }, () => new Promise(resolve => {
  const server = net.createServer().listen(0, ip, () => resolve(server));
})));
const [shellPort, iopubPort, stdinPort, controlPort, heartbeatPort] = servers.map(server => server.address().port);
await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));

const key = crypto.randomUUID();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'workbench-zeromq-'));
const connectionFile = path.join(folder, 'connection.json');
fs.writeFileSync(connectionFile, JSON.stringify({
  version: 5, key, signature_scheme: 'hmac-sha256', transport: 'tcp', ip,
  shell_port: shellPort, iopub_port: iopubPort, stdin_port: stdinPort, control_port: controlPort, hb_port: heartbeatPort,
}));

const routingId = crypto.randomUUID();
const dealer = port => {
  const socket = new zmq.Dealer({
    routingId, sendHighWaterMark: 0, receiveHighWaterMark: 0, maxMessageSize: -1, linger: 0, receiveTimeout: patience,
  });
  socket.connect(`tcp://${ip}:${port}`);
  return socket;
};
const [shell, control, stdin] = [shellPort, controlPort, stdinPort].map(dealer);
const iopub = new zmq.Subscriber({ maxMessageSize: -1, receiveHighWaterMark: 0, linger: 0 });
iopub.connect(`tcp://${ip}:${iopubPort}`);
iopub.subscribe();
const heartbeat = new zmq.Request({ linger: 0, receiveTimeout: patience });
heartbeat.connect(`tcp://${ip}:${heartbeatPort}`);

const sign = parts => parts.reduce((hmac, part) => hmac.update(part), crypto.createHmac('sha256', key)).digest('hex');
const send = (socket, type, content, signature) => {
  const header = {
    msg_id: crypto.randomUUID(), session: routingId, username: 'tester', date: new Date().toISOString(), msg_type: type, version: '5.3',
  };
  const parts = [header, {}, {}, content].map(part => JSON.stringify(part));
  socket.send(['<IDS|MSG>', signature ?? sign(parts), ...parts]);
  return header.msg_id;
};
const parse = frames => {
  const at = frames.findIndex(frame => frame.toString() === '<IDS|MSG>');
  const parts = frames.slice(at + 2, at + 6);
  if (sign(parts) !== frames[at + 1].toString()) throw new Error('The kernel signed a message wrongly.');
  const [header, parent, , content] = parts.map(part => JSON.parse(part));
  return { type: header.msg_type, parent: parent.msg_id, content };
};
const receive = async socket => parse(await socket.receive());
const execute = code => send(shell, 'execute_request',
  { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true, stop_on_error: true });

// What the kernel publishes: of one request until it is idle, or until one of it has a type.
const published = [];
const waiting = new Set();
(async () => {
  for await (const frames of iopub) {
    published.push(parse(frames));
    waiting.forEach(look => look());
  }
})();
const until = condition => new Promise((resolve, reject) => {
  const late = () => reject(new Error(
    `The kernel did not publish in time what was waited for, but ${JSON.stringify(published.map(m => m.type))}.`));
  const timer = setTimeout(late, patience);
  const look = () => {
    if (!published.some(condition)) return;
    clearTimeout(timer);
    waiting.delete(look);
    resolve();
  };
  waiting.add(look);
  look();
});
const idle = id => until(m => m.parent === id && m.content.execution_state === 'idle');
const said = content => content.execution_state ?? content.text ?? content.data?.['text/plain'] ?? content.evalue ?? null;
const of = id => published.filter(m => m.parent === id).map(m => [m.type, said(m.content)]);

const { argv, env } = JSON.parse(fs.readFileSync(process.argv[2]));
const kernel = spawn(argv[0], argv.slice(1).map(argument => argument.replace('{connection_file}', connectionFile)),
  { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
const ended = new Promise(resolve => kernel.on('exit', (code, signal) => resolve(code ?? signal)));
process.on('exit', () => { kernel.kill('SIGKILL'); fs.rmSync(folder, { recursive: true, force: true }); });

const seen = { libzmq: zmq.version };
send(control, 'kernel_info_request', {});
send(shell, 'kernel_info_request', {});
seen.info = [(await receive(control)).type, (await receive(shell)).type];

heartbeat.send('ping');
seen.heartbeat = (await heartbeat.receive()).toString();

execute('var x = 6;'); // with a right signature; the same with a wrong one may not run
seen.declared = (await receive(shell)).content.status;
send(shell, 'execute_request', { code: 'x = 0;', silent: false }, '0'.repeat(64));

const cell = execute('Console.WriteLine("π"); x * 7');
seen.executed = (await receive(shell)).content.status;
await idle(cell);
seen.published = of(cell);

const asking = execute('Console.ReadLine()');
const question = await receive(stdin);
send(stdin, 'input_reply', { value: 'an answer' });
seen.asked = [question.type, question.parent === asking, (await receive(shell)).content.status];
await idle(asking);
seen.answered = of(asking).find(([type]) => type === 'execute_result')?.[1];

const endless = execute('Console.WriteLine("runs"); while (true) ;');
await until(m => m.parent === endless && m.type === 'stream');
send(control, 'interrupt_request', {});
seen.interrupted = [(await receive(control)).content.status, (await receive(shell)).content.evalue];

send(control, 'shutdown_request', { restart: false });
seen.shutdown = (await receive(control)).content;
seen.exit = await Promise.race([ended, new Promise(resolve => setTimeout(resolve, patience, 'still runs'))]);
console.log(JSON.stringify(seen));
process.exit();
