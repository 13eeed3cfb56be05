'use strict';
const { Kernel } = require('./kernel');
const { CellOutputs } = require('./outputs');

/** One open notebook: its workbench, and the cells that wait for it. */
class Session {
  #kernel;
  #displays = new Map();
  #batches = Promise.resolve();
  #generation = 0; // cells of an older one are not run

  /**
   * @param vscode VS Code's API.
   * @param controller Creates executions of cells.
   * @param folder The notebook's folder.
   * @param program Returns how to start the workbench, or throws with the remedy.
   * @param log Gets text for the log.
   */
  constructor(vscode, controller, folder, program, log) {
    Object.assign(this, { vscode, controller, folder, program, log });
  }

  /** The workbench, started if it does not run. */
  get kernel() {
    if (!this.#kernel || this.#kernel.ended)
      this.#kernel = new Kernel(this.program(), this.folder, this.log, reason => reason && this.vscode.window.showErrorMessage(reason));
    return this.#kernel;
  }

  /** Runs cells behind those that wait; the first that fails ends it. */
  run(cells) {
    const generation = this.#generation;
    return this.#batches = this.#batches.then(async () => {
      for (const cell of cells)
        if (generation !== this.#generation || !await this.#runCell(cell)) return;
    });
  }

  interrupt() {
    this.#generation++;
    this.#kernel?.interrupt();
  }

  /** Ends the workbench; the next cell starts another. */
  stop() {
    this.#generation++;
    this.#kernel?.stop();
    this.#kernel = undefined;
    this.#displays.clear();
  }

  async #runCell(cell) {
    const execution = this.controller.createNotebookCellExecution(cell);
    const outputs = new CellOutputs(this.vscode, execution, this.#displays, this.log);
    const questions = new this.vscode.CancellationTokenSource();
    execution.start(Date.now());
    await execution.clearOutput();
    const outcome = await this.#events(cell, questions.token, execution, outputs);
    questions.cancel();
    execution.end(outcome === 'completed', Date.now());
    if (outcome !== 'completed') this.#generation++;
    return outcome === 'completed';
  }

  #events(cell, dismissal, execution, outputs) {
    return new Promise(resolve => {
      let shown = Promise.resolve();
      const onEvent = event => {
        if (event.type === 'started') execution.executionOrder = event.order;
        else if (event.type === 'question') this.#ask(id, event, dismissal);
        else if (event.type === 'done') shown.then(() => resolve(event.outcome));
        else shown = outputs.handle(event);
      };
      let id, kernel;
      try {
        kernel = this.kernel;
      } catch (error) {
        onEvent({ type: 'error', name: 'KernelNotFound', message: error.message, traceback: [error.message] });
        onEvent({ type: 'done', outcome: 'failed' });
        return;
      }
      id = kernel.execute(cell.document.getText(), cell.document.languageId, onEvent);
    });
  }

  async #ask(id, { prompt, password }, dismissal) {
    const kernel = this.#kernel;
    const value = await this.vscode.window.showInputBox({ prompt, password, ignoreFocusOut: true }, dismissal);
    kernel.answer(id, value ?? null);
  }
}

module.exports = { Session };
