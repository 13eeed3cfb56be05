'use strict';
const { spawn } = require('child_process');
const { StringDecoder } = require('string_decoder');

/** Calls back with each line of a stream; only \n ends a line (readline also breaks at U+2028, which JSON may hold). */
function onLines(stream, callback) {
  const decoder = new StringDecoder('utf8');
  let parts = [];
  stream.on('data', chunk => {
    const lines = decoder.write(chunk).split('\n');
    parts.push(lines[0]);
    for (const next of lines.slice(1)) {
      callback(parts.join(''));
      parts = [next];
    }
  });
}

/** A running workbench: the protocol is that of lib/Workbench.Kernel/Editor/EditorHost.cs. */
class Kernel {
  #process;
  #waiting = new Map(); // id -> what gets the events of that request
  #nextId = 1;
  #lastWords = '';

  /** Starts it in the notebook's folder. `log` gets what is no event, `onEnd` the reason why it ended, unless it was stopped. */
  constructor({ command, args }, folder, log, onEnd) {
    this.ended = false;
    this.#process = spawn(command, args, { cwd: folder, windowsHide: true });
    this.#process.stdin.on('error', () => { }); // its end is told by the events below
    this.#process.stderr.on('data', text => {
      this.#lastWords = (this.#lastWords + text).slice(-2000);
      log(String(text));
    });
    onLines(this.#process.stdout, line => this.#receive(line, log));
    const absent = `${command} was not found: install the .NET 10 SDK, or name the program in the setting workbench.path.`;
    this.#process.on('error', error => this.#end(error.code === 'ENOENT' ? absent : error.message, onEnd));
    this.#process.on('close', (code, signal) =>
      this.#end(`The workbench ended (${signal ?? `exit code ${code}`}). ${this.#lastWords}`.trim(), onEnd));
  }

  /** Runs a cell; `onEvent` gets its events, the last of which is `done`. */
  execute(code, language, onEvent) {
    const id = this.#nextId++;
    if (this.ended) {
      this.#die(onEvent, 'The workbench has ended.');
      return id;
    }
    this.#waiting.set(id, event => {
      if (event.type === 'done') this.#waiting.delete(id);
      onEvent(event);
    });
    this.#send({ type: 'execute', id, code, language });
    return id;
  }

  /** Ways to go on: { start, end, usingStart, items: [{ text, kind, detail?, namespace? }] }. */
  complete(code, position) {
    return this.#ask({ type: 'complete', code, position }, { start: position, end: position, usingStart: 0, items: [] });
  }

  /** Signature and documentation of a name, or null. */
  async inspect(code, position) {
    return (await this.#ask({ type: 'inspect', code, position }, { text: null })).text;
  }

  /** Answers a cell's question; null where the user gave no answer. */
  answer(id, value) { this.#send({ type: 'input', id, value }); }

  /** Stops the running cell. */
  interrupt() { this.#send({ type: 'interrupt' }); }

  /** Ends it: politely, and after two seconds by force. */
  stop() {
    this.stopped = true;
    this.#process.stdin.end();
    const force = setTimeout(() => this.#process.kill('SIGKILL'), 2000);
    this.#process.once('exit', () => clearTimeout(force));
  }

  #ask(request, nothing) {
    if (this.ended) return Promise.resolve(nothing);
    const id = this.#nextId++;
    return new Promise(resolve => {
      this.#waiting.set(id, event => {
        this.#waiting.delete(id);
        resolve(event.type === 'done' ? nothing : event);
      });
      this.#send({ ...request, id });
    });
  }

  #send(request) {
    if (!this.ended && !this.stopped) this.#process.stdin.write(JSON.stringify(request) + '\n');
  }

  #receive(line, log) {
    const event = JSON.parse(line);
    if (event.type === 'problem') log(`${event.message}\n`);
    else if (event.text && !this.#waiting.has(event.id)) log(event.text); // of a cell that has ended
    this.#waiting.get(event.id)?.(event);
  }

  #end(reason, onEnd) {
    if (this.ended) return;
    this.ended = true;
    for (const onEvent of [...this.#waiting.values()]) this.#die(onEvent, this.stopped ? 'The workbench was restarted.' : reason);
    this.#waiting.clear();
    onEnd(this.stopped ? undefined : reason);
  }

  #die(onEvent, message) {
    onEvent({ type: 'error', name: 'KernelEnded', message, traceback: [message] });
    onEvent({ type: 'done', outcome: 'failed' });
  }
}

module.exports = { Kernel, onLines };
