using Workbench.Evaluation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class GenreConfusionsTests
{
    private static readonly Predictions Predictions = new(
        ["rock", "pop", "jazz"], ["1", "2", "3", "4", "5"], ["a", "b", "c", "d", "e"],
        Matrices.Labels([[true, false, false], [true, true, false], [true, false, false], [false, true, false], [true, false, false]]),
        Matrices.Scores([[0.9, 0.6, 0], [0.8, 0.9, 0], [0.4, 0.7, 0], [0.6, 0.2, 0], [0.9, 0.1, 0.3]]));

    private readonly GenreConfusions confusions = new(Predictions, Decisions.At(Predictions.Scores));

    [Fact]
    public void A_song_of_both_genres_confuses_neither()
    {
        // Of songs 1, 3 and 5, which are rock and not pop, 1 and 3 were taken for pop; song 4 is pop and not rock.
        Assert.Equal((2 / 3.0, 1.0), (confusions.Shares[0, 1], confusions.Shares[1, 0]));
        Assert.Equal((0.75, 0.5), (confusions.Shares[0, 0], confusions.Shares[1, 1])); // recalls
        Assert.True(double.IsNaN(confusions.Shares[2, 0]));
    }

    [Fact]
    public void The_confusions_of_most_songs_come_first_with_the_most_convincing_songs()
    {
        var top = confusions.Top();
        Assert.Equal([("rock", "pop"), ("pop", "rock")], top.Select(c => (c.Label, c.DecidedFor)));
        Assert.Equal(["3", "1"], top[0].TrackIds);
        Assert.Single(confusions.Top(1));
        Assert.Throws<ArgumentException>(() => new GenreConfusions(Predictions, Matrices.Labels([[true]])));
    }
}
