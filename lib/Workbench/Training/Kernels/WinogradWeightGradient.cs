using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// Gradient of the weights of Winograd's convolution. The gradients of the products are sums over all tiles; work items are blocks of
/// channels x filters, whose sums stay in the second-level cache, for a share of the tiles. The number of shares depends on nothing
/// but the sizes.
/// </summary>
internal sealed unsafe class WinogradWeightGradient
{
    /// <summary>Most channels of a block: 11 tiles high.</summary>
    private const int MaxBlockChannels = 11 * GemmTile.Rows;

    /// <summary>Channels x filters of a block; 16 such sums fill a quarter of a small second-level cache.</summary>
    private const int BlockSize = 2112;

    /// <summary>Tiles that are transformed, then summed.</summary>
    private const int RunTiles = 32;

    /// <summary>Work items to have at least, so that threads end at about the same time.</summary>
    private const int MinItems = 16;

    private readonly ConvolutionShape shape;
    private readonly Workers workers;
    private readonly GemmTile gemm;
    private readonly WinogradTransform transform;
    private readonly WinogradTiles tiles;
    private readonly int blockChannels, blockFilters, filterBlocks, blocks, shares;
    private readonly int sumStride; // values of a block from one product to the next
    private readonly Matrix sums;   // [share, block, product, channel, filter]
    private readonly Matrix zeros;
    private readonly Action<int> sumProducts, addShares;
    private Matrix input = new(0, 1), outputGradient = new(0, 1), weightGradient = new(0, 1);
    private int tileCount;

    public WinogradWeightGradient(ConvolutionShape shape, Workers workers, GemmTile gemm)
    {
        (this.shape, this.workers, this.gemm) = (shape, workers, gemm);
        transform = gemm.CreateTransform();
        tiles = new(shape);
        blockChannels = Math.Min(shape.Channels, MaxBlockChannels);
        blockFilters = Math.Clamp(BlockSize / blockChannels / gemm.Columns, 1, DivideUp(shape.Filters, gemm.Columns)) * gemm.Columns;
        filterBlocks = DivideUp(shape.Filters, blockFilters);
        blocks = DivideUp(shape.Channels, blockChannels) * filterBlocks;
        shares = Math.Max(1, MinItems / blocks);
        sumStride = blockChannels * blockFilters;
        sums = new(shares * blocks * WinogradTransform.Products, sumStride);
        zeros = new(1, Math.Max(shape.Channels, shape.Filters));
        (sumProducts, addShares) = (SumProducts, AddShares);
    }

    /// <summary>Fills <paramref name="weightGradient"/>.</summary>
    public void Run(int images, Matrix input, Matrix outputGradient, Matrix weightGradient)
    {
        (this.input, this.outputGradient, this.weightGradient) = (input, outputGradient, weightGradient);
        tileCount = images * tiles.PerImage;
        workers.For(shares * blocks, sumProducts);
        workers.For(blocks * blockChannels, addShares);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private float* Sums(int share, int block) => sums.Data + ((nint)share * blocks + block) * WinogradTransform.Products * sumStride;

    private void SumProducts(int item)
    {
        var (share, block) = Math.DivRem(item, blocks);
        var (firstChannel, firstFilter) = (block / filterBlocks * blockChannels, block % filterBlocks * blockFilters);
        var channels = Math.Min(blockChannels, shape.Channels - firstChannel);
        var filters = Math.Min(blockFilters, shape.Filters - firstFilter);
        var depth = DivideUp(blockChannels, transform.VectorSize) * transform.VectorSize;
        var (inputStride, gradientStride) = (RunTiles * depth + 16, RunTiles * blockFilters + 16); // no whole pages: see WinogradPass
        var inputs = Scratch.Take(WinogradTransform.Products * (inputStride + gradientStride));
        var gradients = inputs + WinogradTransform.Products * inputStride;
        var target = Sums(share, block);
        new Span<float>(target, WinogradTransform.Products * sumStride).Clear();
        var last = (int)((long)tileCount * (share + 1) / shares);
        for (var first = (int)((long)tileCount * share / shares); first < last; first += RunTiles)
        {
            var count = Math.Min(RunTiles, last - first);
            TransformInputs(first, count, firstChannel, channels, inputs, depth, inputStride);
            TransformGradients(first, count, firstFilter, filters, gradients, gradientStride);
            for (var product = 0; product < WinogradTransform.Products; product++)
                for (var filter = 0; filter < filters; filter += gemm.Columns)
                    gemm.Multiply(
                        inputs + product * inputStride, 1, depth, channels, gradients + product * gradientStride + filter * count, count,
                        target + product * sumStride + filter, blockFilters, gemm.Columns, adds: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInputs(int first, int count, int firstChannel, int channels, float* inputs, int depth, int stride)
    {
        var pixels = stackalloc float*[WinogradTransform.Products];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindInput(first + tile, input.Data, zeros.Data, pixels);
            transform.Input(pixels, firstChannel, channels, inputs + tile * depth, stride);
        }
    }

    /// <summary>Transforms into panels: <c>[product, panel of filters, tile, filter]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformGradients(int first, int count, int firstFilter, int filters, float* gradients, int stride)
    {
        var pixels = stackalloc float*[WinogradTransform.TileSize * WinogradTransform.TileSize];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindOutput(first + tile, outputGradient.Data, zeros.Data, pixels);
            for (var filter = 0; filter < filters; filter += gemm.Columns)
                transform.OutputGradient(pixels, firstFilter + filter, Math.Min(gemm.Columns, filters - filter), gradients + filter * count + tile * gemm.Columns, stride);
        }
    }

    /// <summary>Adds the shares of one channel of a block in their order, transforms the sums and brings them into the order of the weights.</summary>
    private void AddShares(int item)
    {
        var (block, row) = Math.DivRem(item, blockChannels);
        var channel = block / filterBlocks * blockChannels + row;
        if (channel >= shape.Channels)
            return;
        var products = Scratch.Take((WinogradTransform.Products + shape.Positions) * blockFilters);
        var kernels = products + WinogradTransform.Products * blockFilters;
        for (var product = 0; product < WinogradTransform.Products; product++)
            Add(block, product * sumStride + row * blockFilters, products + product * blockFilters);
        transform.KernelGradient(products, blockFilters, kernels, blockFilters);
        var first = block % filterBlocks * blockFilters;
        for (var filter = first; filter < Math.Min(first + blockFilters, shape.Filters); filter++)
            for (var position = 0; position < shape.Positions; position++)
                weightGradient.Data[(nint)filter * shape.PatchSize + channel * shape.Positions + position] = kernels[position * blockFilters + filter - first];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int block, int offset, float* target)
    {
        for (var share = 0; share < shares; share++)
        {
            var source = Sums(share, block) + offset;
            for (var i = 0; i < blockFilters; i++)
                target[i] = share == 0 ? source[i] : target[i] + source[i];
        }
    }
}
