'use strict';

/** As much of VS Code's API as outputs, sessions and completions use; it keeps what it is told. */
class NotebookCellOutputItem {
  constructor(data, mime) { Object.assign(this, { data, mime }); }
  static text(text, mime) { return new NotebookCellOutputItem(Buffer.from(text), mime); }
  static json(value, mime) { return NotebookCellOutputItem.text(JSON.stringify(value), mime); }
  static stdout(text) { return NotebookCellOutputItem.text(text, 'stdout'); }
  static stderr(text) { return NotebookCellOutputItem.text(text, 'stderr'); }
  static error(error) { return Object.assign(NotebookCellOutputItem.text(error.message, 'error'), { error }); }
}

class NotebookCellOutput {
  constructor(items, metadata) { Object.assign(this, { items, metadata }); }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false };
  cancel() { this.token.isCancellationRequested = true; }
}

/** Its methods take a moment, as they do in VS Code. */
class Execution {
  outputs = [];
  start() { this.isRunning = true; }
  end(success) { Object.assign(this, { isRunning: false, success }); }
  #change(change) {
    return new Promise(resolve => setImmediate(() => resolve(change())));
  }
  clearOutput() { return this.#change(() => { this.outputs = []; }); }
  appendOutput(output) { return this.#change(() => { this.outputs.push(output); }); }
  replaceOutput(outputs) { return this.#change(() => { this.outputs = outputs; }); }
  appendOutputItems(items, output) { return this.#change(() => { output.items.push(...items); }); }
  replaceOutputItems(items, output) { return this.#change(() => { output.items = items; }); }
  /** The outputs, each a list of "type:text". */
  shown() { return this.outputs.map(output => output.items.map(item => `${item.mime}:${item.data}`)); }
}

class CompletionItem {
  constructor(label, kind) { Object.assign(this, { label, kind }); }
}

class Range {
  constructor(start, end) { Object.assign(this, { start, end }); }
}

const TextEdit = { insert: (position, text) => ({ position, text }) };
const CompletionItemKind = new Proxy({}, { get: (_, name) => name });

const messages = [];
const window = { showErrorMessage: message => { messages.push(message); }, showInputBox: async () => undefined };

const vscode = {
  NotebookCellOutputItem, NotebookCellOutput, CancellationTokenSource, CompletionItem, CompletionItemKind, Range, TextEdit, window,
};

module.exports = { vscode, Execution, messages };
