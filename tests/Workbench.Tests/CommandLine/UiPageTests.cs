using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Experiments;
using Workbench.Reports;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.CommandLine;

/// <summary>
/// The page of <c>workbench ui</c>, visited once in Chromium by <c>tests/clients/ui_page.mjs</c>. Look at <c>tests/TestResults/ui</c>.
/// </summary>
public sealed class UiPageTests(UiSite site) : IClassFixture<UiSite>
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public void It_shows_compares_names_plays_bins_and_restores_what_there_is_and_follows_what_goes_on()
    {
        var seen = Visit();
        string[] Texts(string name) => seen[name].Deserialize<string[]>()!;
        string Text(string name) => (string)seen[name]!;

        // It opens without leaving the token in the address, and asks nobody else for anything.
        Assert.Equal($"{site.Server.Origin}/", Text("address"));
        Assert.Equal("", Text("cookiesOfScripts"));
        Assert.Equal(["own"], Texts("origins"));
        Assert.Empty(Texts("complaints"));

        // The list: latest first, then by score.
        Assert.Equal([site.Unheard.Id, site.Heard.Id], Texts("runs"));
        Assert.Equal("0 of 2 runs", Text("none")); // by the keyboard alone
        Run[] byScore = [.. new[] { site.Unheard, site.Heard }.OrderByDescending(Score)];
        Assert.Equal(byScore.Select(Score), Texts("best").Select(id => Score(Named(id))));
        Assert.Equal(byScore.Reverse().Select(Score), Texts("worst").Select(id => Score(Named(id))));
        var ranking = new RunComparison([site.Heard, site.Unheard]).Ranking();
        Assert.Equal($"""["Runs compared",true,{ranking.RowCount}]""", seen["compared"]!.ToJsonString());

        // A run: named hostilely, seen by another tab, its tables sorted, binned and restored.
        Assert.Equal(site.Heard.Id, (string)seen["report"]![0]!);
        Assert.Contains("How it learned", seen["report"]![1].Deserialize<string[]>()!);
        Assert.Equal(Hostile, Text("renamed"));
        Assert.Equal([site.Unheard.Id, Hostile], seen["inTheOtherTab"]![0].Deserialize<string[]>()!);
        Assert.Equal(["wide", "baseline"], seen["inTheOtherTab"]![1].Deserialize<string[]>()!);
        Assert.NotEqual(Texts("unsorted"), Texts("sorted"));
        Assert.Equal(Texts("sorted").Order(StringComparer.Ordinal), Texts("sorted"));
        Assert.Equal([site.Unheard.Id], Texts("withoutIt"));
        Assert.Equal(new[] { Hostile, site.Unheard.Id }.ToHashSet(), Texts("restored").ToHashSet());

        // Songs: played one at a time, and those that are like one.
        Assert.Equal("1 to 25 of 25 songs", Text("songs"));
        Assert.Equal("1 to 25 of 25 songs", Text("heard"));
        Assert.Equal(
            RunRecommender.OpenKept(site.Heard)!.Recommend("high/02.wav").Select(near =>
                (near.Track.Id, FormattableString.Invariant($"distance {near.Distance:0.000}: {near.Reason}"))),
            seen["similar"]!.AsArray().Select(song => ((string)song![0]!, (string)song[1]!)));
        Assert.Equal(1.5, (double)seen["played"]!["duration"]!, 2);
        Assert.True((bool)seen["played"]!["isPaused"]!);
        Assert.Null(seen["played"]!["error"]);

        // A listener's answers: said, kept, and taken back.
        Assert.Equal(["Profile of sara not at work: it takes 5 answers to songs of this catalogue, and there are 1", "true"],
            Texts("rated"));
        Assert.Equal("Your answer to high/02.wav: Like", Text("kept"));
        Assert.Equal(25, (int)seen["takenBack"]!);
        Assert.Empty(site.Workspace.Ratings.Listeners());

        Assert.Equal("1", (string)seen["now"]![0]!);
        Assert.Equal("#1 mlp on demo, seed 7", (string)Assert.Single(seen["now"]![1]!.AsArray())!);
        Assert.Equal("There is no run none. It may have been deleted; look into the bin.", Text("unknown"));
        Assert.StartsWith("The server has ended. Start it again with 'workbench ui'", Text("ended"), StringComparison.Ordinal);

        // The keyboard, screen readers, and phones.
        Assert.Equal("To the content", Text("firstStop"));
        Assert.Equal("main", Text("afterSkip"));
        foreach (var part in new[] { "navigation \"Pages\"", "heading \"Runs\"", "searchbox \"Search\"", "combobox \"Dataset\"",
            $"checkbox \"Choose {site.Heard.Id}\"", "columnheader \"Validation\"" })
            Assert.Contains(part, Text("tree"), StringComparison.Ordinal);
        Assert.All(seen["widths"]!.AsObject(),
            width => Assert.True((int)width.Value! == 0, $"{width.Key} is {width.Value} pixels too wide"));

        Run Named(string id) => id == site.Heard.Id ? site.Heard : site.Unheard;
        double? Score(Run run) => RunEntry.Of(run).Validation;
    }

    private JsonNode Visit()
    {
        var modules = FrontEnds.NodeModulesWith("playwright-core");
        Assert.SkipWhen(modules is null || FrontEnds.Browser is null,
            "needs Chromium, and Node with its package playwright-core; run environment/install-consumers.sh");
        using var training = site.Workspace.Trainings.Begin(new ExperimentSpec { Dataset = "demo", Seed = 7 }.Resolve());
        EpochResult epoch = new(1, 0.7, 0.6, 0.8, 1);
        training.Follow(new()).Report(new TrainingProgress("Training", 1, 20, 3, 3, 0.7, 100, epoch, epoch));
        training.Flush();
        var pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "TestResults", "ui"));
        return JsonNode.Parse(ClientProcess.Run("node", new Dictionary<string, string> { ["NODE_PATH"] = modules! },
            FrontEnds.Program("ui_page.mjs"), FrontEnds.Browser!, site.Server.Address, pictures.FullName))!;
    }
}
