using System.Text.Json;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

/// <summary>
/// Metrics of scikit-learn 1.2.1 on 500 x 12 rounded scores with many ties (label 11 has no positives), and on 300 rows of 4 classes:
/// the values of <c>scripts/sklearn_values.py</c>.
/// </summary>
public sealed class ScikitLearn
{
    /// <summary>Both sides count in float64; only the order of a few hundred additions differs.</summary>
    public const double Tolerance = 1e-12;

    private readonly JsonElement root = ReferenceValues.Json("sklearn/metrics.json");

    public Predictions MultiLabel { get; } = From(Read("multilabel_y"), Read("multilabel_scores"));

    public Predictions MultiClass { get; } = From(OneHot(Read("multiclass_y"), classCount: 4), Read("multiclass_proba"));

    public double Number(params string[] path) => Element(path).GetDouble();

    /// <summary>An array of numbers; NaN stands for null.</summary>
    public double[] Numbers(params string[] path) =>
        [.. Element(path).EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? double.NaN : n.GetDouble())];

    /// <summary>The first labels only: those that scikit-learn can average over.</summary>
    public static Predictions FirstLabels(Predictions all, int count)
    {
        var (truth, scores) = (new LabelMatrix(all.TrackIds.Length, count), new ScoreMatrix(all.TrackIds.Length, count));
        for (var row = 0; row < all.TrackIds.Length; row++)
            for (var label = 0; label < count; label++)
                (truth[row, label], scores[row, label]) = (all.Truth[row, label], all.Scores[row, label]);
        return new(all.LabelNames[..count], all.TrackIds, all.Groups, truth, scores);
    }

    public static void AssertEqual(IReadOnlyCollection<double> expected, IEnumerable<double> actual) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= Tolerance);

    private JsonElement Element(string[] path) => path.Aggregate(root, (element, name) => element.GetProperty(name));

    private static NpyFile Read(string name) => ReferenceValues.Array("sklearn/predictions.npz", name);

    private static NpyFile OneHot(NpyFile classes, int classCount) =>
        new([classes.Values.Length, classCount],
            [.. classes.Values.SelectMany(c => Enumerable.Range(0, classCount).Select(i => i == c ? 1.0 : 0))]);

    private static Predictions From(NpyFile truth, NpyFile scores)
    {
        var labelCount = truth.Shape[1];
        return new(
            [.. Enumerable.Range(0, labelCount).Select(i => $"label {i}")],
            [.. Enumerable.Range(0, truth.Shape[0]).Select(i => $"track {i}")],
            [.. Enumerable.Range(0, truth.Shape[0]).Select(i => $"artist {i}")],
            Matrices.Labels([.. truth.Values.Select(v => v > 0.5).Chunk(labelCount)]),
            Matrices.Scores([.. scores.Values.Chunk(labelCount)]));
    }
}
