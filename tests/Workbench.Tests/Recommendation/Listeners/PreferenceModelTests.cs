using Workbench.Recommendation.Listeners;

namespace Workbench.Tests.Recommendation.Listeners;

public class PreferenceModelTests
{
    private const double Noise = 0.7;

    [Theory]
    [InlineData(6)]
    [InlineData(15)]
    public void Pairs_left_out_are_foreseen_as_by_models_that_never_saw_them(int count)
    {
        var rng = new Random(count);
        var songs = Songs(rng, count);
        double[] answers = [.. songs.Select((_, i) => i % 3 - 1.0 + (i == 0 ? 0.5 : 0))];
        var (right, pairs) = (0.0, 0);
        for (var high = 0; high < count; high++)
            for (var low = 0; low < count; low++)
                if (answers[high] > answers[low])
                {
                    int[] rest = [.. Enumerable.Range(0, count).Where(i => i != high && i != low)];
                    var difference = Foreseen(songs, answers, rest, high) - Foreseen(songs, answers, rest, low);
                    right += difference > 0 ? 1 : 0;
                    pairs++;
                }
        var model = PreferenceModel.Fit(answers, (a, b) => Dot(songs[a], songs[b]), Noise);
        Assert.Equal(right / pairs, model.Concordance!.Value, 1e-12);
        Assert.InRange(model.Concordance.Value, 0.01, 0.99); // else it would show little
    }

    [Fact]
    public void Coefficients_solve_the_equations_of_kernel_ridge_with_a_free_constant()
    {
        var rng = new Random(3);
        var songs = Songs(rng, 12);
        double[] answers = [.. songs.Select((_, i) => i % 2 == 0 ? 1.0 : -1)];
        var coefficients = PreferenceModel.Fit(answers, (a, b) => Dot(songs[a], songs[b]), Noise).Coefficients;
        Assert.Equal(1, coefficients.Sum(Math.Abs), 1e-12);
        Assert.Equal(0, coefficients.Sum(), 1e-12); // what makes the constant free
        var plain = Solve(songs, answers, [.. Enumerable.Range(0, 12)]).Coefficients;
        var scale = plain.Sum(Math.Abs);
        Assert.All(coefficients.Zip(plain), pair => Assert.Equal(pair.Second / scale, pair.First, 1e-10)); // float64, a hundred operations
    }

    [Fact]
    public void Answers_that_are_all_the_same_teach_nothing()
    {
        var model = PreferenceModel.Fit([1, 1, 1, 1, 1, 1], (a, b) => a == b ? 1 : 0.5);
        Assert.Null(model.Concordance);
        Assert.All(model.Coefficients, coefficient => Assert.Equal(0, coefficient));
    }

    private static double[][] Songs(Random rng, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 4).Select(_ => rng.NextDouble() - 0.5).ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Foreseen(double[][] songs, double[] answers, int[] learned, int song)
    {
        var (coefficients, constant) = Solve(songs, answers, learned);
        return constant + learned.Zip(coefficients, (other, coefficient) => coefficient * Dot(songs[other], songs[song])).Sum();
    }

    /// <summary>The bordered system (K + noise I) a + b = y, sum of a = 0, by elimination with pivots.</summary>
    private static (double[] Coefficients, double Constant) Solve(double[][] songs, double[] answers, int[] learned)
    {
        var size = learned.Length + 1;
        double[][] rows = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size + 1).Select(j =>
            i == learned.Length ? j < learned.Length ? 1.0 : 0
            : j == size ? answers[learned[i]]
            : j == learned.Length ? 1 : Dot(songs[learned[i]], songs[learned[j]]) + (i == j ? Noise : 0)).ToArray())];
        for (var k = 0; k < size; k++)
        {
            var best = Enumerable.Range(k, size - k).MaxBy(i => Math.Abs(rows[i][k]));
            (rows[k], rows[best]) = (rows[best], rows[k]);
            for (var i = 0; i < size; i++)
                if (i != k)
                    rows[i] = [.. rows[i].Zip(rows[k], (value, pivot) => value - rows[i][k] / rows[k][k] * pivot)];
        }
        double[] solved = [.. rows.Select((row, i) => row[size] / row[i])];
        return (solved[..^1], solved[^1]);
    }
}
