using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Tests.Training.Losses;

/// <summary>
/// Expected values: PyTorch 1.13 in float64, <c>torch.nn.functional</c>; focal by the code of
/// torchvision's <c>sigmoid_focal_loss</c>, mean.
/// </summary>
public class LossTests
{
    private const double Tolerance = 1e-7; // the logits are float32

    private static readonly Matrix Logits = Filled([0.3f, -1.2f, 2, -0.5f, 0.1f, 4]);
    private static readonly Matrix Yes = Filled([1, 0, 1, 0, 1, 0]);
    private static readonly Matrix Fractions = Filled([0.7f, 0, 1, 0, 0.25f, 0.5f]);
    private static readonly Matrix Classes = Filled([0, 0, 1, 1, 0, 0]);
    private static readonly Matrix Shares = Filled([0.7f, 0, 0.3f, 0, 0.25f, 0.75f]);

    [Fact]
    public void Focal_loss_equals_torchvisions() => AssertLoss(new FocalLoss.State(new()), Yes, 0.5048901832502518,
        [-0.008017018304803423, 0.004260699218509801, -0.00020295584147469922, 0.0172421246688643,
            -0.010827286881167759, 0.13579948163560443]);

    [Fact]
    public void Focal_loss_of_fractions_equals_torchvisions() => AssertLoss(new FocalLoss.State(new()), Fractions, 0.08151010825531134,
        [-0.0058011226267203255, 0.004260699218509801, -0.00020295584147469922, 0.0172421246688643,
            0.01710029699489308, 0.010041953959123093]);

    [Fact]
    public void Focal_loss_without_alpha_and_with_a_gamma_below_1_equals_torchvisions() =>
        AssertLoss(new FocalLoss.State(new(null, 0.5)), Yes, 0.8748997698472296,
            [-0.06357998868969388, 0.026673603734973114, -0.010075877801608967, 0.053772755476015455,
                -0.07399534009126559, 0.1681585938413276]);

    [Fact]
    public void Cross_entropy_equals_PyTorchs() => AssertLoss(new CrossEntropy.State(), Classes, 2.3662703744994387,
        [0.0746594310916956, 0.016658770816080696, -0.09131820190777629, -0.49461434684730304, 0.009813299861911548, 0.48480104698539156]);

    [Fact]
    public void Cross_entropy_with_label_smoothing_equals_PyTorchs() => AssertLoss(new CrossEntropy.State(0.1), Classes, 2.3629370411661053,
        [0.05799276442502893, -7.895850585970532e-06, -0.05798486857444296, -0.4612810135139697,
            -0.006853366804755118, 0.4681343803187249]);

    [Fact]
    public void Cross_entropy_of_fractions_equals_PyTorchs() => AssertLoss(new CrossEntropy.State(0.1), Shares, 1.3121870411661054,
        [-0.25700723557497107, -7.895850585970532e-06, 0.25701513142555704, -0.011281013513969707,
            -0.11935336680475513, 0.13063438031872487]);

    [Fact]
    public void Binary_cross_entropy_of_smoothed_targets_equals_PyTorchs() =>
        AssertLoss(new BinaryCrossEntropy.State([2, 1, 0.5], 0.1), Yes, 1.1001310121719612,
            [-0.12997284870287748, 0.030245869416830395, -0.0020969223436019626, 0.04940295037300877,
                -0.07083680208684334, 0.15541057421449342]);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Focal_loss_has_neither_infinities_nor_NaN_at_the_ends(double gamma)
    {
        Matrix logits = Filled([200, -200, -1e4f, -1e4f, 200, 200]), gradient = new(2, 3);
        Assert.InRange(new FocalLoss.State(new(0.25, gamma)).Compute(logits, Yes, gradient), 1, 1e5);
        Assert.All(gradient.Values.ToArray(), slope => Assert.InRange(slope, -1, 1));
    }

    [Fact]
    public void A_row_without_a_label_counts_0_in_cross_entropy()
    {
        var gradient = new Matrix(2, 3);
        Assert.Equal(0, new CrossEntropy.State(0.1).Compute(Logits, new Matrix(2, 3), gradient));
        Assert.All(gradient.Values.ToArray(), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Cross_entropy_equals_the_goldens_of_the_CNN()
    {
        Matrix logits = new(4, 3), targets = new(4, 3), gradient = new(4, 3);
        Golden("cnn_ce_output").Select(v => (float)v).ToArray().CopyTo(logits.Values);
        var classes = Golden("cnn_ce_target");
        for (var row = 0; row < 4; row++)
            targets.Row(row)[(int)classes[row]] = 1;
        var loss = TorchGolden.Of("cnn", "ce").GetProperty("loss").GetDouble();
        Assert.Equal(loss, new CrossEntropy.State().Compute(logits, targets, gradient), 1e-6); // float32 logits
        var bias = Golden("cnn_ce_grad_8.bias");
        for (var label = 0; label < 3; label++)
            Assert.Equal(bias[label], Enumerable.Range(0, 4).Sum(row => gradient.Row(row)[label]), 1e-6);
    }

    [Fact]
    public void Probabilities_of_a_softmax_add_up_to_1_whatever_the_logits()
    {
        var probabilities = new double[3];
        Probabilities.Fill(OutputFunction.Softmax, [1e4f, 1e4f, -1e4f], probabilities);
        Assert.Equal(0.5, probabilities[0], 1e-12);
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Probabilities.Fill(OutputFunction.Sigmoid, [0, 0, 0], probabilities);
        Assert.Equal([0.5, 0.5, 0.5], probabilities);
    }

    [Fact]
    public void Cross_entropy_is_refused_for_several_labels_a_song()
    {
        var labels = new LabelMatrix(2, 2);
        labels[0, 0] = labels[1, 0] = labels[1, 1] = true;
        var error = Assert.Throws<WorkbenchException>(() => new CrossEntropy().Start(labels));
        Assert.Equal(
            "CrossEntropy is for one label a song, but song 2 of the training part has 2. "
            + "Use BinaryCrossEntropy or FocalLoss, which take any number.", error.Message);
    }

    private static void AssertLoss(LossState loss, Matrix targets, double expected, double[] slopes)
    {
        var gradient = new Matrix(2, 3);
        Assert.Equal(expected, loss.Compute(Logits, targets, gradient), Tolerance);
        for (var i = 0; i < slopes.Length; i++)
            Assert.Equal(slopes[i], gradient.Values[i], Tolerance);
    }

    private static Matrix Filled(float[] values)
    {
        var matrix = new Matrix(2, 3);
        values.CopyTo(matrix.Values);
        return matrix;
    }

    private static double[] Golden(string name) => TorchGolden.Read(name);
}
