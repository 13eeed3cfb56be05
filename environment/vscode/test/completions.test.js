'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { completionItems } = require('../completions');
const { vscode } = require('./fakes/vscode');

const document = { getText: () => '#!time\nvar x = Concur;', positionAt: offset => offset };

test('items stand in the order of the workbench, with what they set', () => {
  const items = completionItems(vscode, document, {
    start: 15, end: 21, usingStart: 7,
    items: [{ text: 'Rate', kind: 'property', detail: 'double = 0.1' }, { text: 'new', kind: 'keyword' }],
  });
  assert.deepStrictEqual(items.map(item => item.label),
    [{ label: 'Rate', detail: ' double = 0.1', description: undefined }, { label: 'new', detail: undefined, description: undefined }]);
  assert.deepStrictEqual(items.map(item => [item.kind, item.insertText, item.sortText, item.additionalTextEdits]),
    [['Property', 'Rate', '00000', []], ['Keyword', 'new', '00001', []]]);
  assert.deepStrictEqual([items[0].range.start, items[0].range.end], [15, 21]);
  assert.strictEqual(items[0].explained, '#!time\nvar x = Rate');
});

test('a name whose namespace is not opened brings its using', () => {
  const [item] = completionItems(vscode, document, {
    start: 15, end: 21, usingStart: 7,
    items: [{ text: 'ConcurrentBag', kind: 'class', namespace: 'System.Collections.Concurrent' }],
  });
  const using = 'using System.Collections.Concurrent;\n';
  assert.deepStrictEqual(item.additionalTextEdits, [{ position: 7, text: using }]);
  assert.strictEqual(item.label.description, 'System.Collections.Concurrent');
  assert.strictEqual(item.explained, `#!time\n${using}var x = ConcurrentBag`);
});
