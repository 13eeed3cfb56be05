'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { CellOutputs } = require('../outputs');
const { vscode, Execution } = require('./fakes/vscode');

function cell(displays = new Map()) {
  const execution = new Execution();
  return { execution, outputs: new CellOutputs(vscode, execution, displays, text => { throw new Error(text); }) };
}

test('text of one stream is one output, and another output ends it', async () => {
  const { execution, outputs } = cell();
  outputs.handle({ type: 'stream', name: 'stdout', text: 'a' });
  outputs.handle({ type: 'stream', name: 'stdout', text: 'b\n' });
  outputs.handle({ type: 'stream', name: 'stderr', text: 'c' });
  outputs.handle({ type: 'result', data: { 'text/plain': '2' } });
  await outputs.handle({ type: 'stream', name: 'stderr', text: 'd' });
  assert.deepStrictEqual(execution.shown(), [['stdout:a', 'stdout:b\n'], ['stderr:c'], ['text/plain:2'], ['stderr:d']]);
});

test('a figure keeps all of its renderings, JSON as JSON and the picture as text', async () => {
  const { execution, outputs } = cell();
  const data = { 'application/vnd.plotly.v1+json': { data: [1] }, 'image/svg+xml': '<svg/>', 'text/plain': 'a figure' };
  await outputs.handle({ type: 'result', data });
  assert.deepStrictEqual(execution.shown(),
    [['application/vnd.plotly.v1+json:{"data":[1]}', 'image/svg+xml:<svg/>', 'text/plain:a figure']]);
  assert.deepStrictEqual(execution.outputs[0].metadata, { outputType: 'execute_result' });
});

test('base64 of a picture becomes its bytes', async () => {
  const { execution, outputs } = cell();
  await outputs.handle({ type: 'display', displayId: '1', data: { 'image/png': 'iVBORw==' } });
  assert.deepStrictEqual([...execution.outputs[0].items[0].data], [0x89, 0x50, 0x4e, 0x47]);
});

test('a display is replaced in place, also by a later cell', async () => {
  const displays = new Map();
  const first = cell(displays), second = cell(displays);
  first.outputs.handle({ type: 'display', displayId: 'bar', data: { 'text/plain': '0 %' } });
  await first.outputs.handle({ type: 'update', displayId: 'bar', data: { 'text/plain': '50 %' } });
  assert.deepStrictEqual(first.execution.shown(), [['text/plain:50 %']]);
  await second.outputs.handle({ type: 'update', displayId: 'bar', data: { 'text/plain': '100 %' } });
  assert.deepStrictEqual(first.execution.shown(), [['text/plain:100 %']]);
  assert.deepStrictEqual(second.execution.shown(), []);
});

test('clearing waits for the next output if it is asked to', async () => {
  const { execution, outputs } = cell();
  outputs.handle({ type: 'stream', name: 'stdout', text: 'frame 1' });
  await outputs.handle({ type: 'clear', wait: true });
  assert.deepStrictEqual(execution.shown(), [['stdout:frame 1']]);
  await outputs.handle({ type: 'stream', name: 'stdout', text: 'frame 2' });
  assert.deepStrictEqual(execution.shown(), [['stdout:frame 2']]);
  await outputs.handle({ type: 'clear', wait: false });
  assert.deepStrictEqual(execution.shown(), []);
  await outputs.handle({ type: 'stream', name: 'stdout', text: 'after' });
  assert.deepStrictEqual(execution.shown(), [['stdout:after']]);
});

test('an error shows its traceback', async () => {
  const { execution, outputs } = cell();
  const traceback = ['FormatException: no number', 'at cell 1:line 2'];
  await outputs.handle({ type: 'error', name: 'FormatException', message: 'no number', traceback, line: 2 });
  assert.deepStrictEqual(execution.outputs[0].items[0].error,
    { name: 'FormatException', message: 'no number', stack: 'FormatException: no number\nat cell 1:line 2' });
});
