'use strict';

const kinds = {
  class: 'Class', struct: 'Struct', interface: 'Interface', enum: 'Enum', delegate: 'Class',
  namespace: 'Module', typeParameter: 'TypeParameter',
  method: 'Method', property: 'Property', field: 'Field', enumMember: 'EnumMember', event: 'Event',
  variable: 'Variable', parameter: 'Variable',
  keyword: 'Keyword', file: 'File', folder: 'Folder',
};

/**
 * What the workbench answers as VS Code's items, in its order. A name whose namespace is not opened brings its using along.
 * `explained` of an item is the code in which its name can be asked about: the cell up to the name's end.
 */
function completionItems(vscode, document, { start, end, usingStart, items }) {
  const code = document.getText();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return items.map(({ text, kind, detail, namespace }, index) => {
    const using = namespace ? `using ${namespace};\n` : '';
    const item = new vscode.CompletionItem({ label: text, detail: detail && ` ${detail}`, description: namespace },
      vscode.CompletionItemKind[kinds[kind]]);
    return Object.assign(item, {
      range,
      insertText: text,
      sortText: String(index).padStart(5, '0'),
      additionalTextEdits: using ? [vscode.TextEdit.insert(document.positionAt(usingStart), using)] : [],
      explained: code.slice(0, usingStart) + using + code.slice(usingStart, start) + text,
    });
  });
}

module.exports = { completionItems };
