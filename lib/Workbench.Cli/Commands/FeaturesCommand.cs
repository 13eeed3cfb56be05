using System.Collections.Immutable;
using System.CommandLine;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Experiments.Shards;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench features</c>: extracted here, or by the tasks of a job that share the songs.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("DATASET|JOB")
        {
            Description = $"{SharedOptions.DatasetForms} Or, with --shard, the folder of a job.",
        };
        var spec = Spec();
        var output = Output(isRequired: false);
        var shard = new Option<string?>("--shard")
        {
            HelpName = "auto|I/N",
            Description = "Only the I-th of the N shards of a job; auto is that which Slurm, Kubernetes, AWS Batch, Google Batch or Azure "
                + "Batch gave the task, auto+1000 the thousandth after it. Ends with 0 if the shard is done, with 75 or 130 if the same "
                + "again may help, with anything else if not.",
            Validators = { ShardPlace.Check },
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
              workbench features ~/Music --spec logmel --dry-run
              workbench features plan ~/Music --job music-job --shards 8
              workbench features music-job --shard auto
              workbench features submit music-job --jobs 50
              workbench features merge music-job --out features.parquet
            """) { dataset, spec, output, shard, labels, dryRun, threads };
        command.Subcommands.Add(Plan());
        command.Subcommands.Add(FeaturesSubmitCommand.Create());
        command.Subcommands.Add(Missing());
        command.Subcommands.Add(Merge());
        command.Validators.Add(result =>
        {
            if (result.GetResult(shard) is { Implicit: false }
                && new Option[] { spec, output, labels, dryRun }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false })
                    is { } planned)
                result.AddError($"{planned.Name} is not for --shard: what a shard is was decided by the plan of its job.");
        });
        command.SetAction((parsed, token) =>
        {
            if (parsed.GetValue(shard) is { } place)
                return Task.FromResult(ShardTask.Run(parsed.GetValue(dataset)!, place, parsed.GetValue(threads), token));
            if (ShardJob.Is(parsed.GetValue(dataset)!))
                throw new WorkbenchException($"{parsed.GetValue(dataset)} is a job, which is done in shards: add --shard auto or "
                    + "--shard I/N, or join what is done by workbench features merge.");
            var workspace = SharedOptions.Workspace();
            var (path, features) = (parsed.GetValue(output), FeatureSpec.Parse(parsed.GetValue(spec)!));
            if (path is not null && features.KeepsFrames)
                throw new WorkbenchException($"{path}: a table holds one row a song, and this feature spec keeps every frame. "
                    + "Name at least one statistic in the spec, or leave out --out: "
                    + "frames are kept in the cache, where training finds them.");
            if (path is not null)
                FeatureTable.RequireFormat(path);
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine(ProgressBars.During(work => workspace.Preview(
                    DryRun.Open(workspace, parsed.GetValue(dataset)!, parsed.GetValue(labels), work), features, work),
                    parsed.GetValue(threads), token));
                return Task.FromResult(CommandRunner.Done);
            }
            var extracted = ProgressBars.During(work => workspace.Extract(
                workspace.Open(parsed.GetValue(dataset)!, parsed.GetValue(labels), work), features, work),
                parsed.GetValue(threads), token);
            if (path is not null)
                extracted.ToTable().Write(path);
            var skipped = path is not null
                ? SkippedPath(path)
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

    private static Command Plan()
    {
        var dataset = new Argument<string>("DATASET") { Description = SharedOptions.DatasetForms };
        var job = new Option<string>("--job")
        {
            HelpName = "FOLDER",
            Description = "Where the job's plan, its songs and its shards are kept; a folder that every task sees.",
            Required = true,
        };
        var shards = SharedOptions.Count("--shards", "Into how many shards the songs go, each by its id.", 8, ShardJob.MostShards);
        var (spec, labels) = (Spec(), SharedOptions.Labels());
        var command = new Command("plan", """
            Plan a job: songs are found once, and each goes into a shard. Tasks of any engine then take one shard each.

            Example:
              workbench features plan ~/Music --job music-job --shards 8 --spec fma518
            """) { dataset, job, shards, spec, labels };
        command.SetAction((parsed, token) =>
        {
            var planned = ProgressBars.During(work => ShardJob.Create(parsed.GetValue(job)!,
                SharedOptions.Workspace().Open(parsed.GetValue(dataset)!, parsed.GetValue(labels), work),
                FeatureSpec.Parse(parsed.GetValue(spec)!), parsed.GetValue(shards), work), Environment.ProcessorCount, token);
            Console.WriteLine($"{planned.Plan.Shards.Sum(shard => shard.Songs)} songs in {planned.Count} shards, 0 to {planned.Count - 1}; "
                + $"each by: workbench features {parsed.GetValue(job)} --shard auto");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Missing()
    {
        var job = new Argument<string>("JOB") { Description = "The folder of a job." };
        var command = new Command("missing", """
            The shards of a job that are not done, as an array expression (0-3,7): what to submit again. Nothing if all are.

            Example:
              workbench features missing music-job
            """) { job };
        command.SetAction(parsed =>
        {
            if (ShardJob.Open(parsed.GetValue(job)!).Missing is { IsEmpty: false } missing)
                Console.WriteLine(ShardRanges.Write(missing));
            return CommandRunner.Done;
        });
        return command;
    }

    private static Command Merge()
    {
        var shards = new Argument<string[]>("JOB|TABLE")
        {
            Description = $"The folder of a job, or tables: {FeatureTable.ExtensionsInWords} files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = Output(isRequired: true);
        var command = new Command("merge", """
            Join the shards of a job, or tables of different songs, into one table, ordered by song.

            Examples:
              workbench features merge music-job --out features.csv
              workbench features merge rock.csv jazz.csv --out features.csv
            """) { shards, output };
        command.SetAction((parsed, token) =>
        {
            var (named, path) = (parsed.GetValue(shards)!, parsed.GetValue(output)!);
            if (named is [var folder] && Directory.Exists(folder))
                Merge(ShardJob.Open(folder), path, token);
            else
                Write(FeatureTable.Merge([.. named.Select(FeatureTable.Read)]), [], path);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    /// <summary>Joins the shards of a job into a table, and tells of it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="path">The table.</param>
    /// <param name="token">What stops it.</param>
    internal static void Merge(ShardJob job, string path, CancellationToken token)
    {
        var (merged, skipped) = job.Merge(new() { Token = token });
        Write(merged, skipped, path);
    }

    private static void Write(FeatureTable merged, ImmutableArray<SkippedFile> skipped, string path)
    {
        merged.Write(path);
        if (!skipped.IsEmpty)
            SkippedFileList.Write(SkippedPath(path), skipped);
        SkippedFiles.Warn(skipped, SkippedPath(path));
        Console.WriteLine($"{merged.Features.RowCount} songs x {merged.Features.ColumnCount} columns in {Path.GetFullPath(path)}, "
            + $"{skipped.Length} skipped");
    }

    /// <summary>Where the files are listed that a table lacks.</summary>
    private static string SkippedPath(string table) => Path.ChangeExtension(table, ".skipped.csv");

    private static Option<string> Spec() => new("--spec")
    {
        Description = $"{FeatureSpec.FormsInWords}. Frames are kept in the cache and make no table.",
        DefaultValueFactory = _ => "default",
        CompletionSources = { _ => FeatureSpec.Presets.Keys },
    };

    /// <summary>Where a table goes.</summary>
    internal static Option<string> Output(bool isRequired) => new("--out")
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
}
