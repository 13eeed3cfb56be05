using Workbench.Audio;
using Workbench.Cli;
using Workbench.Cli.Commands;
using Workbench.Datasets;
using Workbench.Tests.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What a user sees who gets it wrong: one kind message and the right exit code.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_path_is_named_with_what_a_dataset_is()
    {
        var result = Train(folder.File("nowhere"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"nowhere: no such file or folder. A dataset is {DatasetReader.FormsInWords}.",
            result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_refused()
    {
        var empty = Directory.CreateDirectory(folder.File("empty")).FullName;
        var result = Train(empty);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("empty: no audio file.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_one_genre_is_refused()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Directory.Delete(Path.Combine(corpus, "low"), recursive: true);
        Directory.Delete(Path.Combine(corpus, "rock"), recursive: true);
        var result = Train(corpus);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("all 8 song(s) have the one genre high, from the outermost folders: high; at least 2 genres are needed",
            result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_be_used_are_listed_and_the_run_goes_on()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        File.WriteAllText(Path.Combine(corpus, "low", "text.mp3"), "This is not music.");
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        File.WriteAllBytes(Path.Combine(corpus, "low", "cut.mp3"), [.. "ID3\u0003\0\0\0\0\u0010\0"u8, 0xFF, 0xFB, 0x90]);
        File.WriteAllBytes(Path.Combine(corpus, "low", "lying.wav"), SoundBytes.Wav(new byte[44_100], blockAlign: 0));
        WavFile.Write(Path.Combine(corpus, "low", "silence.wav"), new(22_050, new float[44_100]));
        WavFile.Write(Path.Combine(corpus, "low", "short.wav"), new(22_050, new float[100]));
        var result = Train(corpus);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("24 songs (6 skipped)", result.Output, StringComparison.Ordinal);
        foreach (var name in new[] { "text.mp3", "cut.mp3", "lying.wav", "empty.wav", "silence.wav", "short.wav" })
            Assert.Contains($"{name}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_files_that_can_be_read_are_used()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        byte[] Noise(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * i * 31 >> 3))];
        File.WriteAllBytes(Path.Combine(corpus, "rock", "telephone.wav"), SoundBytes.Wav(Noise(16_000), sampleRate: 8000, bits: 8));
        File.WriteAllBytes(Path.Combine(corpus, "rock", "seven-channels.wav"), SoundBytes.Wav(Noise(7 * 2 * 44_100), channels: 7));
        File.WriteAllBytes(Path.Combine(corpus, "rock", "longer-than-it-is.wav"), SoundBytes.Wav(Noise(2 * 66_150), dataLength: 1 << 30));
        var result = Train(corpus);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("27 songs (0 skipped)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_without_the_named_parameter_fails_with_its_name()
    {
        var result = Run("run", Path.Combine(Repository.Root, "notebooks", "00-tour.ipynb"), "-p", "nope=1",
            "--out", folder.File("reports"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nope", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("reports", "00-tour", "00-tour.ipynb")), "the partial notebook is kept");
    }

    [Fact]
    public void A_failing_cell_is_named_and_what_ran_is_kept()
    {
        var result = Run("run", Path.Combine(Repository.Root, "notebooks", "00-tour.ipynb"), "-p", "dataset=nowhere",
            "--out", folder.File("reports"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("00-tour.ipynb: cell 3 line 3: WorkbenchException: nowhere: no such file or folder.",
            result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("reports", "00-tour", "report.html")), "the report is kept");
    }

    [Fact]
    public void A_manifest_without_a_needed_column_is_refused()
    {
        var csv = folder.File("songs.csv");
        File.WriteAllText(csv, "song name,style\na.wav,Rock\n");
        var result = Train(csv);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the column path and labels is missing; the header has song name, style", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_with_one_song_only_is_trained_and_noted()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Directory.CreateDirectory(Path.Combine(corpus, "once"));
        File.Copy(Path.Combine(corpus, "rock", "00.wav"), Path.Combine(corpus, "once", "only.wav"));
        var result = Train(corpus);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("once has 1 artist(s) and is absent from the ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train", "--dataset")]
    [InlineData("train", "--dataset", "demo", "--seed", "many")]
    [InlineData("train", "--dataset", "demo", "--threads", "0")]
    [InlineData("recommend")]
    [InlineData("recommend", "a.mp3", "--count", "0")]
    [InlineData("data", "make", "nothing")]
    [InlineData("data", "fetch")]
    [InlineData("data", "fetch", "nothing")]
    [InlineData("data", "fetch", "gtzan", "--list")]
    [InlineData("data", "fetch", "gtzan", "--from", "nowhere")]
    [InlineData("train", "--dataset", "demo", "--split", "folds:2")]
    [InlineData("train", "--dataset", "demo", "--genres", "fma33")]
    [InlineData("train", "--dataset", "demo", "--features", "features.csv", "--augment", "balanced")]
    [InlineData("features", "merge", "a.csv")] // no --out
    [InlineData("features", "demo", "--out", "table.txt")]
    [InlineData("sing")]
    public void Wrong_usage_exits_with_2(params string[] arguments) =>
        Assert.Equal(2, Run(arguments).ExitCode);

    [Fact]
    public void A_recommendation_without_a_run_says_how_to_get_one()
    {
        var result = Run("recommend", "song.mp3");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no run yet. Train one: workbench train --dataset demo --model mlp", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trian", "workbench: no command trian; did you mean train?")]
    [InlineData("trian --help", "workbench: no command trian; did you mean train?")]
    [InlineData("train --sed 3", "workbench train: no option --sed; did you mean --seed?")]
    [InlineData("predict a.mp3 --thread 2", "workbench predict: no option --thread; did you mean --threads?")]
    [InlineData("train --dataset demo --seed many", "workbench train: --seed many is no whole number.")]
    [InlineData("recommend a.mp3 --count many", "workbench recommend: --count many is no whole number.")]
    [InlineData("recommend a.mp3 --diversity 1.5", "workbench recommend: --diversity 1.5 must be a number from 0 to 1, as 0.3.")]
    [InlineData("recommend a.mp3 --diversity much", "workbench recommend: --diversity much must be a number from 0 to 1, as 0.3.")]
    [InlineData("ui --port 8000x", "workbench ui: --port 8000x is no whole number.")]
    [InlineData("ui --port 80000", "workbench ui: --port 80000 must be 1 to 65535; leave it out for one that is free.")]
    [InlineData("serve --port 80000", "workbench serve: --port 80000 must be 1 to 65535; leave it out for one that is free.")]
    [InlineData("serve --host localhost", "workbench serve: --host localhost is no address; write one of this machine in digits, as "
        + "192.168.0.10, or 0.0.0.0 for all.")]
    [InlineData("serve --host 0.0.0.0", "workbench serve: --host 0.0.0.0 lets other machines ask; choose a --token that they must know.")]
    [InlineData("serve --token secret", "workbench serve: --token must be 16 to 256 letters, digits and -._~; leave it out for one that "
        + "nobody guesses.")]
    [InlineData("serve --run a --model b", "workbench serve: --run and --model both name a model; give one.")]
    [InlineData("train --dataset demo --labels tag", "workbench train: --labels tag: no such value; did you mean tags?")]
    [InlineData("train --dataset demo --engine troch", "workbench train: --engine troch: no such value; did you mean torch?")]
    [InlineData("sweep --seeds 2 --engine torch --device cuda:x",
        "workbench sweep: --device cuda:x: no such value; did you mean cuda:1?")]
    [InlineData("train --dataset demo --device cuda",
        "workbench train: --device cuda says where torch computes; add --engine torch.")]
    [InlineData("train demo 2", "workbench train: 2 is one word too many. A path with blanks stands between quotes.")]
    [InlineData("data mak demo", "workbench data: no command mak; did you mean make?")]
    [InlineData("data make dmeo", "workbench data make: NAME dmeo: no such value; did you mean demo?")]
    [InlineData("features mrege a.csv", "workbench features: no command mrege; did you mean merge?")]
    [InlineData("data", "workbench data: name a command; there are make, fetch, put, describe, check.")]
    [InlineData("recommend",
        "workbench recommend: SONG is missing: An audio file, or a song of the dataset: its id, or \"artist - title\".")]
    [InlineData("recommend a.mp3 --from b", "workbench recommend: SONG and --from both name the song; give one.")]
    [InlineData("recommend a.mp3 --copies all", "workbench recommend: --copies chooses among songs of one artist; give --same-artist too.")]
    [InlineData("recommend a.mp3 --same-artist --copies some",
        "workbench recommend: --copies some: no such value; there are all, none, versions.")]
    [InlineData("recommend a.mp3 --m3u8 b.mp3", "workbench recommend: --m3u8 b.mp3: a playlist ends in .m3u8; name it so.")]
    public void Wrong_usage_is_told_in_one_line_with_the_help_to_read(string line, string message)
    {
        var parsed = WorkbenchCommand.Create().Parse(line);
        var command = message.Split(':')[0];
        Assert.Equal($"{message}\nMore: {command} --help", UsageError.Of(parsed));
    }

    [Fact]
    public void What_follows_two_dashes_is_no_option() =>
        Assert.Null(UsageError.Of(WorkbenchCommand.Create().Parse(["predict", "--", "--odd-name.mp3"])));

    [Fact]
    public void A_wrong_command_line_fills_no_screen()
    {
        var result = Run("train", "--dataset", "demo", "--modle", "mlp");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(2, result.Error.Trim().Split('\n').Length);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("train", "--help")]
    [InlineData("features", "--help")]
    [InlineData("features", "merge", "--help")]
    [InlineData("recommend", "--help")]
    [InlineData("run", "--help")]
    [InlineData("data", "make", "--help")]
    public void Help_shows_examples_and_calls_the_command_by_its_name(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Example", result.Output, StringComparison.Ordinal);
        Assert.Contains($"Usage:\n  {string.Join(' ', arguments.SkipLast(1).Take(1).Prepend("workbench"))} ",
            result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private ProcessResult Train(string dataset) => Run("train", "--dataset", dataset);

    private ProcessResult Run(params string[] arguments) => WorkbenchProcess.Run(folder.File("data"), arguments);
}
