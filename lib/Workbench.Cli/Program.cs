using Workbench.Cli;
using Workbench.Cli.Commands;
using Workbench.Onnx;

OnnxFeatures.Register();
return await CommandRunner.RunAsync(WorkbenchCommand.Create(), args);
