using System.Reflection;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Kernel.Formatting;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Tests.Kernel;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Notebook;

/// <summary>What a notebook shows of the things that its cells are given.</summary>
[Collection(ProcessWide.Name)]
public sealed class FormsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lab lab;

    public FormsTests() => lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 10), folder.File("data")).WithSeed(3);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    /// <summary>A list of all members says nothing, and may be thousands of lines.</summary>
    [Fact]
    public void Everything_that_a_lab_or_a_run_gives_has_a_form_of_its_own()
    {
        Type[] asked = [typeof(Lab), typeof(LabRun), typeof(LabModel), typeof(LabSong), typeof(LabPlan), typeof(LabRanking), typeof(Run)];
        var given = asked.SelectMany(type => type.GetMembers().Append(type))
            .Select(member => member switch
            {
                Type type => type,
                PropertyInfo property => property.PropertyType,
                MethodInfo { IsSpecialName: false } method => method.ReturnType,
                _ => null,
            })
            .Where(type => type is { IsClass: true, IsArray: false } && type.Assembly == typeof(Lab).Assembly).Distinct();
        Assert.Empty(given.Where(type => !type!.GetCustomAttributes(inherit: true)
            .Any(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute")).Select(type => type!.Name));
    }

    [Fact]
    public void A_lab_is_a_card_that_says_what_is_asked_and_starts_no_work()
    {
        var card = Text(lab);
        Assert.StartsWith("experiment on  songs\n", card, StringComparison.Ordinal);
        Assert.Contains("\n3 genres       high 10, low 10, rock 10\n", card, StringComparison.Ordinal);
        Assert.Contains("\nmodel          mlp: Linear 512, Linear 256, output\n", card, StringComparison.Ordinal);
        Assert.Contains("\nseed           3\n", card, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("data", "cache", "workbench.db")));
        Assert.All(card.Split('\n'), line => Assert.InRange(line.Length, 1, 99));
    }

    [Fact]
    public void A_table_of_features_shows_its_ends()
    {
        var matrix = new FeatureMatrix([.. Enumerable.Range(0, 9).Select(c => $"c{c}")], [.. Enumerable.Range(0, 90).Select(i => i / 4f)]);
        Assert.Equal(
            """
            5 of 10 rows, 6 of 9 columns

            row     c0     c1     c2     c3  …     c7     c8
            ---  -----  -----  -----  -----  -  -----  -----
            0     0.00   0.25   0.50   0.75      1.75   2.00
            1     2.25   2.50   2.75   3.00      4.00   4.25
            2     4.50   4.75   5.00   5.25      6.25   6.50
            …
            8    18.00  18.25  18.50  18.75     19.75  20.00
            9    20.25  20.50  20.75  21.00     22.00  22.25
            """.ReplaceLineEndings("\n"), Text(matrix));
        Assert.StartsWith("2 rows, 1 column\n", Text(new FeatureMatrix(["c"], [1, 2])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_shows_as_its_JSON_in_few_lines_and_several_songs_as_a_table()
    {
        Assert.Equal("{ \"layers\": [{ \"kind\": \"linear\", \"units\": 4 }], \"segmentFrames\": null }",
            Text(new ModelSpec([new Linear(4)])));
        Assert.Equal(SpecJson.Hash(lab.Spec),
            SpecJson.Hash(SpecJson.Read<ExperimentSpec>(Text(lab.Spec))));
        var songs = Text(lab.Songs.Tracks);
        Assert.StartsWith("Id ", songs, StringComparison.Ordinal);
        Assert.DoesNotContain("CopyOf", songs, StringComparison.Ordinal); // no song has one
    }

    private static string Text(object value) => (string)new InteractiveFormatter().Format(value).ToJson()["text/plain"]!;
}
