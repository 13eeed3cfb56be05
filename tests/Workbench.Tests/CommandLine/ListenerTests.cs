using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary><c>workbench rate</c>, <c>workbench listeners</c> and <c>workbench recommend --listener</c>, as users run them.</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Songs_are_rated_re_ranked_explained_and_forgotten()
    {
        Assert.Contains("Nobody has rated a song yet.", Run("listeners").Error, StringComparison.Ordinal);
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Run("train", "--dataset", corpus);
        var first = Run("rate", Path.Combine(corpus, "low", "00.wav"), "like");
        Assert.Equal("me: like low/00.wav\n", first.Output.ReplaceLineEndings("\n"));
        Assert.Contains("Profile of me not at work: it takes 5 answers to songs of this catalogue, and there are 1", first.Error,
            StringComparison.Ordinal);
        foreach (var (song, rating) in new[] { ("low/01.wav", "like"), ("low/02.wav", "like"), ("rock/00.wav", "dislike"),
            ("rock/01.wav", "dislike"), ("high/00.wav", "skip"), ("low/02.wav", "like") })
            Run("rate", song, rating, "--listener", "me");
        Run("rate", "rock/03.wav", "like", "--listener", "sara");

        Assert.Equal(["me 3 2 1", "sara 1 0 0"], JsonNode.Parse(Run("listeners", "list", "--json").Output)!.AsArray()
            .Select(listener => $"{listener!["name"]} {listener["likes"]} {listener["dislikes"]} {listener["skips"]}"));
        Assert.Matches(@"\nme +3 +2 +1 +\d{4}-\d\d-\d\d", Run("listeners").Output.ReplaceLineEndings("\n"));
        var shown = Run("listeners", "show", "me").Output;
        Assert.Contains("answers: 3 liked, 2 disliked, 1 skipped", shown, StringComparison.Ordinal);
        Assert.Matches(@"\nprofile: at work: of pairs of answers that it has not seen, it orders \d+ ?% right", shown);
        Assert.Contains("low 3 of 3", shown, StringComparison.Ordinal);

        var (plain, ranked) = (Recommend(), Recommend("--listener", "me"));
        Assert.All(plain, song => Assert.Equal(0, (double)song["fromProfile"]!));
        Assert.All(ranked, song => Assert.Equal(1 - (double)song["distance"]!, song["parts"]!.AsArray()
            .Sum(part => (double)part!["contribution"]!) + (double)song["fromHubs"]! + (double)song["fromProfile"]!, 1e-6));
        Assert.True(ranked.Take(5).Count(IsLow) > plain.Take(5).Count(IsLow));
        Assert.True((double)ranked[0]["fromProfile"]! > 0);
        var told = Run("recommend", "rock/05.wav", "--listener", "me");
        Assert.Matches(@" [+-] \d\.\d{3} profile\n", told.Output.ReplaceLineEndings("\n"));
        Assert.Contains("like what you liked", told.Output, StringComparison.Ordinal);
        Assert.Contains("Profile of me at work: ", told.Error, StringComparison.Ordinal);

        Assert.Equal("1 answers of me are forgotten", Run("listeners", "forget", "me", "--song", "low/00.wav").Output.TrimEnd());
        Assert.Equal("6 answers of me are forgotten", Run("listeners", "forget", "me").Output.TrimEnd());
        var gone = WorkbenchProcess.Run(folder.File("data"), "recommend", "rock/05.wav", "--listener", "me");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("me: no such listener; there is sara.", gone.Error, StringComparison.Ordinal);
        var stranger = WorkbenchProcess.Run(folder.File("data"), "rate", typeof(ListenerTests).Assembly.Location, "like");
        Assert.Equal(1, stranger.ExitCode);
        Assert.Contains("nothing can be learned from an answer to it. Rate songs of the catalogue, for instance ", stranger.Error,
            StringComparison.Ordinal);
    }

    private JsonNode[] Recommend(params string[] options)
    {
        var list = JsonNode.Parse(Run(["recommend", "rock/05.wav", "--count", "20", "--json", .. options]).Output)!;
        return [.. list["recommendations"]!.AsArray().Select(song => song!)];
    }

    private static bool IsLow(JsonNode song) => ((string)song["track"]!).StartsWith("low/", StringComparison.Ordinal);

    private ProcessResult Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Error}");
        return result;
    }
}
