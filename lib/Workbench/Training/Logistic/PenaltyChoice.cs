using Workbench.Foundation;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Training.Logistic;

/// <summary>
/// How strongly a logistic regression is penalised, chosen inside the training part: by the log loss of each fold's songs under what the
/// other folds taught. From strong to weak, each fit starting from the one before, until weaker ones only get worse.
/// </summary>
internal static class PenaltyChoice
{
    /// <summary>Powers of ten around the 1 that scikit-learn takes unasked.</summary>
    private static readonly double[] Strengths = [1e4, 1e3, 1e2, 10, 1, 0.1, 0.01, 1e-3, 1e-4];

    /// <summary>What is taken where there is only one artist, so that no songs of others can tell.</summary>
    private const double Unasked = 1;

    private const string Task = "Choosing the penalty";

    private const int MostSteps = 200, MostWorse = 2;

    /// <summary>A gradient that is small enough to compare by: scikit-learn's.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>Chooses.</summary>
    /// <param name="songs">The songs, fold after fold.</param>
    /// <param name="foldSizes">Songs of each fold.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    public static double Of(LogisticSongs songs, int[] foldSizes, LossState loss, Work work)
    {
        if (foldSizes.Length < 2)
            return Unasked;
        (int Start, int Count)[] folds = [.. foldSizes.Select((size, fold) => (foldSizes[..fold].Sum(), size))];
        var all = songs.Input.Rows;
        var points = folds.Select(_ => new double[(songs.Columns + 1) * songs.Labels]).ToArray();
        var left = folds.Select(fold => songs.WithLabelsLearnedOutside(fold.Start, fold.Count)).ToArray();
        var (best, lowest, worse) = (Strengths[0], double.PositiveInfinity, 0);
        foreach (var (i, strength) in Strengths.Index())
        {
            work.Report(new WorkProgress(Task, i, Strengths.Length));
            var losses = new double[folds.Length];
            Parallel.For(0, folds.Length, work.LoopOptions, fold =>
            {
                var (start, count) = folds[fold];
                using var workers = new Workers(Math.Max(1, work.Threads / folds.Length));
                var end = start + count;
                var others = new LogisticObjective(songs, [(0, start), (end, all - end)], loss, workers) { L2 = strength };
                var fit = new LbfgsMinimizer((point, gradient) => others.Compute(point, gradient, work.Token), points[fold], Tolerance);
                for (var step = 0; step < MostSteps && !fit.HasConverged; step++)
                    fit.Step();
                points[fold] = fit.Point.ToArray();
                var unheard = new LogisticObjective(left[fold], [(start, count)], loss, workers);
                losses[fold] = count * unheard.Compute(fit.Point, [], work.Token);
            });
            var sum = losses.Sum();
            worse = sum < lowest ? 0 : worse + 1;
            (best, lowest) = sum < lowest ? (strength, sum) : (best, lowest);
            if (worse >= MostWorse)
                break;
        }
        work.Report(new WorkProgress(Task, Strengths.Length, Strengths.Length, FormattableString.Invariant($"L2 {best}")));
        return best;
    }
}
