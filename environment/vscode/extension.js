'use strict';
const path = require('path');
const vscode = require('vscode');
const { completionItems } = require('./completions');
const { findProgram } = require('./program');
const { Session } = require('./session');

const notebookType = 'jupyter-notebook';

exports.activate = context => {
  const log = vscode.window.createOutputChannel('Workbench notebooks');
  const sessions = new Map(); // by the notebook's address
  const controller = vscode.notebooks.createNotebookController('workbench', notebookType, 'C# (Workbench)');
  controller.description = 'Without Jupyter and Python';
  controller.supportedLanguages = ['csharp', 'fsharp', 'sql', 'html', 'javascript', 'mermaid', 'markdown'];
  controller.supportsExecutionOrder = true;
  controller.executeHandler = (cells, notebook) => session(notebook).run(cells);
  controller.interruptHandler = notebook => session(notebook).interrupt();

  context.subscriptions.push(
    log, controller,
    { dispose: () => sessions.forEach(open => open.stop()) },
    controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => selected ? start(notebook) : close(notebook)),
    vscode.workspace.onDidCloseNotebookDocument(close),
    vscode.commands.registerCommand('workbench.showLog', () => log.show()),
    vscode.commands.registerCommand('workbench.restartKernel', () => {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (!notebook) return;
      close(notebook);
      start(notebook);
    }),
    vscode.languages.registerCompletionItemProvider({ notebookType, language: 'csharp' },
      { provideCompletionItems, resolveCompletionItem }, '.', '"', '/'),
    vscode.languages.registerHoverProvider({ notebookType, language: 'csharp' }, { provideHover }));

  function session(notebook) {
    const key = notebook.uri.toString();
    if (!sessions.has(key)) {
      sessions.set(key, new Session(vscode, controller, folderOf(notebook), () => program(notebook), text => log.append(text)));
    }
    return sessions.get(key);
  }

  /** Starts the workbench before the first cell asks for it, so that it is warm. */
  function start(notebook) {
    try {
      session(notebook).kernel;
    } catch (error) {
      vscode.window.showErrorMessage(error.message);
    }
  }

  function close(notebook) {
    sessions.get(notebook.uri.toString())?.stop();
    sessions.delete(notebook.uri.toString());
  }

  /** The workbench that runs the notebook of a cell; none while another kernel is chosen. */
  function kernelOf(document) {
    const notebook = vscode.workspace.notebookDocuments.find(open => open.getCells().some(cell => cell.document === document));
    return notebook && sessions.get(notebook.uri.toString())?.kernel;
  }

  async function provideCompletionItems(document, position) {
    const kernel = kernelOf(document);
    if (!kernel) return [];
    const items = completionItems(vscode, document, await kernel.complete(document.getText(), document.offsetAt(position)));
    return items.map(item => Object.assign(item, { kernel }));
  }

  /** The documentation of the item that the user looks at. */
  async function resolveCompletionItem(item) {
    const text = await item.kernel.inspect(item.explained, item.explained.length);
    return Object.assign(item, { documentation: text ? explained(text) : undefined });
  }

  async function provideHover(document, position) {
    const text = await kernelOf(document)?.inspect(document.getText(), document.offsetAt(position));
    if (!text) return undefined;
    return new vscode.Hover(explained(text), document.getWordRangeAtPosition(position));
  }

  function explained(text) {
    const [signature, documentation] = text.split('\n\n');
    return new vscode.MarkdownString().appendCodeblock(signature, 'csharp').appendText(documentation ?? '');
  }
};

/** Untitled notebooks run in the first folder of the workspace. */
function folderOf(notebook) {
  return notebook.uri.scheme === 'file' ? path.dirname(notebook.uri.fsPath) : workspaceFolders()[0];
}

function workspaceFolders() {
  return (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file').map(folder => folder.uri.fsPath);
}

function program(notebook) {
  const setting = vscode.workspace.getConfiguration('workbench').get('path');
  return findProgram(setting, [folderOf(notebook), ...workspaceFolders()].filter(Boolean));
}
