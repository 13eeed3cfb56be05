using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>An experiment that is there already, to repeat or to vary.</summary>
internal static class ExperimentArgument
{
    /// <summary>What <see cref="Read"/> takes.</summary>
    public const string Forms = $"a JSON file as a run folder keeps it, or {SharedOptions.RunForms}";

    /// <summary>Reads it.</summary>
    /// <param name="text">A file or a run; null for the latest run.</param>
    /// <param name="runs">The runs there are.</param>
    /// <exception cref="WorkbenchException">It is neither.</exception>
    public static ExperimentSpec Read(string? text, RunStore runs) =>
        File.Exists(text) || Path.GetExtension(text) == ".json" ? ExperimentSpec.ReadFile(text!) : runs.Open(text).Spec;
}
