using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class SoftVotingTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(3000)]
    public void Weights_are_those_of_least_loss_with_as_many_songs_more_for_equal_ones(int songs)
    {
        ValidationPredictions[] members = [Members(songs, noise: 1, seed: 1), Members(songs, noise: 2.5, seed: 2)];
        var votes = SoftVoting.Fit(members).Votes;
        Assert.Equal(1, votes.Sum(vote => vote.Weight), 1e-12);
        // The plain formula, on a grid: log loss, a song counting once, and the logarithms of the prior.
        double Loss(double weight)
        {
            var mean = new SoftVoting([votes[0] with { Weight = weight }, votes[1] with { Weight = 1 - weight }])
                .Mean([.. members.Select(member => member.Scores)]);
            var loss = -SoftVoting.SongsForEqualWeights * (Math.Log(weight) + Math.Log(1 - weight)) / 2;
            for (var row = 0; row < songs; row++)
                for (var label = 0; label < 2; label++)
                    loss -= Math.Log(members[0].Truth[row, label] ? mean[row, label] : 1 - mean[row, label]) / 2;
            return loss;
        }
        var best = Enumerable.Range(1, 999).Select(i => i / 1000.0).MinBy(Loss);
        Assert.Equal(best, votes[0].Weight, 1e-3); // the grid
        Assert.InRange(votes[0].Weight, songs == 30 ? 0.5 : 0.65, songs == 30 ? 0.62 : 0.99);
    }

    [Fact]
    public void Equal_models_count_the_same()
    {
        var member = Members(50, noise: 1, seed: 1);
        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0], SoftVoting.Fit([member, member, member]).Votes.Select(vote => vote.Weight), (a, b) =>
            Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_answer_is_the_weighted_mean_at_the_temperatures()
    {
        var (a, b) = (new ScoreMatrix(1, 2), new ScoreMatrix(1, 2));
        (a[0, 0], a[0, 1], b[0, 0], b[0, 1]) = (0.8, 0.1, 0.25, 0.75);
        var mean = new SoftVoting([new(0.25, 2, AddsToOne: false), new(0.75, 0.5, AddsToOne: true)]).Mean([a, b]);
        // sigmoid(ln 4 / 2) = 2 / 3; the softmax at 1/2 squares: 1 to 9.
        Assert.Equal(0.25 * 2 / 3 + 0.75 * 0.1, mean[0, 0], 1e-12);
        Assert.Equal(0.25 * 1 / 4 + 0.75 * 0.9, mean[0, 1], 1e-12);
    }

    /// <summary>Songs by an artist each, whose two labels a model knows as well as its noise lets it.</summary>
    private static ValidationPredictions Members(int songs, double noise, int seed)
    {
        var (truth, scores, rng) = (new LabelMatrix(songs, 2), new ScoreMatrix(songs, 2), new Random(seed));
        for (var row = 0; row < songs; row++)
            for (var label = 0; label < 2; label++)
            {
                truth[row, label] = (row + label) % 2 == 0;
                var logit = (truth[row, label] ? 1 : -1) + noise * (rng.NextDouble() + rng.NextDouble() + rng.NextDouble() - 1.5) * 2;
                scores[row, label] = 1 / (1 + Math.Exp(-logit));
            }
        var predictions = new Predictions(["x", "y"], [.. Enumerable.Range(0, songs).Select(i => $"{i}")],
            [.. Enumerable.Range(0, songs).Select(i => $"artist {i}")], truth, scores);
        using var folder = new TempFolder();
        predictions.WriteCsv(folder.File("predictions.csv"));
        return ValidationPredictions.ReadCsv(folder.File("predictions.csv"));
    }
}
