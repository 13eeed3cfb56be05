'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { findProgram } = require('../program');

function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'workbench-extension-'));
  t.after(() => fs.rmSync(made, { recursive: true }));
  return made;
}

function write(...parts) {
  const file = path.join(...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '');
  return file;
}

test('the newest build of the clone around the notebook is taken', t => {
  const clone = folder(t);
  write(clone, 'Workbench.sln');
  const release = write(clone, 'lib/Workbench.Cli/bin/Release/net10.0/Workbench.Cli.dll');
  const debug = write(clone, 'lib/Workbench.Cli/bin/Debug/net10.0/Workbench.Cli.dll');
  fs.utimesSync(release, 1, 1);
  assert.deepStrictEqual(findProgram('', [path.join(clone, 'notebooks')], {}), { command: 'dotnet', args: [debug, 'kernel', 'stdio'] });
  fs.utimesSync(debug, 0, 0);
  assert.deepStrictEqual(findProgram('', [path.join(clone, 'notebooks')], {}).args[0], release);
});

test('outside a clone it is the one on the PATH', t => {
  const here = folder(t);
  const program = write(here, 'bin', process.platform === 'win32' ? 'workbench.exe' : 'workbench');
  const folders = [path.join(here, 'none'), path.join(here, 'bin')].join(path.delimiter);
  assert.deepStrictEqual(findProgram('', [here], { PATH: folders }), { command: program, args: ['kernel', 'stdio'] });
});

test('the setting is stronger', t => {
  const here = folder(t);
  const program = write(here, 'my-workbench');
  assert.deepStrictEqual(findProgram(program, [here], {}), { command: program, args: ['kernel', 'stdio'] });
});

test('what is missing is told with the remedy', t => {
  const here = folder(t);
  assert.throws(() => findProgram('', [here], {}),
    /No built workbench was found on the PATH. Build it in the clone with "dotnet build -c Release lib\/Workbench.Cli"/);
  assert.throws(() => findProgram(path.join(here, 'gone'), [here], {}),
    /There is no .*gone, which the setting workbench.path names. Build it/);
  write(here, 'Workbench.sln');
  assert.throws(() => findProgram('', [here], {}), /No built workbench was found in .*, nor on the PATH/);
});
