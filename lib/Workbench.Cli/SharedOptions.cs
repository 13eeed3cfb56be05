using System.CommandLine;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>Options that several commands have, each written once.</summary>
internal static class SharedOptions
{
    public static Option<int> Threads() => new("--threads")
    {
        Description = "Threads to work with; the results do not depend on it.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() < 1) result.AddError($"--threads {result.GetValueOrDefault<int>()} must be >= 1.");
            },
        },
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as one JSON object." };

    public static Option<LabelSource> Labels() => new("--labels")
    {
        Description = "Where the genres of a folder come from: auto, folders or tags.",
        DefaultValueFactory = _ => LabelSource.Auto,
    };

    /// <summary>What a dataset is, in words.</summary>
    public static string DatasetForms => $"A dataset is {DatasetReader.FormsInWords}.";

    public static Workspace Workspace() => new(DataFolder.Find());
}
