using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// One direction of Winograd's convolution: from images to images. Work items are blocks of tiles whose transformed inputs stay in the
/// second-level cache.
/// </summary>
internal sealed unsafe class WinogradPass
{
    /// <summary>
    /// Values of a block's transformed inputs and outputs: they share the second-level cache with the kernels that are read.
    /// </summary>
    private const int BlockSize = 64 * 1024;

    /// <summary>Most tiles of a block: a multiple of the rows of every <see cref="GemmTile"/>.</summary>
    private const int MaxBlockTiles = 96;

    /// <summary>Panels of filters multiplied before their products are transformed.</summary>
    private const int GroupPanels = 4;

    private readonly ConvolutionShape shape;
    private readonly bool isMirrored;
    private readonly Workers workers;
    private readonly GemmTile gemm;
    private readonly WinogradTransform transform;
    private readonly WinogradTiles tiles;
    private readonly int panels, depth, groupColumns, blockTiles;
    private readonly Matrix kernels; // [product, panel of filters, channel, filter]
    private readonly Matrix zeros;
    private readonly Action<int> transformKernels, convolve;
    private Matrix input = new(0, 1), weight = new(0, 1), output = new(0, 1);
    private int tileCount;

    /// <param name="shape">Sizes of this direction.</param>
    /// <param name="isMirrored">
    /// Whether kernels are mirrored and filters and channels of the weights exchanged, as for the input's gradient.
    /// </param>
    /// <param name="workers">Who does the work.</param>
    /// <param name="gemm">The innermost loop.</param>
    public WinogradPass(ConvolutionShape shape, bool isMirrored, Workers workers, GemmTile gemm)
    {
        (this.shape, this.isMirrored, this.workers, this.gemm) = (shape, isMirrored, workers, gemm);
        transform = gemm.CreateTransform();
        tiles = new(shape);
        panels = DivideUp(shape.Filters, gemm.Columns);
        depth = DivideUp(shape.Channels, transform.VectorSize) * transform.VectorSize;
        groupColumns = Math.Min(panels, GroupPanels) * gemm.Columns;
        blockTiles = Math.Clamp(BlockSize / WinogradTransform.Products / (depth + groupColumns) / gemm.Rows * gemm.Rows,
            gemm.Rows, MaxBlockTiles);
        kernels = new(panels * WinogradTransform.Products * shape.Channels, gemm.Columns);
        zeros = new(1, shape.Channels);
        (transformKernels, convolve) = (TransformKernels, Convolve);
    }

    /// <summary>Fills <paramref name="output"/>.</summary>
    public void Run(int images, Matrix input, Matrix weight, Matrix output)
    {
        (this.input, this.weight, this.output) = (input, weight, output);
        tileCount = images * tiles.PerImage;
        workers.For(panels, transformKernels);
        workers.For(DivideUp(tileCount, blockTiles), convolve);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private float* Kernels(int product, int panel) => kernels.Data + ((nint)product * panels + panel) * shape.Channels * gemm.Columns;

    /// <summary>Packs a panel of filters position by position, then transforms it.</summary>
    private void TransformKernels(int panel)
    {
        var (first, size) = (panel * gemm.Columns, shape.Channels * gemm.Columns);
        var filters = Math.Min(gemm.Columns, shape.Filters - first);
        var packed = Scratch.Take(shape.Positions * size);
        for (var position = 0; position < shape.Positions; position++)
            if (isMirrored)
                Panel.Pack(weight.Data + (nint)first * shape.Positions + (shape.Positions - 1 - position), shape.Filters * shape.Positions,
                    shape.Positions, shape.Channels, filters, packed + position * size, gemm.Columns);
            else
                Panel.Pack(weight.Data + (nint)first * shape.PatchSize + position, shape.Positions, shape.PatchSize, shape.Channels,
                    filters, packed + position * size, gemm.Columns);
        transform.Kernel(packed, Kernels(0, panel), panels * size, size);
    }

    private void Convolve(int block)
    {
        var first = block * blockTiles;
        var count = Math.Min(blockTiles, tileCount - first);
        var inputStride = Skewed(blockTiles * depth);
        var productStride = Skewed(blockTiles * groupColumns);
        var inputs = Scratch.Take(WinogradTransform.Products * (inputStride + productStride) + shape.Filters);
        var products = inputs + WinogradTransform.Products * inputStride;
        var outside = products + WinogradTransform.Products * productStride;
        TransformInputs(first, count, inputs, inputStride);
        for (var column = 0; column < shape.Filters; column += groupColumns)
        {
            var filters = Math.Min(groupColumns, shape.Filters - column);
            for (var product = 0; product < WinogradTransform.Products; product++)
                gemm.Multiply(
                    inputs + product * inputStride, depth, 1, count, Kernels(product, column / gemm.Columns), shape.Channels,
                    products + product * productStride, groupColumns,
                    DivideUp(filters, transform.VectorSize) * transform.VectorSize, adds: false);
            TransformProducts(first, count, products, productStride, column, filters, outside);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformInputs(int first, int count, float* inputs, int stride)
    {
        var pixels = stackalloc float*[WinogradTransform.Products];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindInput(first + tile, input.Data, zeros.Data, pixels);
            transform.Input(pixels, 0, shape.Channels, inputs + tile * depth, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformProducts(int first, int count, float* products, int stride, int column, int filters, float* outside)
    {
        var pixels = stackalloc float*[WinogradTransform.TileSize * WinogradTransform.TileSize];
        for (var tile = 0; tile < count; tile++)
        {
            tiles.FindOutput(first + tile, output.Data, outside, pixels);
            transform.Output(products + tile * groupColumns, stride, pixels, column, filters);
        }
    }

    /// <summary>A size that is no multiple of a page, so that the 36 products of a tile do not compete for one set of the cache.</summary>
    private static int Skewed(int size) => size + 16;
}
