using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Workbench.Audio;
using Workbench.Cli.Predicting;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Experiments.Shards;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench predict</c>.</summary>
internal sealed class PredictCommand
{
    private const string Stdout = "-";

    private readonly Argument<string[]> paths = new("FILE|FOLDER|JOB")
    {
        Description = "Audio files, and folders, below which every song is heard. Or the folder of a job, for a shard or all its answers.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> run = SharedOptions.Run(), model = SharedOptions.Model();
    private readonly Option<string?> shard = JobCommands.Shard();
    private readonly Option<int> threads = SharedOptions.Threads();

    private readonly Option<bool>
        overTime = new("--over-time") { Description = "The genres from a song's beginning to its end too." },
        why = new("--why") { Description = "What each member of an ensemble says of a song too; --json always tells." },
        json = SharedOptions.Json(),
        csv = new("--csv") { Description = "Print a line of CSV a song, as it is heard: path, the genres decided for, all scores." },
        writeTags = new("--write-tags")
        {
            Description = "Write the genres decided for into the tags of the files, in the place of those there. Asks first.",
        },
        dryRun = new("--dry-run") { Description = "Show what would be written into which file, and write nothing." },
        yes = new("--yes") { Description = "Write without asking." };

    private readonly Option<string?>
        playlists = new("--m3u8")
        {
            Description = $"Write a playlist a genre into this folder, the surest songs first, over older ones; "
                + $"{Stdout} prints that of --genre.",
        },
        genre = new("--genre") { Description = "The one genre that gets a playlist." },
        undo = new("--undo") { Description = "Put back what stood in the tags before, by the log that --write-tags left." };

    public static Command Create() => new PredictCommand().Build();

    private Command Build()
    {
        var command = new Command("predict", """
            The genres of songs, by the model of a run or of an exported folder. What is heard is kept: the same command goes on where it
            was stopped. Files that cannot be read are listed, and the others answered.

            Examples:
              workbench predict ~/Music/by-genre/rock/1.mp3
              workbench predict one.mp3 two.flac --model my-model --json
              workbench predict one.mp3 --over-time
              workbench predict one.mp3 --why
              workbench predict ~/Music --csv
              workbench predict ~/Music --m3u8 playlists
              workbench predict ~/Music --m3u8 - --genre Rock
              workbench predict ~/Music --write-tags --dry-run
              workbench predict --undo data/tags/20260101-120000-000.jsonl
              workbench predict plan ~/Music --job music-genres --shards 8
              workbench predict music-genres --shard auto
              workbench predict submit music-genres --jobs 50
              workbench predict music-genres --csv
            """) { paths, run, model, overTime, why, json, csv, playlists, genre, writeTags, dryRun, yes, undo, shard, threads };
        command.Subcommands.Add(Plan());
        command.Subcommands.Add(JobCommands.Submit("predict", "JOB --csv"));
        command.Subcommands.Add(JobCommands.Missing("predict"));
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.Validators.Add(JobCommands.NothingBeside(
            shard, run, model, overTime, why, json, csv, playlists, genre, writeTags, dryRun, yes, undo));
        command.Validators.Add(Check);
        command.SetAction((parsed, token) =>
        {
            if (parsed.GetValue(shard) is { } place)
                return Task.FromResult(ShardTask.Run(parsed.GetValue(paths)![0], place, parsed.GetValue(threads), token));
            if ((parsed.GetValue(writeTags) || parsed.GetValue(undo) is not null)
                && !parsed.GetValue(yes) && !parsed.GetValue(dryRun) && Console.IsInputRedirected)
            {
                Console.Error.WriteLine("Nobody is there to be asked whether tags shall be written; look with --dry-run, then give --yes.");
                return Task.FromResult(CommandRunner.WrongUsage);
            }
            var work = new Work { Threads = parsed.GetValue(threads), Token = token };
            var isDone = parsed.GetValue(undo) is { } log
                ? TagUndo.Run(log, WritingOf(parsed, SharedOptions.Workspace()), work)
                : Predict(parsed, work);
            return Task.FromResult(isDone ? CommandRunner.Done : CommandRunner.Failed);
        });
        return command;
    }

    /// <summary><c>workbench predict plan</c>.</summary>
    private static Command Plan()
    {
        var paths = new Argument<string[]>("FILE|FOLDER")
        {
            Description = "Audio files, and folders, below which every song is heard.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (job, shards, run, model) = (JobCommands.Folder(), JobCommands.Shards(), SharedOptions.Run(), SharedOptions.Model());
        var command = new Command("plan", """
            Plan a job: songs are found once, each goes into a shard, and the model into the job's folder. Tasks of any engine then take one
            shard each; the answers of all are those of 'workbench predict JOB', in any form.

            Example:
              workbench predict plan ~/Music --job music-genres --shards 8 --model my-model
            """) { paths, job, shards, run, model };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            JobCommands.Tell("predict", ProgressBars.During(work => ShardJob.Create(parsed.GetValue(job)!, chosen.Model, chosen.Name,
                NamedSongs.Find(parsed.GetValue(paths)!, work), parsed.GetValue(shards), work), Environment.ProcessorCount, token),
                parsed.GetValue(job)!);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private void Check(CommandResult result)
    {
        string[] forms = [.. new Option[] { json, csv, playlists, writeTags, undo }
            .Where(option => result.GetResult(option) is not null).Select(option => option.Name)];
        var hasPaths = result.GetValue(paths) is { Length: > 0 };
        if (hasPaths == result.GetValue(undo) is not null)
            result.AddError(hasPaths ? "--undo takes its files from the log; name no others." : "Name at least one audio file or folder.");
        if (result.GetResult(shard) is not null && result.GetValue(paths) is { Length: > 1 })
            result.AddError("--shard is for one job; name its folder alone.");
        if (forms.Length > 1)
            result.AddError($"{string.Join(" and ", forms)} are different answers; give one.");
        if (result.GetValue(overTime) && forms is [not "--json"])
            result.AddError($"--over-time is for people and for --json; {forms[0]} has no place for it.");
        if (result.GetValue(why) && forms is [not "--json"])
            result.AddError($"--why is for people; {forms[0]} has no place for it.");
        if ((result.GetValue(dryRun) || result.GetValue(yes)) && !result.GetValue(writeTags) && result.GetValue(undo) is null)
            result.AddError($"{(result.GetValue(yes) ? "--yes" : "--dry-run")} is about tags; give --write-tags too.");
        if (result.GetValue(genre) is null && result.GetValue(playlists) == Stdout)
            result.AddError($"--m3u8 {Stdout} prints one playlist; name its genre with --genre.");
        if (result.GetValue(genre) is not null && result.GetValue(playlists) is null)
            result.AddError($"--genre chooses a playlist; give --m3u8 FOLDER or --m3u8 {Stdout} too.");
    }

    private bool Predict(ParseResult parsed, Work asked)
    {
        var named = parsed.GetValue(paths)!;
        var (output, unreadable) = named is [var job] && ShardJob.Is(job)
            ? ProgressBars.During(work => Answered(parsed, job, work), asked.Threads, asked.Token)
            : Ask(parsed, named, asked);
        var isDone = output.Finish(unreadable, asked);
        foreach (var file in unreadable)
            Console.Error.WriteLine($"{file.Path}: {file.Reason}");
        return isDone && unreadable.IsEmpty;
    }

    /// <summary>The answers of songs that are heard now.</summary>
    private (IAnswerOutput, ImmutableArray<SkippedFile>) Ask(ParseResult parsed, string[] named, Work asked)
    {
        var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
        return ProgressBars.During(work =>
        {
            var songs = NamedSongs.Find(named, work);
            var output = OutputOf(parsed, chosen.Name, chosen.Model, songs.Files.Length);
            if (!songs.Hidden.IsEmpty)
                work.Report(new WorkNotice($"{songs.Hidden.Length} place(s) left out, for instance {songs.Hidden[0].Path}: "
                    + songs.Hidden[0].Reason));
            var unreadable = SharedOptions.Workspace().Predict(chosen.Model, songs.Files,
                answer => Add(parsed, output, chosen.Model, answer, work), work);
            return (output, (ImmutableArray<SkippedFile>)[.. songs.Unreadable, .. unreadable]);
        }, asked.Threads, asked.Token);
    }

    /// <summary>The answers of a job that is done.</summary>
    private (IAnswerOutput, ImmutableArray<SkippedFile>) Answered(ParseResult parsed, string folder, Work work)
    {
        if (new[] { run, model }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } other)
            throw new WorkbenchException($"{folder} is a job, whose model was chosen by its plan; leave out {other.Name}.");
        var job = JobCommands.Open(folder, work.Threads, work.Token);
        var (asked, name, answers, unreadable) = job.Answers(work);
        var output = OutputOf(parsed, name, asked, job.Plan.Shards.Sum(shard => shard.Songs));
        foreach (var answer in answers)
        {
            work.ThrowIfStopped();
            Add(parsed, output, asked, answer, work);
        }
        return (output, unreadable);
    }

    private void Add(ParseResult parsed, IAnswerOutput output, TrainedModel asked, SongAnswer answer, Work work) =>
        output.Add(answer, parsed.GetValue(overTime) ? TimelineOf(asked, answer.Song, work) : null, work);

    private IAnswerOutput OutputOf(ParseResult parsed, string name, TrainedModel asked, int songs)
    {
        if (parsed.GetValue(why) && asked.Members.Length == 1)
            throw new WorkbenchException($"{name} is one model, so --why has no members to ask; train several together: "
                + "workbench train --model mlp+cnn.");
        var labels = asked.Vocabulary.Names;
        if (parsed.GetValue(json))
            return new AnswerJson(name, labels);
        if (parsed.GetValue(csv))
            return new AnswerCsv(labels);
        if (parsed.GetValue(writeTags))
            return new AnswerTags(WritingOf(parsed, SharedOptions.Workspace()));
        if (parsed.GetValue(playlists) is not { } folder)
            return new AnswerText(labels, isBrief: songs > AnswerText.MostWithBars, parsed.GetValue(why));
        if (parsed.GetValue(genre) is { } only)
            labels = labels.Contains(only) ? [only]
                : throw new WorkbenchException($"{only}: the model knows no such genre; {NearestName.Hint(only, labels)}");
        return new AnswerPlaylists(labels, folder == Stdout ? null : folder);
    }

    private TagWriting WritingOf(ParseResult parsed, Workspace workspace) => new(workspace, parsed.GetValue(dryRun), parsed.GetValue(yes));

    private static ScoreTimeline TimelineOf(TrainedModel model, string song, Work work) =>
        ScoreTimeline.Of(model, AudioFile.ReadMono(song, model.Features.SampleRate, work.Token), work);
}
