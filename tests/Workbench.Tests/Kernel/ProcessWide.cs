namespace Workbench.Tests.Kernel;

/// <summary>Runs of notebooks own the console and the current folder of the process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "process-wide";
}
