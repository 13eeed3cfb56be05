using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Tests.Training;

/// <summary>
/// What a max-pool does where a derivative is not defined, as PyTorch does it; elsewhere <see cref="GradientTests"/> look.
/// </summary>
public class PoolTests
{
    private static readonly Workers Alone = new(1);

    [Fact]
    public void Of_equal_largest_values_the_first_in_row_order_gets_the_gradient()
    {
        var layer = Make([new MaxPool2d()], Shape.Image(1, 4, 5));
        var input = Filled(20, 1, [1, 2, 7, 0, 9, 2, 2, 0, 7, 9, 3, 3, 5, 5, 9, 3, 3, 5, 5, 9]);
        layer.Forward(input, training: true);
        Assert.Equal([2, 7, 3, 5], layer.Output.Values.ToArray());
        layer.Backward(input, Filled(4, 1, [1, 2, 3, 4]), wantsInputGradient: true);
        Assert.Equal([0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 0, 0, 0], layer.InputGradient.Values.ToArray());
    }

    [Fact]
    public void Behind_a_normalisation_the_first_of_equals_gets_it_too()
    {
        // A constant image is normalised to 0, scaled and shifted to 0 + 1: all four are equal.
        var layer = Make([new BatchNorm(), new Relu(), new MaxPool2d()], Shape.Image(1, 2, 2));
        layer.Parameters[1].Value.Values.Fill(1);
        var input = Filled(4, 1, [3, 3, 3, 3]);
        layer.Forward(input, training: true);
        Assert.Equal([1], layer.Output.Values.ToArray());
        layer.Backward(input, Filled(1, 1, [1]), wantsInputGradient: true);
        // (dy - mean(dy)) / sqrt(epsilon): three quarters for the first, minus one quarter for the others.
        var unit = 0.25f / MathF.Sqrt(1e-5f);
        foreach (var (expected, actual) in new[] { 3, -1, -1, -1 }.Zip(layer.InputGradient.Values.ToArray()))
            Assert.Equal(expected * unit, actual, 1e-4f * unit); // float32
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_value_that_is_no_number_is_passed_on(int place)
    {
        foreach (var spec
            in new LayerSpec[] { new MaxPool2d(), new AveragePool2d(), new GlobalPool(PoolKind.Max), new GlobalPool(PoolKind.Mean) })
        {
            var layer = Make([spec], Shape.Image(1, 2, 2));
            float[] values = [1, 2, 3, 4];
            values[place] = float.NaN;
            layer.Forward(Filled(4, 1, values), training: true);
            Assert.Equal([float.NaN], layer.Output.Values.ToArray());
        }
    }

    private static Layer Make(LayerSpec[] layers, Shape input)
    {
        var plan = new ModelSpec([.. layers, .. layers[^1] is GlobalPool ? Array.Empty<LayerSpec>() : [new Flatten()]]).Bind(input, 1);
        var setup = new LayerSetup(Weights.Initialize(plan, new Random(0)), 1, trains: true, Alone);
        return new Sequential([.. plan.Layers.Take(layers.Length)], setup).Layers.Single();
    }

    private static Matrix Filled(int rows, int columns, float[] values)
    {
        var matrix = new Matrix(rows, columns);
        values.CopyTo(matrix.Values);
        return matrix;
    }
}
