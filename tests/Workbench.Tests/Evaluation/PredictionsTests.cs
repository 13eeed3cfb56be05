using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public sealed class PredictionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Predictions_survive_the_round_trip_to_the_last_bit()
    {
        var rng = new Random(3);
        var predictions = new Predictions(
            ["Hip-Hop", "Rock, \"Indie\"", "Фолк"], ["a,b/1.mp3", "c \"d\"/2.mp3"], ["Simon, Paul", "Ö"],
            Matrices.Labels([[true, false, true], [false, false, true]]),
            Matrices.Scores([[rng.NextDouble(), 0, double.Epsilon], [1.0 / 3, 1, -7e300]]));
        var path = folder.File("predictions.csv");
        predictions.WriteCsv(path);

        var read = Predictions.ReadCsv(path);
        Assert.Equal(predictions.LabelNames, read.LabelNames);
        Assert.Equal(predictions.TrackIds, read.TrackIds);
        Assert.Equal(predictions.Groups, read.Groups);
        for (var row = 0; row < 2; row++)
        {
            Assert.Equal(predictions.Truth.Row(row), read.Truth.Row(row));
            Assert.Equal(predictions.Scores.Row(row), read.Scores.Row(row));
        }
    }

    [Fact]
    public void The_table_has_one_line_a_track()
    {
        var path = folder.File("predictions.csv");
        new Predictions(["Jazz", "Rock"], ["x.mp3"], ["X"], Matrices.Labels([[true, false]]), Matrices.Scores([[0.75, 0.1]]))
            .WriteCsv(path);
        Assert.Equal("track,group,truth:Jazz,truth:Rock,score:Jazz,score:Rock\nx.mp3,X,1,0,0.75,0.1\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("track,group,truth:Jazz,score:Jazz\nx.mp3,X,2,0.5\n", "line 2, column truth:Jazz: \"2\" is not 0 or 1")]
    [InlineData("track,group,truth:Jazz,score:Jazz\nx.mp3,X,1,high\n", "column score:Jazz: \"high\" is not a number")]
    [InlineData("track,group,truth:Jazz,score:Jazz\nx.mp3,X,1\n", "damaged")]
    [InlineData("track,group,truth:Jazz,score:Rock\nx.mp3,X,1,0.5\n", "expected track, group, truth:LABEL")]
    [InlineData("", "expected track, group, truth:LABEL")]
    [InlineData("track,group,truth:Jazz,score:Jazz\n", "0 tracks and 1 labels")]
    [InlineData("track,group,truth:Jazz,score:Jazz\nx.mp3,X,1,NaN\n", "column score:Jazz: \"NaN\" is not a number")]
    public void A_damaged_table_is_refused_with_the_place(string text, string message)
    {
        var path = folder.Write("predictions.csv", text);
        Assert.Contains(message, Assert.Throws<WorkbenchException>(() => Predictions.ReadCsv(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_table_is_refused_by_name() =>
        Assert.Contains("none.csv", Assert.Throws<WorkbenchException>(() => Predictions.ReadCsv(folder.File("none.csv"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Names_and_numbers_that_do_not_fit_are_refused()
    {
        var (truth, scores) = (Matrices.Labels([[true, false]]), Matrices.Scores([[0.5, 0.5]]));
        Assert.Throws<ArgumentException>(() => new Predictions(["a", "b"], ["1", "2"], ["x", "y"], truth, scores));
        Assert.Throws<ArgumentException>(() => new Predictions(["a", "b"], ["1"], ["x", "y"], truth, scores));
        Assert.Contains("label a stands twice",
            Assert.Throws<WorkbenchException>(() => new Predictions(["a", "a"], ["1"], ["x"], truth, scores)).Message,
            StringComparison.Ordinal);
    }
}
