using Workbench.Cli;
using Workbench.Cli.Commands;
using Workbench.Onnx;

if (FileLimit.Problem() is { } problem)
{
    Console.Error.WriteLine(problem);
    return CommandRunner.Failed;
}
OnnxFeatures.Register();
ExtraLibraries.LoadWhenAsked();
return await CommandRunner.RunAsync(WorkbenchCommand.Create(), args);
