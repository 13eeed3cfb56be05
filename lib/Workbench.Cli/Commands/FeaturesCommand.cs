using System.CommandLine;
using System.CommandLine.Parsing;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench features</c> and <c>workbench features merge</c>.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DATASET") { Description = SharedOptions.DatasetForms };
        var spec = new Option<string>("--spec")
        {
            Description = $"{FeatureSpec.FormsInWords}. Frames are kept in the cache and make no table.",
            DefaultValueFactory = _ => "default",
            CompletionSources = { _ => FeatureSpec.Presets.Keys },
        };
        var output = Output(isRequired: false);
        var shard = new Option<Shard>("--shard")
        {
            Description = "I/N: only the I-th of N parts, for jobs that share the work.",
            CustomParser = ParseShard,
            DefaultValueFactory = _ => new(1, 1),
        };
        var labels = SharedOptions.Labels();
        var threads = SharedOptions.Threads();
        var dryRun = SharedOptions.DryRun();
        var command = new Command("features", """
            Extract features of every song, each only once (they are cached by content), and write them as a table if --out names one.

            Examples:
              workbench features demo --out features.csv
              workbench features ~/Music --spec fma518 --labels tags --out features.npy
              workbench features ~/Music --out features.parquet
              workbench features ~/Music --spec logmel
              workbench features ~/Music --shard 2/8 --out part2.csv
              workbench features ~/Music --spec logmel --dry-run
              workbench features merge part*.csv --out features.csv
            """) { dataset, spec, output, shard, labels, dryRun, threads };
        command.Subcommands.Add(Merge());
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var (part, path, features) = (parsed.GetValue(shard)!, parsed.GetValue(output), FeatureSpec.Parse(parsed.GetValue(spec)!));
            if (path is not null && features.KeepsFrames)
                throw new WorkbenchException($"{path}: a table holds one row a song, and this feature spec keeps every frame. "
                    + "Name at least one statistic in the spec, or leave out --out: "
                    + "frames are kept in the cache, where training finds them.");
            if (path is not null)
                FeatureTable.RequireFormat(path);
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine(ProgressBars.During(work => workspace.Preview(
                    DryRun.Open(workspace, parsed.GetValue(dataset)!, parsed.GetValue(labels), work).Shard(part.Number, part.Count),
                    features, work), parsed.GetValue(threads), token));
                return Task.FromResult(CommandRunner.Done);
            }
            var extracted = ProgressBars.During(work => workspace.Extract(
                workspace.Open(parsed.GetValue(dataset)!, parsed.GetValue(labels), work).Shard(part.Number, part.Count),
                features, work), parsed.GetValue(threads), token);
            if (path is not null)
                extracted.ToTable().Write(path);
            var skipped = path is not null
                ? Path.ChangeExtension(path, ".skipped.csv")
                : Path.Combine(workspace.Data.Path, "cache", $"{extracted.Dataset.Name}.skipped.csv");
            SkippedFiles.Warn(extracted.Dataset.Skipped, skipped);
            try
            {
                SkippedFileList.Write(skipped, extracted.Dataset.Skipped);
            }
            catch (Exception error) when (path is null && error is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"{skipped}: the list of the files left out is not kept: {error.Message}"); // all else was there
            }
            Console.WriteLine($"{extracted.Songs.SongCount} songs x {extracted.Songs.ColumnCount} columns in "
                + $"{(path is null ? workspace.Data.Path : Path.GetFullPath(path))}, {extracted.Dataset.Skipped.Length} skipped");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Merge()
    {
        var shards = new Argument<string[]>("TABLE")
        {
            Description = $"The tables of all shards: {FeatureTable.ExtensionsInWords} files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = Output(isRequired: true);
        var command = new Command("merge", """
            Join the tables of shards into one, ordered by song.

            Example:
              workbench features merge part1.csv part2.csv --out features.csv
            """) { shards, output };
        command.SetAction(parsed =>
        {
            var merged = FeatureTable.Merge([.. parsed.GetValue(shards)!.Select(FeatureTable.Read)]);
            merged.Write(parsed.GetValue(output)!);
            Console.WriteLine($"{merged.Features.RowCount} songs x {merged.Features.ColumnCount} columns in "
                + $"{Path.GetFullPath(parsed.GetValue(output)!)}");
            return CommandRunner.Done;
        });
        return command;
    }

    private static Option<string> Output(bool isRequired) => new("--out")
    {
        Description = "The table: a .csv file; a .npy array with its names in a .json file beside it; or a .parquet file, which has "
            + "artists, titles and genres and the feature spec too.",
        Required = isRequired,
        Validators =
        {
            result =>
            {
                if (!FeatureTable.HasKnownExtension(result.GetValueOrDefault<string>() ?? ""))
                    result.AddError($"--out must end in {FeatureTable.ExtensionsInWords}.");
            },
        },
    };

    private static Shard? ParseShard(ArgumentResult result)
    {
        var shard = Shard.Parse(result.Tokens[0].Value);
        if (shard is null)
            result.AddError($"--shard {result.Tokens[0].Value} must be I/N with 1 <= I <= N, for instance 2/8.");
        return shard;
    }
}
