using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Audio;
using Workbench.Cli.Predicting;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Asking a model about files and folders, from the command line.</summary>
public sealed class PredictTests(ExportedRun exported) : IClassFixture<ExportedRun>, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_walked_and_answered_in_order_whatever_the_number_of_threads()
    {
        var songs = Library();
        folder.Write(Path.Combine("music", "mixed", "broken.mp3"), "no sound");
        var one = Workbench("predict", songs, "--csv", "--threads", "1");
        var four = Workbench("predict", songs, "--csv", "--threads", "4", "--model", exported.Folder);
        Assert.Equal((1, 1), (one.ExitCode, four.ExitCode));
        Assert.Equal(one.Output, four.Output);
        string[] lines = [.. one.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal("path,labels,score:high,score:low,score:rock", lines[0].TrimEnd('\r'));
        Assert.Equal(new[] { "high/00.wav,high", "high/01.wav,high", "low/00.wav,low", "low/01.wav,low", "rock/00.wav,rock",
            "rock/01.wav,rock" }.Select(line => Path.Combine([songs, .. line.Split('/')])),
            lines[1..].Select(line => Regex.Replace(line, @"(,[01]\.\d{6}){3}\r?$", "")));
        Assert.Contains("broken.mp3: is text, not sound", one.Error, StringComparison.Ordinal);
        Assert.Contains("1 place(s) left out, for instance ", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_tasks_share_answers_what_one_process_answers_in_every_form()
    {
        var (songs, job) = (Library(), folder.File("job"));
        folder.Write(Path.Combine("music", "mixed", "broken.mp3"), "no sound");
        Assert.Contains("7 songs in 2 shards, 0 to 1; each by: workbench predict ",
            Workbench("predict", "plan", songs, "--job", job, "--shards", "2").Output, StringComparison.Ordinal);
        Assert.Equal(0, Workbench("predict", job, "--shard", "2/2").ExitCode);
        Assert.Equal("0", Workbench("predict", "missing", job).Output.Trim());
        Assert.Contains("1 shard of 2 missing: 0.", Workbench("predict", job).Error, StringComparison.Ordinal);
        Assert.Equal(0, Workbench("predict", job, "--shard", "1/2").ExitCode);
        foreach (var form in new[] { "--csv", "--json" })
        {
            var (whole, shared) = (Workbench("predict", songs, form), Workbench("predict", job, form));
            Assert.Equal((whole.ExitCode, whole.Output), (shared.ExitCode, shared.Output));
            Assert.Contains("broken.mp3: is text, not sound", shared.Error, StringComparison.Ordinal);
        }
        Assert.Contains("--run is not for --shard", Workbench("predict", job, "--shard", "1/2", "--run", "x").Error,
            StringComparison.Ordinal);
        Assert.Contains("leave out --model", Workbench("predict", job, "--model", exported.Folder).Error, StringComparison.Ordinal);
        Assert.Contains("--shard is for one job", Workbench("predict", job, songs, "--shard", "1/2").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_songs_have_a_line_each_and_few_have_bars_and_their_course()
    {
        var songs = Library();
        var lines = Workbench("predict", songs).Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Matches(@"high.00\.wav: high 0\.\d{3}$", lines[0]);
        var song = Path.Combine(songs, "low", "00.wav");
        Assert.Matches(@"^.*00\.wav\n  \* low   0\.\d{3}  █+", Workbench("predict", song).Output.ReplaceLineEndings("\n"));
        Assert.Matches(@"\n  \* low   0\.\d{3}  [▁▂▃▄▅▆▇█]+\n", Workbench("predict", song, "--over-time").Output.ReplaceLineEndings("\n"));
        var json = JsonNode.Parse(Workbench("predict", song, "--over-time", "--json").Output)!["songs"]![0]!;
        Assert.Equal(["low"], json["decided"]!.AsArray().Select(label => (string)label!));
        Assert.Equal(json["timeline"]!["centers"]!.AsArray().Count, json["timeline"]!["probabilities"]!["low"]!.AsArray().Count);
    }

    [Fact]
    public void Playlists_hold_the_songs_of_each_genre_by_paths_relative_to_them()
    {
        var songs = Library();
        var lists = folder.File("lists");
        var result = Workbench("predict", songs, "--m3u8", lists);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["high.m3u8", "low.m3u8", "rock.m3u8"], Directory.GetFiles(lists).Select(Path.GetFileName).Order());
        var low = File.ReadAllText(Path.Combine(lists, "low.m3u8"));
        Assert.StartsWith("#EXTM3U\n#PLAYLIST:low\n#EXTINF:-1,0", low, StringComparison.Ordinal);
        Assert.Contains("\n../music/low/01.wav\n", low, StringComparison.Ordinal);
        var printed = WorkbenchProcess.RunIn(folder.Path, exported.Data, "predict", "music", "--m3u8", "-", "--genre", "low");
        Assert.Equal(low.Replace("../music", "music", StringComparison.Ordinal), printed.Output.ReplaceLineEndings("\n"));
        var unknown = Workbench("predict", songs, "--m3u8", "-", "--genre", "polka");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("polka: the model knows no such genre; there are high, low, rock.", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Genres_are_written_into_tags_and_put_back()
    {
        var songs = Library();
        GenreTags.Write(Path.Combine(songs, "rock", "00.wav"), ["rock"], () => { }, TestContext.Current.CancellationToken);
        GenreTags.Write(Path.Combine(songs, "low", "00.wav"), ["Noise", "Pop"], () => { }, TestContext.Current.CancellationToken);
        var dry = Workbench("predict", songs, "--write-tags", "--dry-run");
        Assert.Contains($"{Path.Combine("low", "00.wav")}: Noise; Pop -> low", dry.Output, StringComparison.Ordinal);
        Assert.Contains("5 file(s) would get other genres, 1 would stay as they are.", dry.Output, StringComparison.Ordinal);
        Assert.Equal(["Noise", "Pop"], GenresOf("low"));

        var written = Workbench("predict", songs, "--write-tags", "--yes");
        Assert.True(written.ExitCode == 0, written.Error);
        Assert.Equal(["low"], GenresOf("low"));
        var again = Workbench("predict", songs, "--write-tags", "--yes");
        Assert.Contains("0 file(s) would get other genres, 6 would stay", again.Output, StringComparison.Ordinal);

        var log = Assert.Single(Directory.GetFiles(Path.Combine(exported.Data, "tags")));
        Assert.Contains(log, written.Error, StringComparison.Ordinal);
        GenreTags.Write(Path.Combine(songs, "high", "00.wav"), ["Own"], () => { }, TestContext.Current.CancellationToken);
        var undone = Workbench("predict", "--undo", log, "--yes");
        Assert.Equal(1, undone.ExitCode);
        Assert.Contains("its genres are no longer those that were written; it stays as it is.", undone.Error, StringComparison.Ordinal);
        Assert.Equal(["Noise", "Pop"], GenresOf("low"));
        Assert.Equal(["Own"], GenresOf("high"));

        IEnumerable<string> GenresOf(string genre) => AudioFile.ReadTags(Path.Combine(songs, genre, "00.wav")).Genres;
    }

    [Theory]
    [InlineData("Name at least one audio file or folder.")]
    [InlineData("--undo takes its files from the log; name no others.", "x.wav", "--undo", "log.jsonl")]
    [InlineData("--json and --csv are different answers; give one.", "x.wav", "--json", "--csv")]
    [InlineData("--over-time is for people and for --json; --csv has no place for it.", "x.wav", "--csv", "--over-time")]
    [InlineData("--yes is about tags; give --write-tags too.", "x.wav", "--yes")]
    [InlineData("Nobody is there to be asked whether tags shall be written; look with --dry-run, then give --yes.",
        "x.wav", "--write-tags")]
    [InlineData("--m3u8 - prints one playlist; name its genre with --genre.", "x.wav", "--m3u8", "-")]
    [InlineData("--genre chooses a playlist; give --m3u8 FOLDER or --m3u8 - too.", "x.wav", "--genre", "low")]
    public void What_makes_no_sense_together_is_refused(string message, params string[] arguments)
    {
        var result = Workbench(["predict", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    /// <summary>Two songs a genre, and junk.</summary>
    private string Library()
    {
        var songs = TinyCorpus.Make(folder.File("music"), songsPerGenre: 2);
        folder.Write(Path.Combine("music", ".trash", "00.wav"), "hidden");
        if (!OperatingSystem.IsWindows())
            Directory.CreateSymbolicLink(Path.Combine(songs, "low", "up"), songs); // leads in a circle
        return songs;
    }

    private ProcessResult Workbench(params string[] arguments) => WorkbenchProcess.Run(exported.Data, arguments);
}
