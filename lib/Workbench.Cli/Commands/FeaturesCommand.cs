using System.Collections.Immutable;
using System.CommandLine;
using Workbench.Datasets;
using Workbench.Datasets.Fetch;
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
            Description = $"{SharedOptions.DatasetForms} Or, with --shard, the folder of a job or its address in an object storage.",
        };
        var spec = Spec();
        var output = Output(isRequired: false);
        var shard = JobCommands.Shard();
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
        command.Subcommands.Add(
            JobCommands.Submit("features", "merge JOB --out features.parquet", Output(isRequired: false), Merge));
        command.Subcommands.Add(JobCommands.Missing("features"));
        command.Subcommands.Add(Merge());
        command.Validators.Add(JobCommands.NothingBeside(shard, spec, output, labels, dryRun));
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
        var (job, shards) = (JobCommands.Folder(), JobCommands.Shards());
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
            JobCommands.Tell("features", planned, parsed.GetValue(job)!);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Command Merge()
    {
        var shards = new Argument<string[]>("JOB|TABLE")
        {
            Description = $"The folder of a job, its address in an object storage, or tables: {FeatureTable.ExtensionsInWords} files.",
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
            if (named is [var job] && (ObjectFolder.Is(job) || Directory.Exists(job)))
                Merge(JobCommands.Open(job, Environment.ProcessorCount, token), path, token);
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
    private static void Merge(ShardJob job, string path, CancellationToken token)
    {
        var (merged, skipped) = ProgressBars.During(job.Merge, Environment.ProcessorCount, token);
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
}
