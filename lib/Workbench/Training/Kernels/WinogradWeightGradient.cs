using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workbench.Training.Kernels;

/// <summary>
/// Gradient of the weights of Winograd's convolution: each of the 36 products has a gradient that is a matrix product, summed over all
/// tiles. Work items are blocks of channels x filters, whose sums stay in the second-level cache, for a share of the tiles; of a share
/// only the gradients of the weights are kept. The number of shares depends on nothing but the sizes.
/// </summary>
internal sealed unsafe class WinogradWeightGradient
{
    /// <summary>
    /// Most channels and filters of a block, whose 36 sums then fill a small second-level cache; smaller blocks transform tiles more often.
    /// </summary>
    private const int MaxBlock = 64;

    /// <summary>Tiles that are transformed, then summed.</summary>
    private const int RunTiles = 48;

    /// <summary>Work items to have at least, so that threads end at about the same time.</summary>
    private const int MinItems = 16;

    private readonly ConvolutionShape shape;
    private readonly Workers workers;
    private readonly GemmTile gemm;
    private readonly WinogradTransform transform;
    private readonly WinogradTiles tiles;
    private readonly bool channelsAreRows; // of the matrix products; otherwise filters are
    private readonly int blockChannels, blockFilters, filterBlocks, blocks, shares;
    private readonly int rows, columns; // of the matrix products, in whole tiles and vectors
    private readonly Matrix gradients;  // [share, block, position, row, column]
    private readonly Matrix zeros;
    private readonly Action<int> sumProducts, addShares;
    private Matrix input = new(0, 1), outputGradient = new(0, 1), weightGradient = new(0, 1);
    private int tileCount;
    private bool isFirstPart;

    public WinogradWeightGradient(ConvolutionShape shape, Workers workers, GemmTile gemm)
    {
        (this.shape, this.workers, this.gemm) = (shape, workers, gemm);
        transform = gemm.CreateTransform();
        tiles = new(shape);
        (blockChannels, blockFilters) = (Even(shape.Channels), Even(shape.Filters));
        filterBlocks = DivideUp(shape.Filters, blockFilters);
        blocks = DivideUp(shape.Channels, blockChannels) * filterBlocks;
        shares = Math.Max(1, MinItems / blocks);
        channelsAreRows = Whole(blockChannels, gemm.Rows) * Whole(blockFilters, transform.VectorSize)
            <= Whole(blockFilters, gemm.Rows) * Whole(blockChannels, transform.VectorSize);
        rows = Whole(channelsAreRows ? blockChannels : blockFilters, gemm.Rows);
        columns = Whole(channelsAreRows ? blockFilters : blockChannels, transform.VectorSize);
        gradients = new(shares * blocks * shape.Positions, rows * columns);
        zeros = new(1, Math.Max(shape.Channels, shape.Filters));
        (sumProducts, addShares) = (SumProducts, AddShares);
    }

