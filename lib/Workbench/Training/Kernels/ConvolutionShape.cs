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

    private int OutputSize(int size) => (size + 2 * Padding - KernelSize) / Stride + 1;
}
