using System.Runtime.Intrinsics;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;

namespace Workbench.Tests.Training;

public class ConvolutionTests
{
    /// <summary>Float32 sums of up to some thousand products, and the differences that Winograd takes of them.</summary>
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Widths => [4, 8, 16];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Output_and_gradients_of_any_shape_equal_the_definition(int width)
    {
        var rng = new Random(width);
        using var workers = new Workers(2);
        for (var trial = 0; trial < 250; trial++)
        {
            var kernelSize = rng.Next(1, 6);
            var padding = rng.Next(4);
            var smallest = Math.Max(1, kernelSize - 2 * padding);
            var shape = new ConvolutionShape(rng.Next(smallest, 18), rng.Next(smallest, 18), rng.Next(1, 41), rng.Next(1, 41),
                kernelSize, rng.Next(1, 4), padding);
            Compare(Convolution.Create(shape, true, workers, Tile(width)), rng.Next(1, 4), rng);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Winograd_equals_the_definition_whatever_the_sizes_and_the_rests_of_vectors(int width)
    {
        var rng = new Random(width);
        using var workers = new Workers(2);
        for (var trial = 0; trial < 100; trial++)
        {
            var padding = rng.Next(3);
            var smallest = Math.Max(1, 3 - 2 * padding);
            var most = trial % 10 == 0 ? 150 : 41; // more than a block of channels or filters
            var shape = new ConvolutionShape(rng.Next(smallest, 18), rng.Next(smallest, 18), rng.Next(1, most), rng.Next(1, most), 3,
                1, padding);
            Compare(new WinogradConvolution(shape, true, workers, Tile(width)), rng.Next(1, 4), rng);
        }
    }

    /// <summary>
    /// Differences that nearly cancel cost digits: how many depends on the points (see <see cref="WinogradTransform"/>). Measured: 8e-7,
    /// 6e-7 and 4e-7.
    /// </summary>
    [Fact]
    public void Winograd_loses_few_digits()
    {
        using var workers = new Workers(1);
        var data = new Data(new(16, 16, 64, 32, 3, 1, 1), 2, new Random(3));
        data.Run(new WinogradConvolution(data.Shape, true, workers, GemmTile.Widest()));
        var expected = new PlainConvolution(data.Shape, 2, data.Input, data.Weight, data.OutputGradient).Run();
        Assert.InRange(Error(expected.Output, data.Output), 0, 1.2e-6);
        Assert.InRange(Error(expected.InputGradient, data.InputGradient), 0, 1.2e-6);
        Assert.InRange(Error(expected.WeightGradient, data.WeightGradient), 0, 1.2e-6);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 32)]
    [InlineData(40, 24)]
    [InlineData(128, 128)]
    [InlineData(130, 127)]
    public void Many_channels_and_filters_equal_the_definition(int channels, int filters)
    {
        using var workers = new Workers(2);
        foreach (var kernelSize in new[] { 1, 3, 5 })
            foreach (var stride in new[] { 1, 2 })
            {
                var shape = new ConvolutionShape(9, 11, channels, filters, kernelSize, stride, kernelSize / 2);
                Compare(Convolution.Create(shape, true, workers), 2, new Random(channels));
            }
    }

    [Fact]
    public void Gradients_are_adjoint_to_the_output()
    {
        // <conv(x, w), y> = <x, gradient of x> = <w, gradient of w>: the convolution is linear in both
        var rng = new Random(5);
        using var workers = new Workers(2);
        foreach (var (kernelSize, stride, padding) in new[] { (3, 1, 1), (3, 1, 0), (3, 2, 1), (5, 1, 2), (5, 3, 0), (1, 1, 0), (1, 2, 0) })
        {
            var data = new Data(new ConvolutionShape(33, 30, 24, 40, kernelSize, stride, padding), 3, rng);
            data.Run(Convolution.Create(data.Shape, true, workers));
            var expected = Dot(data.Output, data.OutputGradient);
            var scale = Math.Sqrt(Dot(data.Output, data.Output) * Dot(data.OutputGradient, data.OutputGradient));
            Assert.Equal(expected, Dot(data.Input, data.InputGradient), 1e-7 * scale); // float32 rounding of independent sign averages out
            Assert.Equal(expected, Dot(data.Weight, data.WeightGradient), 1e-7 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_bytes_are_the_same_however_many_threads_work(int width)
    {
        foreach (var (channels, kernelSize, stride) in new[] { (1, 3, 1), (24, 3, 1), (24, 3, 2), (40, 5, 1), (17, 1, 1) })
        {
            var shape = new ConvolutionShape(19, 22, channels, 36, kernelSize, stride, kernelSize / 2);
            var runs = new[] { 1, 2, 4 }.Select(threads =>
            {
                using var workers = new Workers(threads);
                var data = new Data(shape, 5, new Random(1));
                data.Run(Convolution.Create(shape, true, workers, Tile(width)));
                return data;
            }).ToArray();
            foreach (var run in runs[1..])
            {
                Assert.True(run.Output.Values.SequenceEqual(runs[0].Output.Values));
                Assert.True(run.InputGradient.Values.SequenceEqual(runs[0].InputGradient.Values));
                Assert.True(run.WeightGradient.Values.SequenceEqual(runs[0].WeightGradient.Values));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void An_image_has_the_same_bytes_whatever_images_stand_beside_it(int kernelSize)
    {
        using var workers = new Workers(2);
        var shape = new ConvolutionShape(13, 10, 24, 20, kernelSize, 1, kernelSize / 2);
        var convolution = Convolution.Create(shape, true, workers);
        var all = new Data(shape, 7, new Random(1));
        all.Run(convolution);
        var (pixels, outputPixels) = (2 * shape.Pixels, 2 * shape.OutputPixels);
        (all.Input.Rows, all.InputGradient.Rows) = (pixels, pixels);
        (all.Output.Rows, all.OutputGradient.Rows) = (outputPixels, outputPixels);
        float[] output = [.. all.Output.Values], inputGradient = [.. all.InputGradient.Values];
        all.Output.Values.Clear();
        all.InputGradient.Values.Clear();
        all.Run(convolution);
        Assert.True(all.Output.Values.SequenceEqual(output));
        Assert.True(all.InputGradient.Values.SequenceEqual(inputGradient));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 1)]
    [InlineData(24, 2)]
    public void A_second_pass_allocates_nothing(int channels, int stride)
    {
        using var workers = new Workers(1);
        var data = new Data(new(20, 20, channels, 16, 3, stride, 1), 2, new Random(1));
        var convolution = Convolution.Create(data.Shape, true, workers);
        Assert.Equal(0, Allocations.Of(() => data.Run(convolution)));
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused()
    {
        using var workers = new Workers(1);
        var convolution = Convolution.Create(new(4, 4, 2, 3, 3, 1, 1), true, workers);
        var error = Assert.Throws<ArgumentException>(() => convolution.Forward(new(16, 2), new(3, 18), new(15, 3)));
        Assert.StartsWith("Input [16, 2], weight [3, 18] and output [15, 3] do not fit ConvolutionShape { Height = 4,",
            error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_convolution_made_without_gradients_gives_the_same_output_and_refuses_gradients(int kernelSize)
    {
        using var workers = new Workers(1);
        var data = new Data(new(9, 9, 24, 24, kernelSize, 1, 0), 2, new Random(1));
        data.Run(Convolution.Create(data.Shape, true, workers));
        var output = Matrices.Random(data.Output.Rows, data.Output.Columns, new Random(2));
        var untrained = Convolution.Create(data.Shape, false, workers);
        untrained.Forward(data.Input, data.Weight, output);
        Assert.True(output.Values.SequenceEqual(data.Output.Values));
        var error =
            Assert.Throws<InvalidOperationException>(() => untrained.BackwardInput(data.OutputGradient, data.Weight, data.InputGradient));
        Assert.Equal("The convolution was made without gradients.", error.Message);
        Assert.Throws<InvalidOperationException>(() => untrained.BackwardWeight(data.Input, data.OutputGradient, data.WeightGradient));
    }

    private static void Compare(Convolution convolution, int images, Random rng)
    {
        new Data(convolution.Shape, 3, rng).Run(convolution); // what a larger batch left behind must not matter
        var data = new Data(convolution.Shape, images, rng);
        data.Run(convolution);
        var expected = new PlainConvolution(data.Shape, images, data.Input, data.Weight, data.OutputGradient).Run();
        AssertEqual(expected.Output, data.Output, data.Shape);
        AssertEqual(expected.InputGradient, data.InputGradient, data.Shape);
        AssertEqual(expected.WeightGradient, data.WeightGradient, data.Shape);
    }

    private static void AssertEqual(double[] expected, Matrix actual, ConvolutionShape shape)
    {
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual.Values[i]) <= Tolerance * scale))
                Assert.Fail($"{shape}: value {i} is {actual.Values[i]}, expected {expected[i]}, largest {scale}");
    }

    /// <summary>Root mean square of what is wrong, as a share of that of what is right.</summary>
    private static double Error(double[] expected, Matrix actual) =>
        Math.Sqrt(expected.Zip(actual.Values.ToArray(), (right, value) => Math.Pow(value - right, 2)).Sum() / expected.Sum(x => x * x));

    private static double Dot(Matrix a, Matrix b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Count; i++)
            sum += (double)a.Values[i] * b.Values[i];
        return sum;
    }

    private static GemmTile Tile(int width) => width switch
    {
        4 => new LaneTile<Lanes128, Vector128<float>>(),
        8 => new LaneTile<Lanes256, Vector256<float>>(),
        _ => new LaneTile<Lanes512, Vector512<float>>(),
    };

    /// <summary>Random input, weights and output gradient; results start as noise, which must not matter.</summary>
    private sealed class Data(ConvolutionShape shape, int images, Random rng)
    {
        public ConvolutionShape Shape { get; } = shape;
        public Matrix Input { get; } = Matrices.Random(images * shape.Pixels, shape.Channels, rng);
        public Matrix Weight { get; } = Matrices.Random(shape.Filters, shape.PatchSize, rng);
        public Matrix OutputGradient { get; } = Matrices.Random(images * shape.OutputPixels, shape.Filters, rng);
        public Matrix Output { get; } = Matrices.Random(images * shape.OutputPixels, shape.Filters, rng);
        public Matrix InputGradient { get; } = Matrices.Random(images * shape.Pixels, shape.Channels, rng);
        public Matrix WeightGradient { get; } = Matrices.Random(shape.Filters, shape.PatchSize, rng);

        public void Run(Convolution convolution)
        {
            convolution.Forward(Input, Weight, Output);
            convolution.BackwardInput(OutputGradient, Weight, InputGradient);
            convolution.BackwardWeight(Input, OutputGradient, WeightGradient);
        }
    }
}
