'use strict';
const assert = require('node:assert');
const { PassThrough } = require('node:stream');
const { test } = require('node:test');
const { onLines } = require('../kernel');
const { Session } = require('../session');
const { vscode, Execution, messages } = require('./fakes/vscode');

const program = process.env.WORKBENCH_CLI; // Workbench.Cli.dll; the tests that need it are skipped without
const withWorkbench = { skip: program ? false : 'WORKBENCH_CLI names no Workbench.Cli.dll' };

/** A notebook whose cells are run by a real workbench. */
function notebook(t, how = { command: 'dotnet', args: [program, 'kernel', 'stdio'] }) {
  const executions = [];
  const controller = {
    createNotebookCellExecution() {
      executions.push(new Execution());
      return executions.at(-1);
    },
  };
  const session = new Session(vscode, controller, undefined, () => how, () => { });
  t.after(() => session.stop());
  return { session, executions, run: (...codes) => session.run(codes.map(code => cell(code, 'csharp'))) };
}

function cell(code, languageId) {
  return { document: { getText: () => code, languageId } };
}

async function until(condition) {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
}

test('lines are put together whatever pieces they come in, and end at \\n alone', () => {
  const stream = new PassThrough(), lines = [];
  onLines(stream, line => lines.push(line));
  const bytes = Buffer.from('ä\u2028b\r\n\nlast\nopen');
  for (const byte of bytes) stream.write(Buffer.of(byte));
  assert.deepStrictEqual(lines, ['ä\u2028b\r', '', 'last']);
});

test('cells run in order with their numbers, and share variables', withWorkbench, async t => {
  const { executions, run } = notebook(t);
  await run('var x = 20;', 'Console.Write("text"); x + 1');
  await run('x * 2');
  assert.deepStrictEqual(executions.map(execution => execution.shown()), [[], [['stdout:text'], ['text/plain:21']], [['text/plain:40']]]);
  assert.deepStrictEqual(executions.map(({ executionOrder, success }) => [executionOrder, success]), [[1, true], [2, true], [3, true]]);
});

test('a cell runs in the language that VS Code shows for it', withWorkbench, async t => {
  const { session, executions } = notebook(t);
  await session.run([cell('<b>1</b>', 'html'), cell('1 + 1', 'csharp'), cell('ls', 'shellscript')]);
  assert.deepStrictEqual(executions.slice(0, 2).map(execution => execution.shown()), [[['text/html:<b>1</b>']], [['text/plain:2']]]);
  assert.match(executions[2].outputs[0].items[0].error.message, /^#!shellscript is not known/);
});

test('the first cell that fails ends the run', withWorkbench, async t => {
  const { executions, run } = notebook(t);
  await run('int.Parse("x")', '1');
  assert.strictEqual(executions.length, 1);
  assert.strictEqual(executions[0].success, false);
  assert.strictEqual(executions[0].outputs[0].items[0].error.name, 'FormatException');
});

test('an interrupt stops the cell and those behind it, and the workbench stays', withWorkbench, async t => {
  const { session, executions, run } = notebook(t);
  const all = run('var kept = 7; Console.Write("on"); while (true) { }', '1');
  await until(() => executions[0]?.outputs.length > 0);
  session.interrupt();
  await all;
  assert.strictEqual(executions.length, 1);
  await run('kept');
  assert.deepStrictEqual(executions[1].shown(), [['text/plain:7']]);
});

test('completion and inspection answer while a cell runs', withWorkbench, async t => {
  const { session, executions, run } = notebook(t);
  const all = run('Console.Write("on"); while (true) { }');
  await until(() => executions[0]?.outputs.length > 0);
  const list = await session.kernel.complete('Math.Ma', 7);
  assert.deepStrictEqual([list.start, list.end, list.items[0]], [5, 7, { text: 'Max', kind: 'method' }]);
  assert.match(await session.kernel.inspect('Math.Abs', 8), /Math.Abs\(/);
  session.interrupt();
  await all;
});

test('a question is asked, and answered or dismissed', withWorkbench, async t => {
  const { executions, run } = notebook(t);
  const asked = [];
  const answers = ['rock', undefined];
  vscode.window.showInputBox = async options => {
    asked.push(options.prompt);
    return answers.shift();
  };
  await run('input("Which genre?")');
  await run('input("Again?")');
  assert.deepStrictEqual(asked, ['Which genre?', 'Again?']);
  assert.deepStrictEqual(executions[0].shown(), [['text/plain:rock']]);
  assert.match(executions[1].shown()[0][0], /dismissed/);
});

test('a restart forgets the variables', withWorkbench, async t => {
  const { session, executions, run } = notebook(t);
  await run('var x = 1;');
  session.stop();
  await run('x');
  assert.match(executions[1].shown()[0][0], /CS0103/);
  assert.strictEqual(executions[1].executionOrder, 1);
});

test('a cell that ends the workbench fails, and the next starts another', withWorkbench, async t => {
  const { executions, run } = notebook(t);
  await run('Environment.Exit(3);');
  assert.strictEqual(executions[0].success, false);
  assert.match(executions[0].shown()[0][0], /ended \(exit code 3\)/);
  assert.match(messages.at(-1), /ended \(exit code 3\)/);
  await run('1');
  assert.deepStrictEqual(executions[1].shown(), [['text/plain:1']]);
});

test('a program that is not there is told in the cell', async t => {
  const { executions, run } = notebook(t, { command: 'no-such-dotnet', args: [] });
  await run('1');
  assert.match(executions[0].shown()[0][0], /no-such-dotnet was not found: install the .NET 10 SDK/);
});
