namespace Workbench.Training.Kernels;

/// <summary>Sizes of a convolution of square kernels.</summary>
/// <param name="Height">Rows of an input image.</param>
/// <param name="Width">Pixels of such a row.</param>
/// <param name="Channels">Values of an input pixel.</param>
/// <param name="Filters">Values of an output pixel.</param>
/// <param name="KernelSize">Height and width of a kernel.</param>
/// <param name="Stride">Pixels from one position of a kernel to the next.</param>
/// <param name="Padding">Pixels of zeros around an image.</param>
internal readonly record struct ConvolutionShape(int Height, int Width, int Channels, int Filters, int KernelSize, int Stride, int Padding)
{
    public int OutputHeight => OutputSize(Height);

    public int OutputWidth => OutputSize(Width);

    /// <summary>Pixels of an input image.</summary>
    public int Pixels => Height * Width;

    /// <summary>Pixels of an output image.</summary>
    public int OutputPixels => OutputHeight * OutputWidth;

    /// <summary>Pixels under a kernel.</summary>
    public int Positions => KernelSize * KernelSize;

    /// <summary>Values under a kernel.</summary>
    public int PatchSize => Positions * Channels;

    /// <summary>The columns of the output for which a column of the kernel is inside the image: from First to before End.</summary>
    public (int First, int End) ColumnsInside(int kernelColumn)
    {
        var offset = kernelColumn - Padding;
        var first = Math.Min(OutputWidth, offset < 0 ? (-offset + Stride - 1) / Stride : 0);
        var end = offset < Width ? Math.Min(OutputWidth, (Width - 1 - offset) / Stride + 1) : 0;
        return (first, Math.Max(first, end));
    }

    private int OutputSize(int size) => (size + 2 * Padding - KernelSize) / Stride + 1;
}
