using Workbench.Tests.Postgres;

namespace Workbench.Tests.CommandLine;

/// <summary>Songs that machines share, from the command line.</summary>
public sealed class ShareTests(LikedSongs songs) : IClassFixture<LikedSongs>
{
    [Fact]
    public void Songs_that_a_run_shares_are_recommended_from_and_taken_out_again()
    {
        using RunningServer server = new();
        var name = $"postgres:{server.Name}";
        Assert.Equal($"24 song(s) new or changed in {name}\n", Text("runs", "share", songs.FirstRun, name));
        var told = Text("recommend", "low/03.wav", "--run", songs.FirstRun, "--catalogue", name);
        Assert.StartsWith($"Like low/03.wav, by run {songs.FirstRun}, among 24 song(s) of the catalogue {name}:\n1. low ", told,
            StringComparison.Ordinal);
        var model = songs.PathOf("model");
        Text("export", songs.FirstRun, "--out", model);
        Assert.StartsWith("Like low/03.wav, by run ", Text("recommend", "low/03.wav", "--model", model, "--catalogue", name),
            StringComparison.Ordinal);
        Assert.Contains("low 0", Text("playlist", "low/03.wav", "--run", songs.FirstRun, "--catalogue", name, "--count", "4"),
            StringComparison.Ordinal);
        Assert.Equal($"24 song(s) taken out of {name}\n", Text("runs", "share", songs.FirstRun, name, "--remove"));
        var empty = songs.Run("recommend", "low/03.wav", "--run", songs.FirstRun, "--catalogue", name);
        Assert.Equal((1, ""), (empty.ExitCode, empty.Output));
        Assert.Contains($"{name} has no songs. Share some: workbench runs share RUN {name}", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_name_of_a_shared_catalogue_is_refused()
    {
        var result = songs.Run("runs", "share", songs.FirstRun, "songs");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("songs is no name of a shared catalogue; write postgres: and a name, for instance postgres:songs.", result.Error,
            StringComparison.Ordinal);
    }

    private string Text(params string[] arguments)
    {
        var result = songs.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }
}
