using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// Convolution of any sizes as products of matrices: the values under the kernel, for a block of output pixels that fits the
/// second-level cache, are gathered into rows and multiplied with the weights. The input's gradient needs no gathering: each
/// position of the kernel adds its product to the pixels that it saw.
/// </summary>
internal sealed unsafe class PatchConvolution : Convolution
{
    /// <summary>Values of a block of patches: half of a small second-level cache.</summary>
    private const int BlockSize = 32 * 1024;

    /// <summary>Most pixels of a block: a multiple of the rows of every <see cref="GemmTile"/>.</summary>
    private const int MaxBlockPixels = 768;

    /// <summary>Sums of the weights' gradient that are added in the end: a number that does not depend on the threads.</summary>
    private const int PartialSums = 8;

    private readonly Workers workers;
    private readonly GemmTile tile;
    private readonly Patches patches;
    private readonly int blockPixels;
    private readonly int filterPanels, channelPanels;
    // forward: [panel of filters, position, channel, filter]; backward: [position, panel of channels, filter, channel]
    private readonly Matrix packed;
    private readonly Matrix partialSums; // [partial sum, position, channel, filter]
    private readonly Action<int> packForward, packBackward, multiply, spread, sumProducts, addSums;
    private Matrix input = new(0, 1), weight = new(0, 1), output = new(0, 1);
    private bool isFirstPart;

    /// <param name="shape">Sizes.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    /// <param name="tile">The innermost loop.</param>
    public PatchConvolution(ConvolutionShape shape, bool trains, Workers workers, GemmTile tile) : base(shape, trains)
    {
        (this.workers, this.tile) = (workers, tile);
        blockPixels = Math.Clamp(BlockSize / shape.PatchSize / tile.Rows * tile.Rows, tile.Rows, MaxBlockPixels);
        patches = new(shape, blockPixels);
        filterPanels = DivideUp(shape.Filters, tile.Columns);
        channelPanels = DivideUp(shape.Channels, tile.Columns);
        packed = new(Math.Max(filterPanels * shape.PatchSize, trains ? channelPanels * shape.Positions * shape.Filters : 0), tile.Columns);
        partialSums = new(trains ? PartialSums * shape.PatchSize : 0, shape.Filters);
        (packForward, packBackward, multiply, spread, sumProducts, addSums) =
            (PackForward, PackBackward, Multiply, Spread, SumProducts, AddSums);
    }

    protected override void RunForward(int images, Matrix input, Matrix weight, Matrix output)
    {
        (this.input, this.weight, this.output) = (input, weight, output);
        workers.For(filterPanels, packForward);
        workers.For(DivideUp(output.Rows, blockPixels), multiply);
    }

    protected override void RunBackwardInput(int images, Matrix outputGradient, Matrix weight, Matrix inputGradient)
    {
        (input, this.weight, output) = (inputGradient, weight, outputGradient);
        workers.For(channelPanels * Shape.Positions, packBackward);
        workers.For(images, spread);
    }

