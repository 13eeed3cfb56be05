using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>Options that several commands have, each written once.</summary>
internal static class SharedOptions
{
    public static Option<int> Threads() =>
        Count("--threads", "Threads to work with; the results do not depend on it.", Environment.ProcessorCount, Work.MostThreads);

    /// <summary>A number of things, at least 1.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What is counted.</param>
    /// <param name="usual">What holds where the option is left out.</param>
    /// <param name="most">The most that makes sense.</param>
    public static Option<int> Count(string name, string description, int usual, int most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        Validators = { Within(1, most, $"{usual} is usual.") },
    };

    /// <summary>Refuses numbers outside limits; of what is no number the parser tells.</summary>
    /// <param name="least">The least that makes sense.</param>
    /// <param name="most">The most.</param>
    /// <param name="remedy">What to give instead.</param>
    public static Action<OptionResult> Within(int least, int most, string remedy) => result =>
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && (value < least || value > most))
            result.AddError($"{result.Option.Name} {value} must be {least} to {most}; {remedy}");
    };

    /// <summary>Where a server listens; 0 where it is left out.</summary>
    public static Option<int> Port() => new("--port")
    {
        Description = "The port that it listens at; one that is free if left out.",
        Validators = { Within(1, HighestPort, "leave it out for one that is free.") },
    };

    private const int HighestPort = 65_535;

    public static Option<string?> RankedBy() => new("--by")
    {
        Description = "Rank by this measure of the validation part, for instance f1Macro, or by one of the maker's own that the runs have.",
    };

    /// <summary>A comparison as <see cref="RankedBy"/> wants it.</summary>
    public static RunComparison RankBy(string? measure, RunComparison comparison) => measure is null ? comparison : comparison.By(measure);

    public static Option<bool> DryRun() => new("--dry-run")
    {
        Description = "Do nothing: tell what would be done, how long it takes and how much disk, and how that is known.",
    };

    /// <summary>How long work may take.</summary>
    /// <param name="description">What becomes of what takes longer.</param>
    public static Option<TimeSpan?> TimeLimit(string description) => new("--time-limit")
    {
        HelpName = "DURATION",
        Description = $"{description} A number with s, m or h, as 90s, 20m, 1.5h.",
        CustomParser = result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            double? unit = text is [.., var last] ? last switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null } : null;
            if (unit is not null && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * unit is > 0 and <= MostSeconds and var seconds)
                return TimeSpan.FromSeconds(seconds);
            result.AddError($"{text} is no time limit; write a number above 0 with s, m or h, at most 30 days, as 90s, 20m, 1.5h.");
            return null;
        },
    };

    private const double MostSeconds = 30 * 24 * 3600;

    /// <summary>A number from 0 to 1, which is 0 where it is left out.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it says.</param>
    public static Option<double> Share(string name, string description) => new(name)
    {
        HelpName = "SHARE",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1)
                return share;
            result.AddError($"{name} {text} must be a number from 0 to 1, as 0.3.");
            return 0;
        },
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as one JSON object." };

    /// <summary>How a song is named, in words.</summary>
    public const string SongForms = "An audio file, or a song of the dataset: its id, or \"artist - title\".";

    /// <summary>Where a playlist goes.</summary>
    /// <param name="description">What is in it.</param>
    public static Option<string?> Playlist(string description) => new("--m3u8")
    {
        HelpName = "FILE",
        Description = $"{description} Paths are relative to FILE, which ends in .m3u8; an older one is replaced.",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var path }] && !path.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase))
                    result.AddError($"--m3u8 {path}: a playlist ends in .m3u8; name it so.");
            },
        },
    };

    public static Option<string?> Similarity() => new("--similarity")
    {
        HelpName = "FILE",
        Description = "How songs are compared: a SimilaritySpec as .json, of which any member may be left out.",
    };

    public static Option<string?> Catalogue() => new("--catalogue")
    {
        HelpName = "DATASET",
        Description = "Choose from this collection instead of the run's own, by name or path: the model hears it once; or from songs that "
            + "machines share (workbench runs share), for instance postgres:songs.",
    };

    /// <summary>How a run is named, in words.</summary>
    public const string RunForms = "a run's name, its id or the beginning of it, or its folder";

    public static Option<string?> Run() =>
        new("--run") { Description = $"Whose model listens: {RunForms}; the latest run if left out." };

    public static Option<string?> Model() => new("--model") { Description = "An exported folder whose model listens, instead of a run." };

    /// <summary>Refuses both at once.</summary>
    public static Action<CommandResult> OneOf(Option<string?> run, Option<string?> model) => result =>
    {
        if (result.GetValue(run) is not null && result.GetValue(model) is not null)
            result.AddError("--run and --model both name a model; give one.");
    };

    public static Option<LabelSource> Labels() => new("--labels")
    {
        Description = "Where the genres of a folder come from: auto, folders or tags.",
        DefaultValueFactory = _ => LabelSource.Auto,
    };

    public static Option<string?> Listener(string description) => new("--listener") { HelpName = "NAME", Description = description };

    /// <summary>What a dataset is, in words.</summary>
    public static string DatasetForms => $"The songs, by a name or a path. A dataset is {DatasetReader.FormsInWords}.";

    public static Workspace Workspace() => new(DataFolder.Find());
}
