using Workbench.Foundation;

namespace Workbench.Training.Kernels;

/// <summary>
/// The transforms of Winograd's convolution F(4x4, 3x3), after Lavin and Gray, "Fast algorithms for convolutional neural networks"
/// (2016): a tile of 4x4 outputs is <c>A^T [(G g G^T) . (B^T d B)] A</c> for a kernel g and the 6x6 inputs d, where the dot stands for 36
/// products, each of which is a matrix product over channels and tiles. That is 36 multiplications for 144. Along a side, kernel and
/// outputs are polynomials, multiplied by their values at 0, at two points and their opposites, and at infinity.
/// </summary>
internal abstract unsafe class WinogradTransform
{
    /// <summary>Outputs of a tile along one side.</summary>
    public const int TileSize = 4;

    /// <summary>Inputs of a tile along one side.</summary>
    public const int WindowSize = TileSize + KernelSize - 1;

    /// <summary>Products of a tile.</summary>
    public const int Products = WindowSize * WindowSize;

    /// <summary>Values of a kernel along one side.</summary>
    protected const int KernelSize = 3;

    /// <summary>
    /// The points. Both are exact in binary, and float32 rounds half as much with them as with the usual 1 and 2: what is left is about
    /// twice what sums without Winograd's differences lose.
    /// </summary>
    protected const float Near = 0.75f, Far = 1.5f;

    /// <summary>What the kernel's values at 0 and at the points are multiplied with, so that <c>B</c> holds ones.</summary>
    protected const float ZeroWeight = 1 / (Near * Near * Far * Far), NearWeight = 1 / (2 * Near * Near * (Near * Near - Far * Far)),
        FarWeight = 1 / (2 * Far * Far * (Far * Far - Near * Near));

    private const int TilePixels = TileSize * TileSize;

    /// <param name="vectorSize">Floats in a vector.</param>
    protected WinogradTransform(int vectorSize) => VectorSize = vectorSize;

    /// <summary>Floats in a vector: transformed channels are written in whole ones.</summary>
    public int VectorSize { get; }

    /// <summary><c>B^T d B</c> of one tile.</summary>
    /// <param name="pixels">
    /// Its 36 input pixels, row by row. The last vector of each is read whole: see <see cref="AlignedArray{T}"/>.
    /// </param>
    /// <param name="first">First channel.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="target">Where channels of the first product go; what fills the last vector means nothing.</param>
    /// <param name="stride">Values from one product to the next.</param>
    public abstract void Input(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary>
    /// <c>A y A^T</c> of the gradient of one tile: how the loss changes with its products.
    /// Arguments as for <see cref="Input"/>, but 16 pixels.
    /// </summary>
    public abstract void OutputGradient(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary><c>A^T m A</c> of one tile.</summary>
    /// <param name="source">The channels of the first product, in whole vectors.</param>
    /// <param name="stride">Values from one product to the next.</param>
    /// <param name="pixels">Its 16 output pixels, row by row.</param>
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
    /// <param name="target">The first of 36 values of each kernel.</param>
    /// <param name="stride">Values from one of the 36 to the next.</param>
    /// <param name="count">Number of kernels: whole vectors.</param>
    public abstract void Kernel(float* source, float* target, nint stride, int count);

    /// <summary><c>G^T u G</c> of the gradients of many kernels.</summary>
    /// <param name="source">The first of 36 values of each kernel.</param>
    /// <param name="stride">Values from one of the 36 to the next.</param>
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
