using Workbench.Foundation;

namespace Workbench.Training.Kernels;

/// <summary>
/// The transforms of Winograd's convolution F(2x2, 3x3), after Lavin and Gray, "Fast algorithms for convolutional neural networks"
/// (2016): a tile of 2x2 outputs is <c>A^T [(G g G^T) . (B^T d B)] A</c> for a kernel g and the 4x4 inputs d, where the dot stands for 16
/// products, each of which is a matrix product over channels and tiles. That is 16 multiplications for 36.
/// </summary>
internal abstract unsafe class WinogradTransform
{
    /// <summary>Outputs of a tile along one side.</summary>
    public const int TileSize = 2;

    /// <summary>Inputs of a tile along one side.</summary>
    public const int WindowSize = 4;

    /// <summary>Products of a tile.</summary>
    public const int Products = WindowSize * WindowSize;

    private const int TilePixels = TileSize * TileSize;

    /// <param name="vectorSize">Floats in a vector.</param>
    protected WinogradTransform(int vectorSize) => VectorSize = vectorSize;

    /// <summary>Floats in a vector: transformed channels are written in whole ones.</summary>
    public int VectorSize { get; }

    /// <summary><c>B^T d B</c> of one tile.</summary>
    /// <param name="pixels">
    /// Its 16 input pixels, row by row. The last vector of each is read whole: see <see cref="AlignedArray{T}"/>.
    /// </param>
    /// <param name="first">First channel.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="target">Where channels of the first product go; what fills the last vector means nothing.</param>
    /// <param name="stride">Values from one product to the next.</param>
    public abstract void Input(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary>
    /// <c>A y A^T</c> of the gradient of one tile: how the loss changes with its products.
    /// Arguments as for <see cref="Input"/>, but 4 pixels.
    /// </summary>
    public abstract void OutputGradient(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary><c>A^T m A</c> of one tile.</summary>
    /// <param name="source">The channels of the first product, in whole vectors.</param>
    /// <param name="stride">Values from one product to the next.</param>
    /// <param name="pixels">Its 4 output pixels, row by row.</param>
    /// <param name="first">First channel of a pixel.</param>
    /// <param name="channels">Number of channels.</param>
    public void Output(float* source, nint stride, float** pixels, int first, int channels)
    {
        if (channels < VectorSize)
        {
            OutputFew(source, stride, pixels, first, channels);
            return;
        }
        var rest = channels % VectorSize;
        OutputVectors(source, stride, pixels, first, channels - rest);
        if (rest > 0) // once more with the channels before them: the same values
            OutputVectors(source + channels - VectorSize, stride, pixels, first + channels - VectorSize, VectorSize);
    }

    /// <summary><c>G g G^T</c> of many kernels.</summary>
    /// <param name="source">The first of the 9 values of each kernel; the others follow at a distance of <paramref name="count"/>.</param>
    /// <param name="target">The first of 16 values of each kernel.</param>
    /// <param name="stride">Values from one of the 16 to the next.</param>
    /// <param name="count">Number of kernels: whole vectors.</param>
    public abstract void Kernel(float* source, float* target, nint stride, int count);

    /// <summary><c>G^T u G</c> of the gradients of many kernels.</summary>
    /// <param name="source">The first of 16 values of each kernel.</param>
    /// <param name="stride">Values from one of the 16 to the next.</param>
    /// <param name="target">The first of 9 values of each kernel; the others follow at a distance of <paramref name="count"/>.</param>
    /// <param name="count">Number of kernels: whole vectors.</param>
    public abstract void KernelGradient(float* source, nint stride, float* target, int count);

    /// <summary><see cref="Output"/> for whole vectors.</summary>
    protected abstract void OutputVectors(float* source, nint stride, float** pixels, int first, int channels);

    private void OutputFew(float* source, nint stride, float** pixels, int first, int channels)
    {
        var values = stackalloc float[TilePixels * VectorSize];
        var whole = stackalloc float*[TilePixels];
        for (var i = 0; i < TilePixels; i++)
            whole[i] = values + i * VectorSize;
        OutputVectors(source, stride, whole, 0, VectorSize);
        for (var i = 0; i < TilePixels; i++)
            new ReadOnlySpan<float>(whole[i], channels).CopyTo(new(pixels[i] + first, channels));
    }
}