    /// <summary>Fills <paramref name="weightGradient"/>.</summary>
    public void Run(int images, Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part)
    {
        (this.input, this.outputGradient, this.weightGradient, isFirstPart) = (input, outputGradient, weightGradient, part.IsFirst);
        tileCount = images * tiles.PerImage;
        workers.For(shares * blocks, sumProducts);
        if (part.IsLast)
            workers.For(blocks * rows, addShares);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private static int Whole(int count, int size) => DivideUp(count, size) * size;

    /// <summary>Size of the fewest blocks of about the same size.</summary>
    private int Even(int count) => Math.Min(count, Whole(DivideUp(count, DivideUp(count, MaxBlock)), transform.VectorSize));

    private float* Gradients(int share, int block) =>
        gradients.Data + ((nint)share * blocks + block) * shape.Positions * rows * columns;

    private void SumProducts(int item)
    {
        var (share, block) = Math.DivRem(item, blocks);
        var (firstChannel, firstFilter) = (block / filterBlocks * blockChannels, block % filterBlocks * blockFilters);
        var channels = Math.Min(blockChannels, shape.Channels - firstChannel);
        var filters = Math.Min(blockFilters, shape.Filters - firstFilter);
        var end = (int)((long)tileCount * (share + 1) / shares);
        var start = (int)((long)tileCount * share / shares);
        var target = Gradients(share, block);
        var size = rows * columns;
        if (start == end)
        {
            if (isFirstPart)
                new Span<float>(target, shape.Positions * size).Clear();
            return;
        }
        var leftWidth = Whole(rows, transform.VectorSize);
        // No whole pages: see WinogradPass.
        var (leftStride, rightStride) = (RunTiles * leftWidth + 16, RunTiles * Whole(columns, gemm.Columns) + 16);
        var left = Scratch.Take(WinogradTransform.Products * (leftStride + rightStride + size) + shape.Positions * size);
        var right = left + WinogradTransform.Products * leftStride;
        var sums = right + WinogradTransform.Products * rightStride;
        for (var first = start; first < end; first += RunTiles)
        {
            var count = Math.Min(RunTiles, end - first);
            if (channelsAreRows)
            {
                TransformInputs(first, count, firstChannel, channels, left, leftStride, leftWidth);
                TransformGradients(first, count, firstFilter, filters, right, rightStride, gemm.Columns);
            }
            else
            {
                TransformGradients(first, count, firstFilter, filters, left, leftStride, leftWidth);
                TransformInputs(first, count, firstChannel, channels, right, rightStride, gemm.Columns);
            }
            for (var product = 0; product < WinogradTransform.Products; product++)
                gemm.Multiply(
                    left + product * leftStride, 1, leftWidth, rows, right + product * rightStride, count,
                    sums + product * size, columns, columns, adds: first > start);
        }
        var gradient = isFirstPart ? target : sums + WinogradTransform.Products * size;
        transform.KernelGradient(sums, size, gradient, size);
        if (!isFirstPart)
            Add(gradient, target, shape.Positions * size);
    }

    /// <summary>Transforms into panels: <c>[product, panel of channels, tile, channel]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInputs(int first, int count, int firstChannel, int channels, float* target, int stride, int width)
    {
        var pixels = stackalloc float*[WinogradTransform.Products];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindInput(first + tile, input.Data, zeros.Data, pixels);
            for (var channel = 0; channel < channels; channel += width)
                transform.Input(pixels, firstChannel + channel, Math.Min(width, channels - channel),
                    target + channel * count + tile * width, stride);
        }
    }

    /// <summary>Transforms into panels: <c>[product, panel of filters, tile, filter]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformGradients(int first, int count, int firstFilter, int filters, float* target, int stride, int width)
    {
        var pixels = stackalloc float*[WinogradTransform.TileSize * WinogradTransform.TileSize];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindOutput(first + tile, outputGradient.Data, zeros.Data, pixels);
            for (var filter = 0; filter < filters; filter += width)
                transform.OutputGradient(pixels, firstFilter + filter, Math.Min(width, filters - filter),
                    target + filter * count + tile * width, stride);
        }
    }

    /// <summary>Adds the shares of one row of a block in their order and brings them into the order of the weights.</summary>
    private void AddShares(int item)
    {
        var (block, row) = Math.DivRem(item, rows);
        var (firstChannel, firstFilter) = (block / filterBlocks * blockChannels, block % filterBlocks * blockFilters);
        var sums = Scratch.Take(columns);
        for (var position = 0; position < shape.Positions; position++)
        {
            new Span<float>(sums, columns).Clear();
            for (var share = 0; share < shares; share++)
                Add(Gradients(share, block) + (position * rows + row) * columns, sums, columns);
            for (var column = 0; column < columns; column++)
            {
                var (channel, filter) = channelsAreRows ? (row, column) : (column, row);
                if (channel < Math.Min(blockChannels, shape.Channels - firstChannel)
                    && filter < Math.Min(blockFilters, shape.Filters - firstFilter))
                    weightGradient.Data[(nint)(firstFilter + filter) * shape.PatchSize + (firstChannel + channel) * shape.Positions
                        + position] = sums[column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(float* source, float* target, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            (Vector128.Load(target + i) + Vector128.Load(source + i)).Store(target + i);
    }
}
