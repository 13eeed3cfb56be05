'use strict';

/** Puts the events of one cell into its outputs, in the order in which they came. */
class CellOutputs {
  #changes = Promise.resolve();
  #stream; // the last output, if it is text of a stream
  #clearFirst = false;

  /**
   * @param vscode VS Code's API.
   * @param execution The execution of the cell.
   * @param displays Outputs of the notebook that can be replaced in place, by their ids.
   * @param log Gets what VS Code refuses.
   */
  constructor(vscode, execution, displays, log) {
    Object.assign(this, { vscode, execution, displays, log });
  }

  /** Takes an event; resolves when it is shown. */
  handle(event) {
    return this.#changes = this.#changes.then(() => this.#show(event)).catch(error => this.log(`${event.type}: ${error.message}\n`));
  }

  #show(event) {
    const { NotebookCellOutputItem, NotebookCellOutput } = this.vscode;
    switch (event.type) {
      case 'stream': return this.#text(event.name, event.text);
      case 'display': {
        const output = new NotebookCellOutput(this.#items(event.data), { outputType: 'display_data' });
        this.displays.set(event.displayId, output);
        return this.#add(output);
      }
      case 'update': {
        const output = this.displays.get(event.displayId);
        return output && this.execution.replaceOutputItems(this.#items(event.data), output);
      }
      case 'result': return this.#add(new NotebookCellOutput(this.#items(event.data), { outputType: 'execute_result' }));
      case 'error': {
        const error = { name: event.name, message: event.message, stack: event.traceback.join('\n') };
        return this.#add(new NotebookCellOutput([NotebookCellOutputItem.error(error)]));
      }
      case 'clear':
        this.#clearFirst = event.wait;
        if (event.wait) return;
        this.#stream = undefined;
        return this.execution.clearOutput();
    }
  }

  #text(name, text) {
    const { NotebookCellOutputItem, NotebookCellOutput } = this.vscode;
    const item = name === 'stderr' ? NotebookCellOutputItem.stderr(text) : NotebookCellOutputItem.stdout(text);
    if (this.#stream?.name === name && !this.#clearFirst) return this.execution.appendOutputItems([item], this.#stream.output);
    const stream = { name, output: new NotebookCellOutput([item]) };
    const added = this.#add(stream.output);
    this.#stream = stream;
    return added;
  }

  #add(output) {
    this.#stream = undefined;
    const replaces = this.#clearFirst;
    this.#clearFirst = false;
    return replaces ? this.execution.replaceOutput([output]) : this.execution.appendOutput(output);
  }

  #items(data) {
    const { NotebookCellOutputItem } = this.vscode;
    return Object.entries(data).map(([type, value]) =>
      typeof value !== 'string' ? NotebookCellOutputItem.json(value, type)
        : type.startsWith('image/') && type !== 'image/svg+xml' ? new NotebookCellOutputItem(Buffer.from(value, 'base64'), type)
          : NotebookCellOutputItem.text(value, type));
  }
}

module.exports = { CellOutputs };
