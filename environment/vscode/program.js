'use strict';
const fs = require('fs');
const path = require('path');

const executable = process.platform === 'win32' ? '.exe' : '';

/** What to do where no workbench is found. */
const remedy = 'Build it in the clone with "dotnet build -c Release lib/Workbench.Cli", or name the program in the setting workbench.path.';

/**
 * How to start the workbench: the setting, else the newest build of a clone around the folders, else the one on the PATH.
 * Throws with the remedy.
 */
function findProgram(setting, folders, environment = process.env) {
  if (setting) {
    if (!fs.existsSync(setting)) throw new Error(`There is no ${setting}, which the setting workbench.path names. ${remedy}`);
    return start(setting);
  }
  const clone = folders.map(cloneAround).find(Boolean);
  const builds = clone
    ? ['Release', 'Debug'].map(kind => path.join(clone, 'lib', 'Workbench.Cli', 'bin', kind, 'net10.0', 'Workbench.Cli.dll'))
    : [];
  const installed = (environment.PATH ?? environment.Path ?? '').split(path.delimiter).filter(Boolean)
    .map(folder => path.join(folder, 'workbench' + executable));
  const found = newest(builds) ?? installed.find(fs.existsSync);
  if (!found) throw new Error(`No built workbench was found ${clone ? `in ${clone}, nor ` : ''}on the PATH. ${remedy}`);
  return start(found);
}

/** A library is started by .NET's own program, which finds the runtime wherever it is. */
function start(program) {
  return program.endsWith('.dll')
    ? { command: 'dotnet', args: [program, 'kernel', 'stdio'] }
    : { command: program, args: ['kernel', 'stdio'] };
}

function cloneAround(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'Workbench.sln'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function newest(files) {
  return files.filter(fs.existsSync).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
}

module.exports = { findProgram };
