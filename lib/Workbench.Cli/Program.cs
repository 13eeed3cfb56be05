using Workbench.Cli;
using Workbench.Cli.Commands;

return await CommandRunner.RunAsync(WorkbenchCommand.Create(), args);