    protected override void RunBackwardWeight(int images, Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part)
    {
        (this.input, weight, output, isFirstPart) = (input, weightGradient, outputGradient, part.IsFirst);
        workers.For(PartialSums, sumProducts);
        if (part.IsLast)
            workers.For(filterPanels, addSums);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private void PackForward(int panel)
    {
        var first = panel * tile.Columns;
        var target = packed.Data + (nint)first * Shape.PatchSize;
        var source = weight.Data + (nint)first * Shape.PatchSize;
        for (var position = 0; position < Shape.Positions; position++, target += Shape.Channels * tile.Columns)
            Panel.Pack(source + position, Shape.Positions, Shape.PatchSize, Shape.Channels,
                Math.Min(tile.Columns, Shape.Filters - first), target, tile.Columns);
    }

    private void PackBackward(int item)
    {
        var (position, first) = (item / channelPanels, item % channelPanels * tile.Columns);
        var source = weight.Data + (nint)first * Shape.Positions + position;
        var target = packed.Data + (nint)item * Shape.Filters * tile.Columns;
        Panel.Pack(source, Shape.PatchSize, Shape.Positions, Shape.Filters, Math.Min(tile.Columns, Shape.Channels - first),
            target, tile.Columns);
    }

    private void Multiply(int block)
    {
        var first = block * blockPixels;
        var pixels = Math.Min(blockPixels, output.Rows - first);
        var values = Scratch.Take(blockPixels * Shape.PatchSize);
        patches.Gather(input.Data, first, pixels, values);
        tile.Multiply(values, patches.PixelStride, patches.ValueStride, pixels, packed.Data, Shape.PatchSize,
            output.Data + (nint)first * Shape.Filters, Shape.Filters, Shape.Filters, adds: false);
    }

    /// <summary>A share of the blocks: patches, transposed, times output gradients.</summary>
    private void SumProducts(int part)
    {
        var blocks = DivideUp(output.Rows, blockPixels);
        var sums = partialSums.Data + (nint)part * Shape.PatchSize * Shape.Filters;
        if (isFirstPart)
            new Span<float>(sums, Shape.PatchSize * Shape.Filters).Clear();
        var values = Scratch.Take(blockPixels * (Shape.PatchSize + tile.Columns));
        var panel = values + blockPixels * Shape.PatchSize;
        for (var block = blocks * part / PartialSums; block < blocks * (part + 1) / PartialSums; block++)
        {
            var first = block * blockPixels;
            var pixels = Math.Min(blockPixels, output.Rows - first);
            patches.Gather(input.Data, first, pixels, values);
            for (var filter = 0; filter < Shape.Filters; filter += tile.Columns)
            {
                var filters = Math.Min(tile.Columns, Shape.Filters - filter);
                Panel.Pack(output.Data + (nint)first * Shape.Filters + filter, Shape.Filters, 1, pixels, filters, panel, tile.Columns);
                tile.Multiply(values, patches.ValueStride, patches.PixelStride, Shape.PatchSize, panel, pixels, sums + filter,
                    Shape.Filters, filters, adds: true);
            }
        }
    }

    /// <summary>Adds the partial sums of a panel of filters in their order and brings them into the order of the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSums(int panel)
    {
        var first = panel * tile.Columns;
        var last = Math.Min(Shape.Filters, first + tile.Columns);
        var size = Shape.PatchSize * Shape.Filters;
        for (var channel = 0; channel < Shape.Channels; channel++)
            for (var position = 0; position < Shape.Positions; position++)
            {
                var source = partialSums.Data + (position * Shape.Channels + channel) * Shape.Filters;
                var target = weight.Data + channel * Shape.Positions + position;
                for (var filter = first; filter < last; filter++)
                {
                    var sum = source[filter];
                    for (var part = 1; part < PartialSums; part++)
                        sum += source[(nint)part * size + filter];
                    target[(nint)filter * Shape.PatchSize] = sum;
                }
            }
    }

    /// <summary>Adds to an image's gradient, for each position of the kernel and each row of the output, the product of the row.</summary>
    private void Spread(int image)
    {
        var target = input.Data + (nint)image * Shape.Pixels * Shape.Channels;
        new Span<float>(target, Shape.Pixels * Shape.Channels).Clear();
        for (var y = 0; y < Shape.OutputHeight; y++)
            for (var position = 0; position < Shape.Positions; position++)
            {
                var row = y * Shape.Stride - Shape.Padding + position / Shape.KernelSize;
                var (first, end) = Shape.ColumnsInside(position % Shape.KernelSize);
                if ((uint)row >= (uint)Shape.Height || first == end)
                    continue;
                var column = first * Shape.Stride - Shape.Padding + position % Shape.KernelSize;
                tile.Multiply(
                    output.Data + ((nint)image * Shape.OutputPixels + y * Shape.OutputWidth + first) * Shape.Filters, Shape.Filters,
                    1, end - first,
                    packed.Data + (nint)position * channelPanels * Shape.Filters * tile.Columns, Shape.Filters,
                    target + ((nint)row * Shape.Width + column) * Shape.Channels, Shape.Stride * Shape.Channels,
                    Shape.Channels, adds: true);
            }
    }
}
