namespace Workbench.Recommendation.Listeners;

/// <summary>
/// Kernel ridge regression of answers on the similarity of songs, with a constant that is not penalised: the answer to a song is foreseen
/// as that constant plus the sum over rated songs of coefficient times similarity. How well it orders answers that it has not seen is
/// known in closed form.
/// </summary>
/// <remarks>
/// With K the similarities of the rated songs, M = (K + noise I)^-1, u = M 1 and P = M - u u' / (1' u), the coefficients are P y, and
/// what a model that learned from all answers but those of a set S is wrong by in S is (P_SS)^-1 (P y)_S. Pairs left out give an estimate
/// of the AUC without bias (Airola, Pahikkala, Waegeman, De Baets and Salakoski 2011), which single answers left out do not: without a
/// liked song the constant falls.
/// </remarks>
internal sealed class PreferenceModel
{
    /// <summary>
    /// Added to the similarity of a song with itself, which is 1: how far answers are thought to be chance. The more, the nearer the
    /// coefficients are to the answers themselves. Chosen by <c>tests/Workbench.Benchmarks -- feedback</c>.
    /// </summary>
    public const double UsualNoise = 10;

    /// <summary>Answers that a model with a pair left out learns from at least one of.</summary>
    private const int FewestAnswers = 3;

    // Of values of about 1, after some hundred additions.
    private const double Tie = 1e-9;

    private PreferenceModel(double[] coefficients, double? concordance) => (Coefficients, Concordance) = (coefficients, concordance);

    /// <summary>What each rated song counts for; their magnitudes add to 1, or all are 0 where all answers are the same.</summary>
    public double[] Coefficients { get; }

    /// <summary>
    /// The share of pairs of different answers that a model orders right that has not seen them, a tie counting half; null where there are
    /// no such pairs.
    /// </summary>
    public double? Concordance { get; }

    /// <summary>Learns.</summary>
    /// <param name="answers">One a song.</param>
    /// <param name="similarity">The similarity of two of the songs, by their places: a dot product.</param>
    /// <param name="noise">Above 0.</param>
    public static PreferenceModel Fit(double[] answers, Func<int, int, double> similarity, double noise = UsualNoise)
    {
        var count = answers.Length;
        if (count < FewestAnswers || answers.All(answer => answer == answers[0]))
            return new(new double[count], null);
        var matrix = new double[count][];
        for (var i = 0; i < count; i++)
        {
            matrix[i] = new double[count];
            for (var j = 0; j < i; j++)
                matrix[i][j] = matrix[j][i] = similarity(i, j);
            matrix[i][i] = similarity(i, i) + noise;
        }
        Invert(matrix);
        RemoveConstant(matrix);
        double[] coefficients = [.. matrix.Select(row => row.Zip(answers, (value, answer) => value * answer).Sum())];
        var total = coefficients.Sum(Math.Abs);
        return new([.. coefficients.Select(value => value / total)], ConcordanceOf(answers, matrix, coefficients));
    }

    private static double? ConcordanceOf(double[] answers, double[][] projected, double[] coefficients)
    {
        var (right, pairs) = (0.0, 0);
        for (var high = 0; high < answers.Length; high++)
            for (var low = 0; low < answers.Length; low++)
            {
                if (!(answers[high] > answers[low]))
                    continue;
                var (a, b, c) = (projected[high][high], projected[high][low], projected[low][low]);
                var (errorOfHigh, errorOfLow) = ((c * coefficients[high] - b * coefficients[low]) / (a * c - b * b),
                    (a * coefficients[low] - b * coefficients[high]) / (a * c - b * b));
                var difference = answers[high] - errorOfHigh - (answers[low] - errorOfLow);
                right += Math.Abs(difference) <= Tie ? 0.5 : difference > 0 ? 1 : 0;
                pairs++;
            }
        return pairs == 0 ? null : right / pairs;
    }

    /// <summary>P of M, in place.</summary>
    private static void RemoveConstant(double[][] matrix)
    {
        double[] sums = [.. matrix.Select(row => row.Sum())];
        var total = sums.Sum();
        for (var i = 0; i < sums.Length; i++)
            for (var j = 0; j < sums.Length; j++)
                matrix[i][j] -= sums[i] * sums[j] / total;
    }

    /// <summary>Gauss and Jordan in place; a matrix without eigenvalues below the noise needs no pivots.</summary>
    private static void Invert(double[][] matrix)
    {
        for (var k = 0; k < matrix.Length; k++)
        {
            var (row, pivot) = (matrix[k], matrix[k][k]);
            row[k] = 1;
            for (var j = 0; j < row.Length; j++)
                row[j] /= pivot;
            for (var i = 0; i < matrix.Length; i++)
            {
                if (i == k)
                    continue;
                var (other, factor) = (matrix[i], matrix[i][k]);
                other[k] = 0;
                for (var j = 0; j < row.Length; j++)
                    other[j] -= factor * row[j];
            }
        }
    }
}
