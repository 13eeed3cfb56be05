using MathNet.Numerics.LinearAlgebra;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Charts;

public class PrincipalComponentsTests
{
    /// <summary>The scaler gives float32; the rest is float64.</summary>
    private const double Float32 = 2e-5;

    [Fact]
    public void Components_are_those_of_scikit_learn()
    {
        var components = PrincipalComponents.Fit(TwentySongs.Part, count: 3);
        // PCA(3, svd_solver="full") after StandardScaler, scikit-learn 1.2.1; each sign turned so that the largest weight is positive.
        AssertClose([0.36529752, 0.21193388, 0.12561087], [.. components.ExplainedVarianceRatio]);
        AssertClose([0.26169349, -0.28464038, 0.46563776, -0.35733199, 0.44835087, -0.39101895, 0.25516136, -0.29490688],
            components.Component(0));
        AssertClose([-0.5416708, 0.5459575, -0.11451617, 0.10018319, 0.20211903, -0.30724216, 0.12958206, -0.48304365],
            components.Component(1));
        AssertClose([1.7163013087244063, 1.9608452835816157, -0.7928399036085115], components.Transform(TwentySongs.Part.Features.Row(0)));
        AssertClose([0.005532148666012884, 1.8011205626402806, 1.1373714098254528],
            components.Transform(TwentySongs.Part.Features.Row(19)));
    }

    [Fact]
    public void Components_of_518_features_of_400_real_songs_are_those_of_scikit_learn()
    {
        var source = Emotify.Read();
        var components = PrincipalComponents.Fit(new TrainingPart(source, [.. Enumerable.Range(0, source.Tracks.Length)]), count: 4);
        AssertClose([0.1509727, 0.05599674, 0.04585498, 0.04261455], [.. components.ExplainedVarianceRatio]);
        AssertClose([23.293012633287077, 4.351130267476627, 2.364353839292886, 2.3256287108288993],
            components.Transform(source.Features.Row(0)), 1e-3);
        AssertClose([-1.1930971387910945, 3.1510782894333986, -2.1342556469789886, -3.4040832351876347],
            components.Transform(source.Features.Row(399)), 1e-3);
    }

    [Fact]
    public void All_components_are_the_singular_vectors_of_the_scaled_songs()
    {
        var (train, _) = TrainingSamples.MultiLabel();
        var scaled = new float[train.Features.Values.Length];
        for (var row = 0; row < train.Features.RowCount; row++)
            Scaler.Fit(train).Transform(train.Features.Row(row), scaled.AsSpan(row * 6, 6));
        var svd = Matrix<double>.Build.DenseOfRowMajor(300, 6, scaled.Select(v => (double)v)).Svd();
        var components = PrincipalComponents.Fit(train, count: 6);
        AssertClose([.. svd.S.Select(s => s * s / svd.S.DotProduct(svd.S))], [.. components.ExplainedVarianceRatio]);
        for (var i = 0; i < 6; i++)
            // float32
            Assert.Equal(1, Math.Abs(svd.VT.Row(i).DotProduct(Vector<double>.Build.DenseOfArray(components.Component(i).ToArray()))), 1e-6);
    }

    [Fact]
    public void More_components_than_directions_are_refused()
    {
        var (line, _) = TrainingSamples.Parts([[1, 2, 5], [2, 4, 5], [4, 8, 5]], [["a"], ["b"], ["a"]], trainCount: 3);
        Assert.Equal(1, PrincipalComponents.Fit(line, count: 1).ExplainedVarianceRatio[0], 1e-6); // float32
        Assert.Equal(
            "3 songs with 3 features differ in 1 direction(s), not 2; add songs, or features that vary.",
            Assert.Throws<WorkbenchException>(() => PrincipalComponents.Fit(line, count: 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalComponents.Fit(line, count: 0));
        var (same, _) = TrainingSamples.Parts([[1], [1]], [["a"], ["b"]], trainCount: 2);
        Assert.Contains("differ in 0 direction(s)", Assert.Throws<WorkbenchException>(() => PrincipalComponents.Fit(same)).Message,
            StringComparison.Ordinal);
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance = Float32)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
