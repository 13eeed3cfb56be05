using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Tests.Training;

public class DropoutTests
{
    private const int Rows = 300, Columns = 333; // no multiple of a vector

    private static readonly Workers Alone = new(1);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_rate_is_dropped_and_the_rest_scaled_so_that_the_mean_stays(double rate)
    {
        var layer = Layer(rate);
        layer.Draw(new Random(1));
        layer.Forward(Ones(), training: true);
        var values = layer.Output.Values.ToArray();
        Assert.All(values, v => Assert.True(v == 0 || v == (float)(1 / (1 - rate))));
        var sigma = Math.Sqrt(rate * (1 - rate) / values.Length);
        Assert.Equal(rate, values.Count(v => v == 0) / (double)values.Length, 4 * sigma + 1e-12);
        Assert.Equal(1, values.Average(v => (double)v), 4 * sigma / (1 - rate) + 1e-6);
    }

    [Fact]
    public void What_is_dropped_looks_random_along_rows_and_columns()
    {
        var layer = Layer(0.5);
        layer.Draw(new Random(2));
        layer.Forward(Ones(), training: true);
        bool IsKept(int row, int column) => layer.Output.Row(row)[column] != 0;
        foreach (var (down, right) in new[] { (0, 1), (1, 0), (0, 2), (0, 8), (3, 5) })
        {
            var pairs = (from row in Enumerable.Range(0, Rows - down)
                         from column in Enumerable.Range(0, Columns - right)
                         select IsKept(row, column) == IsKept(row + down, column + right)).ToList();
            Assert.Equal(0.5, pairs.Count(same => same) / (double)pairs.Count, 4 * 0.5 / Math.Sqrt(pairs.Count)); // four sigma
        }
    }

    [Fact]
    public void The_same_draw_drops_the_same_and_the_next_draw_drops_anew()
    {
        DropoutLayer first = Layer(0.5), second = Layer(0.5);
        var rng = new Random(3);
        first.Draw(rng);
        second.Draw(new Random(3));
        first.Forward(Ones(), training: true);
        second.Forward(Ones(), training: true);
        Assert.True(first.Output.Values.SequenceEqual(second.Output.Values));
        first.Draw(rng);
        first.Forward(Ones(), training: true);
        Assert.False(first.Output.Values.SequenceEqual(second.Output.Values));
    }

    [Fact]
    public void The_gradient_passes_where_the_value_passed()
    {
        var layer = Layer(0.3);
        layer.Draw(new Random(4));
        layer.Forward(Ones(), training: true);
        layer.Backward(Ones(), Ones(), wantsInputGradient: true);
        Assert.True(layer.InputGradient.Values.SequenceEqual(layer.Output.Values));
    }

    [Fact]
    public void Prediction_drops_nothing()
    {
        var layer = Layer(0.9);
        layer.Forward(Ones(), training: false);
        Assert.True(layer.Output.Values.SequenceEqual(Ones().Values));
    }

    private static DropoutLayer Layer(double rate) =>
        new([new ModelSpec([new Dropout(rate)]).Bind(Shape.Vector(Columns), 1).Layers[0]], new(new([]), Rows, trains: true, Alone));

    private static Matrix Ones()
    {
        var ones = new Matrix(Rows, Columns);
        ones.Values.Fill(1);
        return ones;
    }
}
